import { MAPPING } from "../../src/constructs/parallel-run/mapping.js";
import { ruleDocs } from "../../src/findings/rule-docs.js";
import { prsUpgrade } from "../support/terminal.js";

describe("explain", () => {
  test("one code, however it is spelt", async () => {
    const { code, out } = await prsUpgrade("/", ["explain", "prs107"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^PRS107 {2}run_max_try becomes retry_settings\.max_retries +changed\n\nv1 {13}ParallelRunConfig\(run_max_try=5\)\n/);
    for (const heading of ["v2 ", "What we do ", "Why it is said ", "Source "]) expect(out).toContain(`\n${heading}`);
    expect(out).not.toContain("```");
  });

  test("without a code: all of them", async () => {
    const { code, out } = await prsUpgrade("/", ["explain"]);
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n").map((line) => line.slice(0, 6))).toEqual(ruleDocs().map((rule) => rule.code));
  });

  test.each([["PRS17", "did you mean PRS107?"], ["PSR112", "did you mean PRS112?"], ["run_max_try", "did you mean PRS107 (run_max_try becomes retry_settings.max_retries)?"]])("an unknown code %s is wrong usage: %s", async (asked, said) => {
    const { code, out, error } = await prsUpgrade("/", ["explain", asked]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toContain(said);
  });
});

describe("rules", () => {
  test("every row, in every format", async () => {
    const text = (await prsUpgrade("/", ["rules"])).out;
    const markdown = (await prsUpgrade("/", ["rules", "--format", "markdown"])).out;
    for (const row of MAPPING) {
      expect(text).toContain(`${row.code}  ${row.owner}.${row.v1}\n        -> ${row.v2}\n`);
      expect(markdown).toContain(`\n| ${row.code} | \`${row.owner}.${row.v1}\` | \`${row.v2}\` | `);
    }
    expect(markdown.trimEnd().split("\n")).toHaveLength(MAPPING.length + 2);
    expect(JSON.parse((await prsUpgrade("/", ["rules", "--format", "json"])).out)).toEqual(MAPPING);
  });
});
