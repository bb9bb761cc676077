import MarkdownIt from "markdown-it";
import { markdown, markdownPage } from "../../src/reporters/markdown.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import type { Report } from "../../src/report.js";
import { HOSTILE_REPORT } from "../support/hostile.js";
import { CHANGED, DECISION, file, REFUSED, report, UPGRADED } from "../support/report.js";

const OPTIONS = { palette: PLAIN, verbose: false, columns: 80 };
const page = (given: Report, verbose = false): string => markdown(given, { ...OPTIONS, verbose });
/** As GitHub does, with HTML and bare links, so that what gets through is seen. */
const html = (text: string): string => {
  const renderer = new MarkdownIt({ html: true, linkify: true });
  renderer.linkify.set({ fuzzyLink: false });
  return renderer.render(text);
};

test("totals, a table, what is to be read, and the diff", () => {
  expect(page(report("dry-run", [file("ml/score.py", { findings: [UPGRADED, CHANGED, DECISION] })]))).toBe(`## Azure ML SDK v1 parallel runs

1 file uses v1 parallel runs (of 120): 1 needs a decision${"  "}
1 upgraded · 1 changed in meaning · 1 to decide · 0 without a v2 counterpart

| file | state | upgraded | changed in meaning | to decide | without a v2 counterpart |
|---|---|---:|---:|---:|---:|
| \`ml/score.py\` | partly | 1 | 1 | 1 |  |

### \`ml/score.py\`

- **decision** PRS203, line 14: Is dataset "invoices" made of files or a table?<br>Nothing in this project tells: no Dataset.File/Tabular, no unit in mini\\_batch\\_size. Say it where the TODO stands, or register it in sight.
- **changed** PRS107, line 31: run\\_max\\_try=5 -> retry\\_settings\\["max\\_retries"\\]=5<br>v1 counts tries, the v2 documentation counts retries: one more attempt is possible
- 1 setting to upgrade with the same meaning

<details><summary>Diff</summary>

\`\`\`diff
--- ml/score.py
+++ ml/score.py
@@ -1,2 +1,2 @@
-old
+new
 same
\`\`\`

</details>
`);
});

test("nothing to do is one line, and --check has no diff", () => {
  expect(page(report("check", []))).toBe("## Azure ML SDK v1 parallel runs\n\nNo v1 parallel-run code in 120 files.\n");
  expect(page(report("check", [file("a.py", { findings: [CHANGED] })]))).not.toContain("<details>");
});

test("what was refused and what went wrong stand there, the cell of a notebook too", () => {
  const notebook = file("a.ipynb", { kind: "notebook", findings: [{ ...DECISION, cell: 7, line: 3 }] });
  const text = page(report("check", [REFUSED, notebook], [{ path: "gone", reason: "there is no such file or folder" }]));
  expect(text).toContain("\n- `gone`: there is no such file or folder\n");
  expect(text).toContain("\n- **refused** 3:7: the file does not parse as Python; mend it first\n");
  expect(text).toContain("PRS203, cell 7, line 3: ");
});

test("--verbose lists what keeps its meaning", () => {
  expect(page(report("check", [file("a.py", { findings: [UPGRADED] })]), true)).toContain("- **upgraded** PRS112, line 9: node\\_count=4 -> instance\\_count=4\n");
});

test("hostile text is shown, and is nothing else", () => {
  const text = page(HOSTILE_REPORT);
  const rendered = html(text);
  expect(rendered).not.toMatch(/<(script|img|a|h1)\b/);
  // One table with a row a file, and one diff.
  expect(rendered.match(/<td>/g) ?? []).toHaveLength(4);
  expect(rendered.match(/<(h2|h3|table|details|pre)>/g)).toEqual(["<h2>", "<table>", "<h3>", "<details>", "<pre>", "<h3>"]);
  expect(rendered).toContain("&lt;/failure&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
  // Nobody is called, and no issue is named: something stands between the sign and the name.
  const prose = rendered.replace(/<(code|pre)[^>]*>[^]*?<\/\1>/g, "");
  expect(prose).toMatch(/@<!-- -->owner #<!-- -->1 www<!-- -->\.example\.org https:\/<!-- -->\/example\.org/);
  expect(prose).not.toMatch(/@owner|#1\b/);
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
});

describe("the limit", () => {
  const many = Array.from({ length: 300 }, (_, i) => file(`folder/file-${i}.py`, { findings: [CHANGED, DECISION], original: `${"é\n".repeat(400)}old\n`, text: "new\n" }));
  const given = report("dry-run", many);

  test.each([1024 * 1024, 400_000, 150_000, 60_000, 4096])("of %i bytes holds; what is left out is said", (limit) => {
    const text = markdownPage(given, OPTIONS, limit);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
    expect(Buffer.byteLength(text)).toBeGreaterThan(limit === 1024 * 1024 ? 600_000 : limit - 3000);
    const diffs = text.match(/<details>/g)?.length ?? 0;
    const sections = text.match(/^### /gm)?.length ?? 0;
    const rows = text.match(/^\| `/gm)?.length ?? 0;
    expect(text.includes("Left out:")).toBe(diffs < 300);
    if (diffs < 300) expect(text).toContain(`the diffs of ${300 - diffs} files`);
    if (sections < 300) expect(text).toContain(`the findings of ${300 - sections} files`);
    if (rows < 300) expect(text).toContain(`${300 - rows} rows of the table`);
    // Nothing is cut in the middle.
    expect(text.match(/<\/details>/g)?.length ?? 0).toBe(diffs);
  });
});
