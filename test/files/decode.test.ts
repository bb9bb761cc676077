import { decode, encode, EncodingError } from "../../src/files/decode.js";

const bytes = (text: string, encoding: BufferEncoding = "utf8"): Buffer => Buffer.from(text, encoding);

describe("decode and encode", () => {
  test.each([
    ["UTF-8", bytes("x = 'é€'\r\ny = 1\n"), "x = 'é€'\r\ny = 1\n"],
    ["UTF-8 with a byte-order mark", bytes("\ufeffx = 'é'\n"), "x = 'é'\n"],
    ["nothing", bytes(""), ""],
    ["a cookie that says UTF-8", bytes("# -*- coding: utf_8 -*-\nx = 'é'\n"), "# -*- coding: utf_8 -*-\nx = 'é'\n"],
    ["a cookie of an editor", bytes("# -*- coding: utf-8-unix -*-\nx = 'é'\n"), "# -*- coding: utf-8-unix -*-\nx = 'é'\n"],
    ["latin-1", bytes("# coding: latin-1\nx = 'é\x80'\n", "latin1"), "# coding: latin-1\nx = 'é\x80'\n"],
    ["a cookie in the second line", bytes("#!/usr/bin/env python\n# vim: set fileencoding=iso-8859-1 :\nx = 'é'\n", "latin1"), "#!/usr/bin/env python\n# vim: set fileencoding=iso-8859-1 :\nx = 'é'\n"],
    ["cp1252", Buffer.concat([bytes("# coding: cp1252\nx = '"), Buffer.from([0x80]), bytes("'\n")]), "# coding: cp1252\nx = '€'\n"],
    ["koi8-r", Buffer.concat([bytes("# coding: koi8-r\n# "), Buffer.from([0xc1])]), "# coding: koi8-r\n# а"],
    ["ASCII", bytes("# coding: ascii\nx = 1\n"), "# coding: ascii\nx = 1\n"],
  ])("reads %s, and gives the same bytes back", (_, given, text) => {
    const decoded = decode(given);
    expect(decoded.text).toBe(text);
    expect(encode(decoded.text, decoded)).toEqual(given);
  });

  test("a cookie after code is none", () => {
    expect(decode(bytes("x = 1\n# coding: latin-1\n")).encoding).toBe("utf-8");
  });

  test.each([
    ["bytes that are not UTF-8", bytes("x = 'é'\n", "latin1"), /is not UTF-8/],
    ["an encoding of several bytes a character", bytes("# coding: shift_jis\n"), /shift-jis, which is not supported/],
    ["an unknown encoding", bytes("# coding: nonsense\n"), /nonsense, which is not supported/],
    ["ASCII that is none", bytes("# coding: ascii\nx = 'é'\n"), /does not know/],
    ["a mark and a cookie that disagree", bytes("\ufeff# coding: latin-1\n"), /mend one of them/],
  ])("refuses %s", (_, given, reason) => {
    expect(() => decode(given)).toThrow(EncodingError);
    expect(() => decode(given)).toThrow(reason);
  });

  test("refuses to write what the encoding can't hold", () => {
    expect(() => encode("x = '€'", { bom: false, encoding: "iso-8859-1" })).toThrow(/does not fit its encoding iso-8859-1: "€"/);
    expect(() => encode("x = '\ufffd'", { bom: false, encoding: "ascii" })).toThrow(EncodingError);
  });
});

test("a cookie in the second line counts however long the first one is", () => {
  expect(decode(Buffer.from(`# ${"x".repeat(5000)}\n# coding: latin-1\n# \u00e9\n`, "latin1")).encoding).toBe("iso-8859-1");
  expect(decode(Buffer.from(`# ${"x".repeat(5000)}\n\n# coding: latin-1\n`)).encoding).toBe("utf-8");
});
