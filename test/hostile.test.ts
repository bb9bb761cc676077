import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { upgrade } from "../src/index.js";
import { withoutCommands } from "../src/reporters/log-commands.js";
import { REPORTERS } from "../src/reporters/index.js";
import { PLAIN } from "../src/reporters/reporter.js";
import { Command } from "./support/process.js";
import { folder, repository, V1 } from "./support/project.js";
import { CHANGED, DECISION, file, report } from "./support/report.js";

/** Each on a line of its own, too: a log command has to start one. */
const COMMANDS = ["::set-output name=x::pwned", "   ::add-mask::pwned", "##vso[task.setvariable variable=x]pwned", "a ##vso[task.prependpath]pwned", "##[command]pwned"];
const CONTROLS = ["\u001b[2J", "\u001b]8;;https://pwned.example\u0007", "\u0007", "\u009b31m", "\u202e", "\u2066", "\u2028", "\b\b", "\r"];
const HOSTILE = [...COMMANDS, ...CONTROLS].join("\n");
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe.each(Object.entries(REPORTERS))("--format %s", (name, load) => {
  const hostile = report("dry-run", [
    file(`a\u001b[2J\n::set-output name=x::pwned\n##vso[task.setvariable variable=x]pwned.py`, {
      original: `"""\n${HOSTILE}\n"""\nold\n`, text: `"""\n${HOSTILE}\n"""\nnew\n`,
      findings: [{ ...CHANGED, title: HOSTILE, why: HOSTILE, v1: HOSTILE, v2: HOSTILE }, DECISION],
    }),
    file("b.py", { status: "refused", reason: HOSTILE, text: "", original: "", edits: [] }),
  ], [{ path: HOSTILE, reason: HOSTILE }]);
  const pageOf = async (): Promise<string> => (await load())(hostile, { palette: PLAIN, verbose: true, columns: 80 });

  test("no control character is shown raw", async () => {
    const page = await pageOf();
    expect(CONTROL.exec(page)?.[0] ?? "").toBe("");
  });

  // A page of HTML is no log.
  if (name === "html") return;
  test("no line becomes a command of a CI log", async () => {
    const page = await pageOf();
    const lines = (name === "text" || name === "markdown" ? withoutCommands(page) : page).split("\n");
    expect(lines.filter((line) => /^\s*::(set-output|add-mask)/.test(line))).toEqual([]);
    // What stands in a command of our own is a part of it.
    const own = name === "github" ? /^::(error|warning|notice) / : name === "azure" ? /^##vso\[task\.logissue / : null;
    expect(lines.filter((line) => !own?.test(line)).filter((line) => /##vso\[task\.(setvariable|prependpath)|##\[command\]/.test(line))).toEqual([]);
  });
});

test("nothing of a repository is run, and nothing is fetched", () => {
  const project = repository({
    "a.py": `import os\nos.system("touch was-run")\n${V1}`, "setup.py": 'open("was-run", "w")\n', "conftest.py": 'open("was-run", "w")\n',
    ".gitattributes": "*.py filter=evil diff=evil textconv=evil\n", "-c.py": V1, "--upload-pack=touch was-run.py": V1,
    // Stands in for what reaches the network or starts a process.
    "trap.mjs": `
import net from "node:net"; import dns from "node:dns"; import dgram from "node:dgram"; import child from "node:child_process"; import fs from "node:fs"; import path from "node:path"; import { syncBuiltinESMExports } from "node:module";
const note = (what) => fs.appendFileSync(process.env.TRAP, what + "\\n");
net.Socket.prototype.connect = () => { note("connect"); throw new Error("network"); };
dgram.createSocket = () => { note("dgram"); throw new Error("network"); };
dns.lookup = () => { note("lookup"); throw new Error("network"); };
for (const name of ["spawn", "execFile", "exec", "fork", "spawnSync", "execFileSync", "execSync"]) {
  const real = child[name];
  child[name] = Object.assign((program, ...rest) => { note("run " + path.basename(program)); return real(program, ...rest); }, real);
}
syncBuiltinESMExports();
`,
  });
  const touch = `touch ${join(project.root, "was-run")}`;
  for (const key of ["core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process", "diff.evil.command", "diff.evil.textconv", "diff.external", "gpg.program", "credential.helper"]) {
    project.git("config", key, `${touch};false`);
  }
  project.add("hooks/post-index-change", `#!/bin/sh\n${touch}\n`);
  project.git("config", "core.hooksPath", "hooks");
  project.git("config", "alias.ls-files", `!${touch}`);
  const trap = join(folder().root, "trap");
  const { status, stderr } = new Command().run(project.root, ["--check"], { node: ["--import", join(project.root, "trap.mjs")], env: { TRAP: trap } });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(existsSync(join(project.root, "was-run"))).toBe(false);
  const did = readFileSync(trap, "utf8").trim().split("\n");
  expect(new Set(did)).toEqual(new Set(["run git"]));
});

/** Lets git miss an object, which it fetches by the program that the configuration names. */
function fetching(program: string): string {
  return `[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\turl = .\n\tpromisor = true\n\tpartialclonefilter = blob:none\n\tuploadpack = "${program};false"\n`;
}
/** An ignore file that stands in the index alone. */
const MISSING = ["update-index", "--add", "--cacheinfo", "100644,1944fd61e7c53bcc19e6f3eb94cc800508944a25,.gitignore"];

test("a repository that lacks an object has none fetched", () => {
  const project = repository({ "a.py": V1 });
  project.git(...MISSING);
  project.git("update-index", "--skip-worktree", ".gitignore");
  project.add(".git/config", `[core]\n\trepositoryformatversion = 1\n${fetching(`touch ${join(project.root, "was-run")}`)}`);
  expect(new Command().run(project.root, ["--check"]).stdout).toContain("a.py");
  expect(existsSync(join(project.root, "was-run"))).toBe(false);
});

test("a repository without a work tree, which a clone brings along, is a folder like any other", () => {
  const project = repository({ "jobs/a.py": V1 });
  const inside = ["--git-dir=jobs", "--work-tree=jobs"];
  project.git("init", "--quiet", "--bare", "jobs");
  project.git(...inside, ...MISSING);
  project.git(...inside, "update-index", "--skip-worktree", ".gitignore");
  const touch = `touch ${join(project.root, "was-run")}`;
  project.add("jobs/config", `[core]\n\trepositoryformatversion = 1\n\tworktree = .\n\tfsmonitor = "${touch};false"\n${fetching(touch)}`);
  expect(new Command().run(project.root, ["--check", "jobs"]).stdout).toContain("jobs/a.py");
  expect(existsSync(join(project.root, "was-run"))).toBe(false);
});

test("a program called git in the searched folder is not run", () => {
  const project = folder({ "a.py": V1 });
  project.add("git", `#!/bin/sh\ntouch ${join(project.root, "was-run")}\n`);
  chmodSync(join(project.root, "git"), 0o755);
  const { status } = new Command().run(project.root, ["--check"], { env: { PATH: `.${delimiter}${delimiter}${process.env.PATH}` } });
  expect(status).toBe(1);
  expect(existsSync(join(project.root, "was-run"))).toBe(false);
});

test("a pipe, a device or a link out of the tree is not read where a program names it", () => {
  const outside = folder({ "score.py": "from azureml.core import Model\nModel.get_model_path('x')\n" });
  const project = folder({ "a.py": `${V1}\nimport endless\nimport pipe\n`, "scoring/x": "" });
  symlinkSync("/dev/zero", join(project.root, "endless.py"));
  expect(spawnSync("mkfifo", [join(project.root, "pipe.py")]).status).toBe(0);
  symlinkSync(join(outside.root, "score.py"), join(project.root, "scoring/score.py"));
  const { status, stdout, error } = new Command().run(project.root, ["--check", "a.py"]);
  expect(error).toBeUndefined();
  expect(status).toBe(1);
  expect(stdout).not.toContain("score.py:");
  expect(stdout).not.toContain("PRS903");
});

test("pipes and devices in the place of settings and ignore files are not read", () => {
  for (const [name, status] of [[".gitignore", 1], ["pyproject.toml", 2], ["b.json", 2]] as const) {
    for (const device of [true, false]) {
      const project = folder({ "a.py": V1, ...(name === "b.json" ? { "pyproject.toml": '[tool.prs-upgrade]\nbaseline = "b.json"\n' } : {}) });
      if (device) symlinkSync("/dev/zero", join(project.root, name));
      else expect(spawnSync("mkfifo", [join(project.root, name)]).status).toBe(0);
      const run = new Command().run(project.root, ["--check", "."]);
      expect({ name, device, error: run.error, status: run.status }).toEqual({ name, device, error: undefined, status });
    }
  }
});

test.each(["constructor", "toString", "__proto__"])("%s is a name like any other", async (name) => {
  const codeWith = (word: string): string => V1.replace("import Dataset,", `import Dataset, ${word},`).replace("node_count=2", `node_count=2, ${word}=1`)
    .replace("step = Par", `config.${word} = 3\nx: ${word} = config\nstep = Par`) + `run.${word}()\nprint(run.get_details()["${word}"], run.properties["${word}"])\n`;
  const codes = async (word: string): Promise<unknown> => (await upgrade([{ path: "a.py", text: codeWith(word) }])).map((f) => [f.status, f.text.replaceAll(word, "w"), f.findings.map(({ code, line }) => [code, line])]);
  expect(await codes(name)).toEqual(await codes("qonstructor"));
});

test("a YAML bomb ends", () => {
  const bomb = `${Array.from({ length: 30 }, (_, i) => `a${i}: &a${i} [${Array.from({ length: 9 }, () => (i === 0 ? "x" : `*a${i - 1}`)).join(", ")}]`).join("\n")}\n`;
  const project = folder({
    "config.yml": `${bomb}parallel_run_config: *a29\n`, "pyproject.toml": "[tool.prs-upgrade\nexclude = ",
    "a.py": V1.replace("config = ParallelRunConfig(", 'other = ParallelRunConfig.load_yaml(ws, "config.yml")\nconfig = ParallelRunConfig('),
  });
  const { status, error } = new Command().run(project.root, ["--check", "a.py"]);
  expect(error).toBeUndefined();
  expect([1, 2]).toContain(status);
});
