import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { folder, repository, V1_TO_DECIDE } from "../support/project.js";
import { bash, commands } from "../support/shell.js";

/** The blocks of code of docs/ci.md. */
const blocks = [...readFileSync("docs/ci.md", "utf8").matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map((match) => ({ language: match[1]!, text: match[2]! }));
const yaml = blocks.filter(({ language }) => language === "yaml").map(({ text }) => parse(text) as Record<string, unknown>);

/** Every shell command of the page: of its shell blocks, and of the scripts in its YAML. */
const shell = [
  ...blocks.filter(({ language }) => language === "sh").flatMap(({ text }) => text.trimEnd().split("\n")),
  ...yaml.flatMap((block) => [...find(block, "script"), ...find(block, "bash")].flat().map(String)),
];

function find(value: unknown, key: string): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([k, v]) => [...(k === key ? [v] : []), ...find(v, key)]);
}

test("there is something to try", () => {
  expect(shell).toHaveLength(5);
});

test.each(shell)("%s", (line) => {
  const { root } = repository({ "a.py": V1_TO_DECIDE });
  const { status, stderr } = bash(line, [], root, { PATH: `${commands()}:/usr/bin:/bin`, AGENT_TEMPDIRECTORY: folder().root });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  const output = /--output (\S+)/.exec(line)?.[1];
  if (output !== undefined) expect(existsSync(`${root}/${output}`)).toBe(true);
});

test("the inputs, outputs and parameters that it names are there", () => {
  const action = parse(readFileSync("action.yml", "utf8")) as { inputs: object; outputs: object };
  const template = parse(readFileSync("ci/azure-pipelines-template.yml", "utf8")) as { parameters: { name: string }[] };
  const page = readFileSync("docs/ci.md", "utf8");
  for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)]) expect(page).toMatch(new RegExp(`^\\|.*\`${name}\``, "m"));
  const used = yaml.flatMap((block) => find(block, "with")).flatMap((inputs) => Object.keys(inputs as object)).filter((name) => name !== "sarif_file" && name !== "category");
  expect(used.filter((name) => !(name in action.inputs))).toEqual([]);
  const parameters = yaml.flatMap((block) => find(block, "parameters")).flatMap((given) => Object.keys(given as object));
  expect(parameters.filter((name) => !template.parameters.some((p) => p.name === name))).toEqual([]);
  expect(find(yaml, "template")).toEqual(["ci/azure-pipelines-template.yml@prs"]);
});
