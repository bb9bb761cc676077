import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findFiles, unreadFolders } from "../../src/files/find.js";
import { folder, repository } from "../support/project.js";
import type { Project } from "../support/project.js";

const find = async (project: Project, paths: readonly string[] = ["."], exclude: readonly string[] = []): Promise<string[]> => (await findFiles(paths, project.root, exclude)).files;

describe("in a git work tree", () => {
  test("tracked and new files, Python and notebooks, sorted", async () => {
    const project = repository({ "b/z.py": "", "a.py": "", "b/y.ipynb": "", "b/x.txt": "", "B.PY": "" });
    project.git("add", "a.py");
    expect(await find(project)).toEqual(["B.PY", "a.py", "b/y.ipynb", "b/z.py"]);
  });

  test("a new folder in a new folder", async () => {
    const project = repository({ "a.py": "", "new/jobs/nightly/B.PY": "", "new/jobs/nightly/c.Ipynb": "" });
    project.git("add", "a.py");
    expect(await find(project, ["new/jobs"])).toEqual(["new/jobs/nightly/B.PY", "new/jobs/nightly/c.Ipynb"]);
  });

  test("what git ignores is left out, and what is tracked all the same is not", async () => {
    const project = repository({ ".gitignore": "build/\n*_local.py\n", "build/a.py": "", "x_local.py": "", "kept_local.py": "", "src/.gitignore": "gen.py\n", "src/gen.py": "", "src/a.py": "" });
    project.git("add", "--force", "kept_local.py");
    expect(await find(project)).toEqual(["kept_local.py", "src/a.py"]);
  });

  test("a file that is named is read although git ignores it, and so is a folder", async () => {
    const project = repository({ ".gitignore": "build/\n", "build/a.py": "", "build/b.txt": "" });
    expect(await find(project, ["build/a.py"])).toEqual(["build/a.py"]);
    expect(await find(project, ["build/b.txt"])).toEqual(["build/b.txt"]);
    expect(await find(project, ["build"])).toEqual(["build/a.py"]);
  });

  test("a folder whose files are all ignored gives nothing", async () => {
    expect(await find(repository({ ".gitignore": "*.py\n", "src/a.py": "" }), ["src"])).toEqual([]);
  });

  test("a folder that git can't read is told", () => {
    const warnings = "warning: could not open directory 'a b/secret/': Permission denied\nhint: nothing\nwarning: could not open directory 'x': Input/output error\n";
    expect(unreadFolders(warnings)).toEqual([{ folder: "a b/secret", reason: "permission denied" }, { folder: "x", reason: "input/output error" }]);
  });

  test("deleted files and folders with a Python file's name are left out", async () => {
    const project = repository({ "gone.py": "", "here.py": "" });
    mkdirSync(join(project.root, "folder.py"));
    project.git("add", ".");
    rmSync(join(project.root, "gone.py"));
    expect(await find(project)).toEqual(["here.py"]);
  });

  test("a submodule is a project of its own", async () => {
    const other = repository({ "theirs.py": "" });
    other.git("add", ".");
    other.git("commit", "--quiet", "-m", "x");
    const project = repository({ "ours.py": "" });
    project.git("submodule", "--quiet", "add", other.root, "module.py");
    expect(await find(project)).toEqual(["ours.py"]);
    expect(await find(project, ["module.py"])).toEqual(["module.py/theirs.py"]);
  });

  test("a link and its target are one file; a link that leads out is left alone; a link in a circle is none", async () => {
    const outside = folder({ "secret.py": "" });
    const project = repository({ "src/real.py": "" });
    symlinkSync("src/real.py", join(project.root, "a_link.py"));
    symlinkSync(join(outside.root, "secret.py"), join(project.root, "out.py"));
    symlinkSync("circle.py", join(project.root, "circle.py"));
    expect(await find(project)).toEqual(["src/real.py"]);
    expect(await find(project, ["a_link.py", "src/real.py", "out.py"])).toEqual(["a_link.py", "out.py"]);
  });

  test("a name that is not UTF-8 is told, with git and without", async () => {
    const project = repository({ "a.py": "" });
    const root = Buffer.from(`${project.root}/`);
    writeFileSync(Buffer.concat([root, Buffer.from("bad\xff.py", "latin1")]), "");
    mkdirSync(Buffer.concat([root, Buffer.from("d\xfe", "latin1")]));
    writeFileSync(Buffer.concat([root, Buffer.from("d\xfe/b.py", "latin1")]), "");
    const reason = "its name is not UTF-8; rename it";
    expect(await findFiles(["."], project.root, [])).toEqual({ files: ["a.py"], problems: [{ path: "bad\ufffd.py", reason }, { path: "d\ufffd/b.py", reason }] });
    rmSync(join(project.root, ".git"), { recursive: true });
    expect(await findFiles(["."], project.root, [])).toEqual({ files: ["a.py"], problems: [{ path: "bad\ufffd.py", reason }, { path: "d\ufffd", reason }] });
  });

  test("names with spaces, quotes, newlines and letters of any language", async () => {
    const names = ['a "b".py', "a b.py", "a\nb.py", "naïve.py", "数据.py"];
    expect(await find(repository(Object.fromEntries(names.map((name) => [name, ""]))))).toEqual(names.sort());
  });

  test("no program that the repository's configuration names is run", async () => {
    const project = repository({ "a.py": "" });
    project.git("config", "core.fsmonitor", `touch ${join(project.root, "was-run")};false`);
    expect(await find(project)).toEqual(["a.py"]);
    expect(execFileSync("ls", [project.root], { encoding: "utf8" })).not.toContain("was-run");
  });
});

describe("outside git", () => {
  test("ignore files hold, and what is nobody's own code is left out", async () => {
    const project = folder({
      ".gitignore": "build/\n!keep.py\n", "build/a.py": "", "src/.gitignore": "/gen.py\n", "src/gen.py": "", "src/deep/gen.py": "", "a.py": "", ".hidden/b.py": "", "x.ipynb": "",
      "node_modules/m/a.py": "", ".venv/lib/a.py": "", "src/__pycache__/a.py": "", "folder.py/inside.py": "",
    });
    expect(await find(project)).toEqual([".hidden/b.py", "a.py", "folder.py/inside.py", "src/deep/gen.py", "x.ipynb"]);
  });
});

describe("paths", () => {
  test("each file once, whichever way it is named", async () => {
    const project = folder({ "src/a.py": "" });
    expect(await find(project, [".", "src", "src/a.py", "./src/../src/a.py", join(project.root, "src/a.py")])).toEqual(["src/a.py"]);
  });

  test("outside the working directory", async () => {
    const project = folder({ "src/a.py": "", "here/x": "" });
    expect((await findFiles(["../src"], join(project.root, "here"), ["a.py"])).files).toEqual(["../src/a.py"]);
  });

  test("--exclude holds in folders, not for named files", async () => {
    const project = folder({ "src/a.py": "", "src/b.py": "", "vendor/c.py": "" });
    expect(await find(project, ["."], ["vendor/", "b.py"])).toEqual(["src/a.py"]);
    expect(await find(project, ["src/b.py"], ["b.py"])).toEqual(["src/b.py"]);
  });

  test("what is not there is told", async () => {
    const project = folder({ "a.py": "" });
    expect(await findFiles(["nothing", "a.py", "a.py/b", "/dev/null"], project.root, [])).toEqual({
      files: ["a.py"],
      problems: [
        { path: "nothing", reason: "there is no such file or folder" },
        { path: "a.py/b", reason: "a part of its path is not a folder" },
        { path: "/dev/null", reason: "it is neither a file nor a folder" },
      ],
    });
  });
});
