import { chmodSync } from "node:fs";
import { delimiter, join } from "node:path";
import { git, programOn, SlowGitError } from "../../src/files/git.js";
import { folder } from "../support/project.js";

function program(script: string): string {
  const project = folder({ git: `#!/bin/sh\n${script}\n` });
  chmodSync(join(project.root, "git"), 0o755);
  return project.root;
}

const { PATH } = process.env;
afterEach(() => void (process.env.PATH = PATH));

test("git that does not end is ended", async () => {
  process.env.PATH = `${program("exec sleep 60")}${delimiter}${PATH}`;
  await expect(git(folder().root, ["ls-files"], 100)).rejects.toThrow(SlowGitError);
});

test("a program is looked for in the folders of PATH, and never in the one that it runs in", () => {
  const there = program("");
  expect(programOn(["", ".", "bin", there].join(delimiter), "git")).toBe(join(there, "git"));
  expect(programOn(["", ".", "bin"].join(delimiter), "git")).toBeNull();
  expect(programOn(folder({ "git/x": "" }).root, "git")).toBeNull();
});

test("where git is not installed, that is an error like any other", async () => {
  process.env.PATH = folder().root;
  await expect(git(folder().root, ["ls-files"])).rejects.toThrow("not installed");
});
