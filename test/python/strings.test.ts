import { decodeString, quoteString } from "../../src/python/strings.js";

test("what can't be seen, turns the direction of a line round, or is half of a pair is spelt out", () => {
  expect(quoteString("a\u0000\u001b\u0085\u202e\u2066\u2028\ufeff\ud800b", '"')).toBe('"a\\x00\\x1b\\x85\\u202e\\u2066\\u2028\\ufeff\\ud800b"');
  expect(quoteString("\u00e9 \u20ac \u{1f600}", '"')).toBe('"\u00e9 \u20ac \u{1f600}"');
});

test.each(["a\u202eb", "\ud800", "\u{1f600}", "tab\t\"'\\"])("%j comes back as it was", (text) => {
  expect(decodeString(quoteString(text, '"').slice(1, -1), false)).toBe(text);
});
