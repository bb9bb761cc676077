import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder, V1 } from "../support/project.js";
import { prsUpgrade } from "../support/terminal.js";

const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
/** `é`, then what has to come back as it was: one byte in Latin-1, two in UTF-8. */
const comment = "# caf\u00e9\n";

/** The upgraded code of a file, and its exit code. */
async function written(bytes: Buffer, name = "a.py"): Promise<{ code: number; after: Buffer; error: string }> {
  const project = folder({ [name]: bytes });
  const { code, error } = await prsUpgrade(project.root, ["--write"]);
  return { code, error, after: readFileSync(join(project.root, name)) };
}

const v2 = async (): Promise<string> => (await written(utf8(V1))).after.toString("utf8");

test.each<[string, (text: string) => Buffer]>([
  ["a byte-order mark", (text) => utf8(`\ufeff${comment}${text}`)],
  ["a byte-order mark and a cookie", (text) => utf8(`\ufeff# coding: utf-8\n${comment}${text}`)],
  ["utf-8-sig", (text) => utf8(`\ufeff# -*- coding: utf-8-sig -*-\n${comment}${text}`)],
  ["latin-1", (text) => latin1(`# -*- coding: latin-1 -*-\n${comment}${text}`)],
  ["iso-8859-15 in the second line", (text) => latin1(`#!/usr/bin/env python\n# vim: set fileencoding=iso-8859-15 :\n${comment}${text}`)],
  ["cp1252", (text) => Buffer.concat([latin1(`# coding: cp1252\n# \x80\x93\x9c\n${comment}`), utf8(text)])],
  ["CRLF", (text) => utf8(`${comment}${text}`.replaceAll("\n", "\r\n"))],
  ["CR alone", (text) => utf8(`${comment}${text}`.replaceAll("\n", "\r"))],
  ["no last line end", (text) => utf8(`${comment}${text}`.trimEnd())],
  ["no last line end, CRLF", (text) => utf8(`${comment}${text}`.trimEnd().replaceAll("\n", "\r\n"))],
])("%s: the file is upgraded, byte for byte in its own way", async (_, encoded) => {
  const { code, after } = await written(encoded(V1));
  expect({ code, after: after.toString("latin1") }).toEqual({ code: 0, after: encoded(await v2()).toString("latin1") });
});

test("mixed line ends stay where no edit is", async () => {
  const { after } = await written(utf8(`a = 1\r\nb = 2\rc = 3\n${V1}d = 4\r\ne = 5\r`));
  expect(after.toString().startsWith("a = 1\r\nb = 2\rc = 3\n")).toBe(true);
  expect(after.toString().endsWith("d = 4\r\ne = 5\r")).toBe(true);
});

test.each([
  ["an unknown cookie", utf8(`# coding: klingon\n${V1}`), "klingon, which is not supported"],
  ["a cookie against the mark", utf8(`\ufeff# coding: latin-1\n${V1}`), "byte-order mark says UTF-8 and its coding cookie says iso-8859-1"],
  ["bytes that are no UTF-8", latin1(comment + V1), "not UTF-8"],
  ["null bytes", utf8(`${V1}\0`), "null bytes"],
  ["an encoding of two bytes", Buffer.from(`\ufeff${V1}`, "utf16le"), ""],
])("%s: refused or not seen, and the file stays", async (_, bytes, reason) => {
  const { code, after, error } = await written(bytes);
  expect(after.equals(bytes)).toBe(true);
  expect(code).toBe(reason === "" ? 0 : 2);
  expect(error).toContain(reason);
});

test("a notebook with a mark and Windows line ends keeps both", async () => {
  const notebook = JSON.stringify({ cells: [{ cell_type: "code", execution_count: null, metadata: {}, outputs: [], source: V1.split(/(?<=\n)/) }], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
  const bytes = utf8(`\ufeff${notebook}\n`.replaceAll("\n", "\r\n"));
  const project = folder();
  writeFileSync(join(project.root, "a.ipynb"), bytes);
  await prsUpgrade(project.root, ["--write"]);
  const text = project.read("a.ipynb");
  expect(text).toMatch(/^\ufeff\{\r\n/);
  expect(text).toContain("parallel_run_function");
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
});
