import { createHash } from "node:crypto";
import type { Report } from "../../src/report.js";
import { html } from "../../src/reporters/html.js";
import { PLAIN } from "../../src/reporters/reporter.js";
import { project } from "../support/page.js";
import { CHANGED, DECISION, file, REFUSED, report, UNSUPPORTED, UPGRADED } from "../support/report.js";

const page = (given: Report): string => html(given, { palette: PLAIN, verbose: false, columns: 80 });

/** What a reader sees, without the tags. */
const textOf = (markup: string): string => markup.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/g, "").replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");

const inFile = (markup: string, path: string): string => new RegExp(`data-path="${path}"[^]*?(?=<div role="listitem"|</section>\n<section aria-labelledby="rules")`).exec(markup)![0];

test("the head says what it comes to, in a sentence and four numbers", async () => {
  const text = textOf(page(await project()));
  expect(text).toContain("5 of 120 files use v1 parallel runs");
  expect(text).toMatch(/3 are upgraded and have to be read, 1 needs a decision and 1 could not be upgraded\. Nothing has been written yet/);
});

test("files that list packages are told beside the code, and are not counted with it", () => {
  const packages = file("requirements.txt", { kind: "packages", findings: [DECISION] });
  expect(textOf(page(report("dry-run", [file("a.py", { status: "upgraded", findings: [CHANGED] }), packages])))).toContain("1 of 120 files uses v1 parallel runs\nIt is upgraded and has to be read.");
  expect(textOf(page(report("dry-run", [packages])))).toContain("No v1 parallel-run code in 120 files, but packages of SDK v2 are missing\nNothing has been written yet");
});

test("four numbers, how many of all, and in how many files", () => {
  const text = textOf(page(report("write", [file("a.py", { findings: [...Array<typeof UPGRADED>(399).fill(UPGRADED), UNSUPPORTED] }), file("b.py", { status: "upgraded", findings: [UPGRADED] })])));
  expect(text).toContain("Upgraded400 over 99 %means the same in v2; nothing to do (in 2 files)");
  expect(text).toContain("Changed in meaning0rewritten");
  expect(text).toContain("No v2 counterpart1 under 1 %v2 has nothing like it");
  expect(text).toContain("The code has been written.");
});

test("what is not listed is said", () => {
  expect(textOf(page({ ...report("dry-run", []), hidden: { ignored: 1, deselected: 0, baseline: 2, left: 3 } }))).toContain("No further v1 parallel-run code in 120 files\n3 findings are not listed: ignored, left out, or in the baseline.");
});

test("one file, and no file", () => {
  expect(textOf(page({ ...report("dry-run", [file("a.py", { findings: [DECISION] })]), scanned: 1 }))).toContain("1 of 1 file uses v1 parallel runs\nIt needs a decision. Nothing");
  const none = page(report("dry-run", [], [{ path: "x", reason: "it is a socket" }]));
  expect(textOf(none)).toContain("No v1 parallel-run code in 120 files");
  expect(textOf(none)).toMatch(/Could not be handledx it is a socket/);
  expect(none).not.toContain('id="files"');
});

test("every finding stands below the v1 line that it concerns", async () => {
  const given = await project();
  const markup = page(given);
  for (const { path, findings, kind } of given.files) {
    if (findings.length === 0 || kind === "notebook") continue;
    const here = inFile(markup, path);
    for (const { line, title } of findings) {
      const after = here.slice(here.search(new RegExp(`<(?:del|span) data-n="${line}">`)));
      // Nothing but the line itself, the one beside it, and other findings stand between.
      const between = after.slice(0, after.indexOf(`<span>${title.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;")}</span>`));
      expect([title, between.match(/<del |<span data-n/g)?.length ?? 0]).toEqual([title, between.startsWith("<del") ? 1 : 2]);
    }
  }
});

test("a finding whose line can't be shown comes first, with its place", () => {
  const here = inFile(page(report("dry-run", [file("a.py", { findings: [CHANGED] })])), "a.py");
  expect(textOf(here)).toMatch(/^[^]*Changed in meaning line 31 run_max_try=5 -> retry_settings\["max_retries"\]=5 PRS107v1 counts[^]*SDK v1SDK v2old/);
});

test("the old line beside the new one, what differs marked", () => {
  const before = "config = Config(\n    node_count=4,\n    environment=env,\n)\n";
  const after = "step = call(\n    instance_count=4,\n    mini_batch_size=1,\n    environment=env,\n)\n";
  const here = inFile(page(report("dry-run", [file("a.py", { original: before, text: after, findings: [UPGRADED] })])), "a.py");
  expect(here).toContain('<del data-n="2">    <b>node_count</b>=4,</del><ins data-n="2">    <b>instance_count</b>=4,</ins>');
  expect(here).toContain('<ins data-n="3">    mini_batch_size=1,</ins>');
  expect(here).toContain('<span data-n="3">    environment=env,</span><span data-n="4">    environment=env,</span>');
});

