import type { Finding } from "../../src/findings/finding.js";
import type { Report } from "../../src/report.js";
import { DECISION, file, report } from "./report.js";
import { V1_TO_DECIDE } from "./project.js";

/** What source could hold to break out of a report. */
export const HOSTILE = [
  "x\n::error file=a.py::owned", "\r\n  ::add-mask::a", "##[error]owned", "##vso[task.setvariable variable=PATH]owned", "##VSO[task.complete result=Succeeded;]",
  "]]>", "</failure><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a|b\\|c", "```\n# owned\n````", "`code`", "[owned](https://example.org)", "@owner #1 www.example.org https://example.org",
  "%0A::error::owned %25 %AZP25 a;b]c,d:e", "\u202egnp.exe\u2066", "\u0000\u001b[31m\u009b\ufffe\ud83d", "${{ secrets.X }} $(whoami) `whoami`", "&amp; &#10; \"'",
].join(" ~ ");

const finding: Finding = { ...DECISION, title: `dataset ${HOSTILE}`, why: `because ${HOSTILE}` };

/** Every text of it is hostile. */
export const HOSTILE_REPORT: Report = report("dry-run", [
  file(`a/${HOSTILE}.py`, { findings: [finding, { ...finding, effort: "changed" }], original: `${HOSTILE}\nold\n`, text: `${HOSTILE}\nnew\n`, edits: [{ start: HOSTILE.length + 1, end: HOSTILE.length + 4, text: "new" }] }),
  file(`refused ${HOSTILE}.py`, { status: "refused", reason: `3:7: ${HOSTILE}`, text: "", original: "", edits: [] }),
], [{ path: `gone ${HOSTILE}`, reason: HOSTILE }]);

/** Files that a real run says much about, and their hostile names. */
export const HOSTILE_FILES: Readonly<Record<string, string>> = {
  "::error::a.py": hostileV1("::add-mask::owned"),
  "b ##vso[task.setvariable variable=x]y.py": hostileV1("##vso[task.setvariable variable=x]y"),
  "c\n::error::owned.py": hostileV1("</script>]]>`|`@owner"),
  "d ##[error] \u202e.py": hostileV1("\u202e \u001b[31m ##[add-mask]owned"),
  "e &<>\"'`|.py": hostileV1("[owned](https://example.org)"),
  "broken ::error::\n::error::x.py": `${V1_TO_DECIDE}\n::error:: = =\n`,
};

/** v1 code whose diff and findings hold a text, at the start of a line too. */
function hostileV1(text: string): string {
  const literal = JSON.stringify(text);
  return V1_TO_DECIDE.replace('"invoices")', `${literal})  # ${text.replace(/[\n\r\u0000-\u001f]/g, " ")}`).replace("ws = Workspace", `"""\n  ::error::${text}\n::stop-commands::x\n"""\nws = Workspace`);
}
