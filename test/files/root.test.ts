import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { gitRootOf, projectFolders } from "../../src/files/root.js";
import { folder } from "../support/project.js";

test("the project of a file is its git work tree, though the command runs above it", () => {
  const { root } = folder({ "ours/pipelines/score.py": "", "theirs/many.py": "" });
  mkdirSync(join(root, "ours", ".git"));
  expect(projectFolders(["ours/pipelines/score.py"], root)).toEqual(["ours"]);
  expect(projectFolders(["pipelines/score.py"], join(root, "ours"))).toEqual(["."]);
  expect(projectFolders(["score.py"], join(root, "ours", "pipelines"))).toEqual(["."]);
  expect(gitRootOf(join(root, "ours", "pipelines"))).toBe(join(root, "ours"));
});

test("without git it is the folder that looks like a project, or the first below the working directory", () => {
  const { root } = folder({ "a/requirements.txt": "", "a/jobs/nightly/score.py": "", "b/jobs/score.py": "", "c.py": "" });
  expect(projectFolders(["a/jobs/nightly/score.py", "b/jobs/score.py"], root)).toEqual(["a", "b"]);
  expect(projectFolders(["a/jobs/nightly/score.py", "c.py"], root)).toEqual(["."]);
  expect(projectFolders(["jobs/nightly/score.py"], join(root, "a"))).toEqual(["."]);
  expect(projectFolders(["../b/jobs/score.py"], join(root, "a"))).toEqual([]);
});