test("unchanged lines far from everything are folded; those around a finding are not", () => {
  const lines = Array.from({ length: 60 }, (_, i) => `x${i + 1} = 1`);
  const here = inFile(page(report("dry-run", [file("a.py", { original: lines.join("\n"), text: lines.join("\n").replace("x1 = 1\n", "y = 2\n"), findings: [{ ...DECISION, line: 40 }] })])), "a.py");
  expect([...here.matchAll(/<summary>(\d+ unchanged lines)/g)].map((match) => match[1])).toEqual(["32 unchanged lines", "17 unchanged lines"]);
  expect(here).toContain('<span data-n="37">x37 = 1</span>');
  expect(here).toContain("\n35\n36</pre>");
});

test("a notebook is shown by cell", async () => {
  const here = textOf(inFile(page(await project()), "notebooks/score.ipynb"));
  expect(here).toContain("Cell 5: SDK v1SDK v2");
  expect(here).toMatch(/Cell 1: SDK v1SDK v2%load_ext autoreload/);
  expect(here).not.toContain('"cell_type"');
});

test("a file that the upgrade adds stands below the one that needs it", () => {
  const here = inFile(page(report("dry-run", [file("a.py", { findings: [CHANGED], created: [{ path: "data/MLTable", text: "paths:\n  - pattern: ./*.csv\n" }] })])), "a.py");
  expect(here).toContain('<h3><span>A new file</span><span>data/MLTable</span></h3><div class="rows new"><ins data-n="1">paths:</ins>');
});

test("--check shows the code as it is, and nothing new", async () => {
  const markup = page(await project("check"));
  expect(markup).not.toContain("<ins");
  expect(textOf(inFile(markup, "pipelines/retries.py"))).toContain("The code as it is");
  expect(textOf(inFile(markup, "pipelines/retries.py"))).not.toContain("task=RunFunction(\n");
});

test("a refused file says why, and stands first", () => {
  const markup = page(report("dry-run", [file("a.py", { findings: [DECISION] }), REFUSED]));
  expect(markup.indexOf('data-path="broken.py"')).toBeLessThan(markup.indexOf('data-path="a.py"'));
  expect(textOf(inFile(markup, "broken.py"))).toContain("Left as it is: 3:7: the file does not parse as Python; mend it first");
});

test("the rules that occur, with how often, what they map and their documentation", async () => {
  const markup = page(await project());
  const rule = /<details id="PRS107">[^]*?<\/details>/.exec(markup)![0];
  expect(textOf(rule)).toMatch(/PRS107 run_max_try becomes retry_settings\.max_retries0 to decide0 without a v2 counterpart1 changed in meaning/);
  expect(textOf(rule)).toContain("In 1 file");
  expect(textOf(rule)).toContain("ParallelRunConfig.run_max_tryretry_settings.max_retries");
  expect(rule).toContain('<pre tabindex="0">ParallelRunConfig(run_max_try=5)</pre><p>Tries of a mini-batch, the first one included; default 3.</p>');
  expect(textOf(rule)).toContain("SourceUpgrade parallel run step to SDK v2");
  expect(markup).not.toContain('id="PRS110"');
  for (const [, code] of markup.matchAll(/href="#(PRS\d+)"/g)) expect(markup).toContain(`<details id="${code!}">`);
});

test("nothing is allowed to load or to run but the page's own style and script", async () => {
  const markup = page(await project());
  const hash = (tag: string): string => createHash("sha256").update(new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(markup)![1]!).digest("base64");
  expect(markup).toContain(`content="default-src 'none'; style-src 'sha256-${hash("style")}'; script-src 'sha256-${hash("script")}'; base-uri 'none'; form-action 'none'"`);
  expect(markup).not.toMatch(/ (?:style|on\w+)="|<link|<img|<iframe|url\(|@import|https?:/);
});

test("what a file holds is text and nothing else", () => {
  const evil = `</pre></script><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;"`;
  const markup = page(report("dry-run", [
    file(`a${evil}.py`, { original: `x = 1  # ${evil}\n`, text: `y = 2  # ${evil}\n`, findings: [{ ...CHANGED, title: evil, why: evil, v1: evil, v2: evil, line: 1, code: "PRS107" }] }),
    { ...REFUSED, path: evil, reason: evil },
  ], [{ path: evil, reason: evil }]));
  expect(markup.match(/<script/g)).toHaveLength(1);
  expect(markup).not.toContain("<img");
  expect(markup).not.toContain("&amp;\"");
  expect(textOf(markup)).toContain(`x = 1  # ${evil}`);
});

test("what could not be seen is spelt out", () => {
  const markup = page(report("dry-run", [file("a\u202egpj.py", { original: "x = '\u202e\u0000\u001b'\r\n", text: "y\r\n" })]));
  expect(markup).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/);
  expect(markup).toContain("a\\u202egpj.py");
});

test("a file with line ends of an old Mac, and one without any line", () => {
  const here = inFile(page(report("dry-run", [file("a.py", { original: "a = 1\rb = 2\r", text: "a = 1\rc = 3\r" }), file("b.py", { original: "", text: "x\n" })])), "a.py");
  expect(here).toContain('<span data-n="1">a = 1</span>');
  expect(here).toMatch(/<del data-n="2">.*b.*<ins data-n="2">.*c/);
});

test("the same report gives the same page", async () => {
  expect(page(await project())).toBe(page(await project()));
});
