import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Node, Project } from "ts-morph";

/**
 * Takes the doc comment above each `rule(...)` out into `docs/rules/` and into what `explain` prints.
 * With `--check`: fails when what is committed is stale, or a rule has no documentation.
 */
interface Doc {
  code: string;
  effort: string;
  title: string;
  sections: [string, string][];
}

const REQUIRED = ["v1", "v2", "What we do", "Source"];
const check = process.argv.includes("--check");
const docs = collect();
const problems = docs.flatMap((d) => REQUIRED.filter((h) => !d.sections.some(([heading]) => heading === h)).map((h) => `${d.code} has no section "${h}"`));
const files = new Map<string, string>([
  ["src/findings/rule-docs.generated.json", `${JSON.stringify(docs, null, 1)}\n`],
  ["docs/rules/README.md", index()],
  ...docs.map((d): [string, string] => [`docs/rules/${d.code}.md`, page(d)]),
]);

if (check) {
  for (const name of existsSync("docs/rules") ? readdirSync("docs/rules") : []) if (!files.has(`docs/rules/${name}`)) problems.push(`docs/rules/${name} belongs to no rule: run npm run docs`);
  for (const [file, text] of files) if (!existsSync(file) || readFileSync(file, "utf8") !== text) problems.push(`${file} is stale: run npm run docs`);
} else {
  mkdirSync("docs/rules", { recursive: true });
  for (const name of readdirSync("docs/rules")) if (!files.has(join("docs/rules", name))) rmSync(join("docs/rules", name));
  for (const [file, text] of files) writeFileSync(file, text);
}
if (problems.length > 0) {
  console.error(problems.join("\n"));
  process.exitCode = 1;
}

function collect(): Doc[] {
  const project = new Project({ skipAddingFilesFromTsConfig: true });
  const found: Doc[] = [];
  for (const source of project.addSourceFilesAtPaths(["src/constructs/*/findings.ts", "src/findings/*.ts"])) {
    for (const statement of source.getVariableStatements()) {
      const call = statement.getDeclarations()[0]?.getInitializer();
      if (!Node.isCallExpression(call) || call.getExpression().getText() !== "rule") continue;
      const [code, effort, title] = call.getArguments().map((a) => (Node.isStringLiteral(a) || Node.isNoSubstitutionTemplateLiteral(a) ? a.getLiteralText() : ""));
      found.push({ code: code ?? "", effort: effort ?? "", title: title ?? "", sections: sections(statement.getJsDocs()[0]?.getInnerText() ?? "") });
    }
  }
  return found.sort((a, b) => a.code.localeCompare(b.code));
}

function sections(text: string): [string, string][] {
  return text.split(/^## /m).slice(1).map((part) => {
    const [heading = "", ...body] = part.split("\n");
    return [heading.trim(), body.join("\n").trim()];
  });
}

function page(d: Doc): string {
  return [`# ${d.code}: ${d.title}`, "", `Effort: **${d.effort}**`, "", ...d.sections.flatMap(([heading, body]) => [`## ${heading}`, "", body, ""])].join("\n");
}

function index(): string {
  return ["# Rules", "", "Generated from the doc comments in `src/constructs/*/findings.ts` by `npm run docs`.", "", "| code | effort | what |", "|---|---|---|", ...docs.map((d) => `| [${d.code}](${d.code}.md) | ${d.effort} | ${d.title} |`), ""].join("\n");
}
