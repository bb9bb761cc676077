import { access, constants, open, rename, unlink } from "node:fs/promises";
import { chmodSync, chownSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { hostname } from "node:os";
import { join } from "node:path";
import { recover } from "../../src/files/journal.js";
import { ChangedError, replaceFile, replaceFiles } from "../../src/files/write.js";
import { folder } from "../support/project.js";

jest.mock("node:fs/promises", () => {
  const real = jest.requireActual<typeof import("node:fs/promises")>("node:fs/promises");
  return { ...real, access: jest.fn(real.access), rename: jest.fn(real.rename), open: jest.fn(real.open), unlink: jest.fn(real.unlink) };
});

const old = Buffer.from("old\n");
const fresh = Buffer.from("new\n");

test("the file is replaced, its mode stays, and nothing is left beside it", async () => {
  const project = folder({ "a.py": old });
  chmodSync(join(project.root, "a.py"), 0o754);
  await replaceFile(join(project.root, "a.py"), old, fresh);
  expect(project.read("a.py")).toBe("new\n");
  expect(statSync(join(project.root, "a.py")).mode & 0o777).toBe(0o754);
  expect(readdirSync(project.root)).toEqual(["a.py"]);
});

test("a link stays one, and its target is replaced", async () => {
  const project = folder({ "src/real.py": old });
  symlinkSync("src/real.py", join(project.root, "link.py"));
  await replaceFile(join(project.root, "link.py"), old, fresh);
  expect(lstatSync(join(project.root, "link.py")).isSymbolicLink()).toBe(true);
  expect(project.read("src/real.py")).toBe("new\n");
});

test("what someone else has changed is not overwritten", async () => {
  const project = folder({ "a.py": "theirs\n" });
  await expect(replaceFile(join(project.root, "a.py"), old, fresh)).rejects.toThrow(ChangedError);
  expect(project.read("a.py")).toBe("theirs\n");
  expect(readdirSync(project.root)).toEqual(["a.py"]);
});

test("a file without the right to write is left alone", async () => {
  const project = folder({ "a.py": old });
  // The superuser, as whom tests run in a container, may write everything.
  jest.mocked(access).mockRejectedValueOnce(Object.assign(new Error("EACCES"), { code: "EACCES" }));
  await expect(replaceFile(join(project.root, "a.py"), old, fresh)).rejects.toThrow("EACCES");
  expect(access).toHaveBeenLastCalledWith(join(project.root, "a.py"), constants.W_OK);
  expect(project.read("a.py")).toBe("old\n");
});

test("a new file is written with the folders above it, and never over another", async () => {
  const project = folder({ "a.yml": "theirs\n" });
  await replaceFiles([{ path: join(project.root, "more/b.yml"), before: null, after: fresh }]);
  expect(project.read("more/b.yml")).toBe("new\n");
  await expect(replaceFiles([{ path: join(project.root, "a.yml"), before: null, after: fresh }])).rejects.toThrow("EEXIST");
  expect(project.read("a.yml")).toBe("theirs\n");
});

/** Whether the tests may give files away: only the superuser may. */
const isRoot = process.getuid?.() === 0;

test("the owner and the group stay", async () => {
  const project = folder({ "a.py": old });
  const path = join(project.root, "a.py");
  if (isRoot) chownSync(path, 1234, 4321);
  const { uid, gid } = statSync(path);
  await replaceFile(path, old, fresh);
  expect([statSync(path).uid, statSync(path).gid]).toEqual([uid, gid]);
});

test("a file whose owner it can't keep is left alone", async () => {
  const project = folder({ "a.py": old });
  const path = join(project.root, "a.py");
  if (!isRoot) return expect(statSync(path).uid).toBe(process.getuid?.());
  chownSync(path, 1234, 4321);
  const real = jest.requireActual<typeof import("node:fs/promises")>("node:fs/promises");
  jest.mocked(open).mockImplementationOnce(async (...args) => Object.assign(await real.open(...args), { chown: () => Promise.reject(new Error("EPERM")) }));
  await expect(replaceFile(path, old, fresh)).rejects.toThrow("belongs to another user or group");
  expect(readdirSync(project.root)).toEqual(["a.py"]);
  expect(project.read("a.py")).toBe("old\n");
});

test("a hard link is cut: the other name keeps the old text", async () => {
  const project = folder({ "a.py": old });
  linkSync(join(project.root, "a.py"), join(project.root, "b.py"));
  await replaceFile(join(project.root, "a.py"), old, fresh);
  expect([project.read("a.py"), project.read("b.py")]).toEqual(["new\n", "old\n"]);
});

test("a full disk: nothing is replaced and nothing is left", async () => {
  const project = folder({ "a.py": old, "b.py": old });
  const real = jest.requireActual<typeof import("node:fs/promises")>("node:fs/promises");
  jest.mocked(open).mockImplementationOnce(real.open).mockImplementationOnce(async (...args) => {
    const file = await real.open(...args);
    return Object.assign(file, { writeFile: () => Promise.reject(Object.assign(new Error("ENOSPC"), { code: "ENOSPC" })) });
  });
  await expect(replaceFiles(["a.py", "b.py"].map((name) => ({ path: join(project.root, name), before: old, after: fresh })))).rejects.toMatchObject({ path: join(project.root, "b.py"), cause: { code: "ENOSPC" } });
  expect([project.read("a.py"), project.read("b.py")]).toEqual(["old\n", "old\n"]);
  expect(readdirSync(project.root)).toEqual(["a.py", "b.py"]);
});

test("a disk that is full when the journal is written: nothing is replaced, and no half journal is left for the next run", async () => {
  const project = folder({ "a.py": old, "b.py": old });
  const real = jest.requireActual<typeof import("node:fs/promises")>("node:fs/promises");
  jest.mocked(open).mockImplementation(async (...args) => {
    const file = await real.open(...args);
    const write = file.writeFile.bind(file);
    // What is written as text is the journal.
    return Object.assign(file, { writeFile: (data: string | Buffer) => (typeof data === "string" ? Promise.reject(Object.assign(new Error("ENOSPC"), { code: "ENOSPC" })) : write(data)) });
  });
  await expect(replaceFiles(["a.py", "b.py"].map((name) => ({ path: join(project.root, name), before: old, after: fresh })))).rejects.toMatchObject({ cause: { code: "ENOSPC" } });
  jest.mocked(open).mockImplementation(real.open);
  expect([project.read("a.py"), project.read("b.py")]).toEqual(["old\n", "old\n"]);
  expect(readdirSync(project.root)).toEqual(["a.py", "b.py"]);
});

describe("a group", () => {
  const NAMES = ["a.py", "sub/b.py", "sub/c.py"];
  const group = (root: string): { path: string; before: Buffer | null; after: Buffer }[] => [
    ...NAMES.map((name) => ({ path: join(root, name), before: old, after: fresh })), { path: join(root, "new/d.yml"), before: null, after: fresh },
  ];
  const project = (): ReturnType<typeof folder> => folder(Object.fromEntries(NAMES.map((name) => [name, old])));
  const texts = (root: string): string[] => NAMES.map((name) => readFileSync(join(root, name), "utf8"));
  const hidden = (root: string): string[] => readdirSync(root, { recursive: true }).map(String).filter((path) => path.includes(".prs-upgrade"));

  test("is written as one", async () => {
    const { root } = project();
    await replaceFiles(group(root));
    expect(texts(root)).toEqual(NAMES.map(() => "new\n"));
    expect(readFileSync(join(root, "new/d.yml"), "utf8")).toBe("new\n");
    expect(hidden(root)).toEqual([]);
  });

  test("is not begun when one of its files has changed, or a new one is there", async () => {
    for (const [name, reason] of [["sub/c.py", ChangedError], ["new/d.yml", "EEXIST"]] as const) {
      const p = project();
      p.add(name, "theirs\n");
      await expect(replaceFiles(group(p.root))).rejects.toMatchObject({ path: join(p.root, name), cause: typeof reason === "string" ? { code: reason } : expect.any(reason) as unknown });
      expect(p.read("a.py")).toBe("old\n");
      expect(p.read(name)).toBe("theirs\n");
      expect(hidden(p.root)).toEqual([]);
    }
  });

  test.each([0, 1, 2])("is taken back when rename %i fails: the same file as before, not a copy", async (which) => {
    const { root } = project();
    const inodes = NAMES.map((name) => statSync(join(root, name)).ino);
    const real = jest.requireActual<typeof import("node:fs/promises")>("node:fs/promises");
    for (let i = 0; i < which; i++) jest.mocked(rename).mockImplementationOnce(real.rename);
    jest.mocked(rename).mockRejectedValueOnce(Object.assign(new Error("EIO"), { code: "EIO" }));
    await expect(replaceFiles(group(root))).rejects.toThrow("EIO");
    expect(texts(root)).toEqual(NAMES.map(() => "old\n"));
    expect(NAMES.map((name) => statSync(join(root, name)).ino)).toEqual(inodes);
    expect(hidden(root)).toEqual([]);
  });
});

test("a group whose files can't be put back keeps its journal: the next run does it", async () => {
  const project = folder({ "a.py": old, "b.py": old });
  const real = jest.requireActual<typeof import("node:fs/promises")>("node:fs/promises");
  const fail = (): Promise<never> => Promise.reject(Object.assign(new Error("EIO"), { code: "EIO" }));
  // The journal gets its name, the first file is replaced, the second is not, and the first does not come back.
  jest.mocked(rename).mockImplementationOnce(real.rename).mockImplementationOnce(real.rename).mockImplementationOnce(fail).mockImplementationOnce(fail);
  await expect(replaceFiles(["a.py", "b.py"].map((name) => ({ path: join(project.root, name), before: old, after: fresh })))).rejects.toThrow("could not be put back: the next --write does that");
  expect([project.read("a.py"), project.read("b.py")]).toEqual(["new\n", "old\n"]);
  expect((await recover([project.root])).restored).toEqual([join(project.root, "a.py")]);
  expect([project.read("a.py"), project.read("b.py")]).toEqual(["old\n", "old\n"]);
  expect(readdirSync(project.root)).toEqual(["a.py", "b.py"]);
});

test("a journal that can't be deleted: nothing is written, and the next run is not told otherwise", async () => {
  const project = folder({ "a.py": old, "b.py": old });
  jest.mocked(unlink).mockRejectedValueOnce(Object.assign(new Error("EIO"), { code: "EIO" }));
  await expect(replaceFiles(["a.py", "b.py"].map((name) => ({ path: join(project.root, name), before: old, after: fresh })))).rejects.toThrow("EIO");
  expect([project.read("a.py"), project.read("b.py")]).toEqual(["old\n", "old\n"]);
  expect(readdirSync(project.root)).toEqual(["a.py", "b.py"]);
});

test("new folders go again when a group fails", async () => {
  const project = folder({ "a.py": old });
  jest.mocked(rename).mockImplementationOnce(jest.requireActual<typeof import("node:fs/promises")>("node:fs/promises").rename).mockRejectedValueOnce(new Error("EIO"));
  await expect(replaceFiles([{ path: join(project.root, "new/deep/b.yml"), before: null, after: fresh }, { path: join(project.root, "a.py"), before: old, after: fresh }])).rejects.toThrow("EIO");
  expect(readdirSync(project.root)).toEqual(["a.py"]);
});

test("a file that a pipe has taken the place of is left alone", async () => {
  const project = folder({ "a.py": old });
  const path = join(project.root, "a.py");
  unlinkSync(path);
  execFileSync("mkfifo", [path]);
  await expect(replaceFile(path, old, fresh)).rejects.toThrow(ChangedError);
});

test("the bits by which a file runs as its owner stay, for a user without rights too", async () => {
  const project = folder({ "a.py": old });
  const path = join(project.root, "a.py");
  chmodSync(path, 0o6755);
  await replaceFile(path, old, fresh);
  expect(statSync(path).mode & 0o7777).toBe(0o6755);
});

describe("a journal of a killed process", () => {
  const ID = "00000000-0000-4000-8000-000000000000";
  const hash = (text: string): string => createHash("sha256").update(text).digest("hex");
  const OLD = `.prs-upgrade-${ID}.old`;
  const OTHER_OLD = `.prs-upgrade-${ID.replace("8", "9")}.old`;
  const entry = (target: string, kept: string | null): object => ({ target, old: kept, before: kept && hash("old\n"), after: hash("new\n"), file: kept ?? target });
  const journal = (entries: readonly unknown[]): string => JSON.stringify({ process: 2 ** 22 + 1, host: hostname(), entries });
  /** A folder in which a journal tells of files; a name that stands for a file of the disk becomes its number. */
  const hurt = (content: string, files: Readonly<Record<string, string>> = {}, at = ""): ReturnType<typeof folder> => {
    const project = folder({ "a.py": "new\n", [OLD]: "old\n", ...files });
    project.add(`${at}.prs-upgrade-${ID}.journal`, content.replaceAll(/"file":"([^"]*)"/g, (_, name: string) => {
      const kind = lstatSync(join(project.root, at, name), { bigint: true, throwIfNoEntry: false });
      return `"file":"${kind ? `${kind.ino}:${kind.mtimeMs / 1000n}` : ""}"`;
    }));
    return project;
  };

  test("takes back what was renamed, and deletes what was new", async () => {
    const project = hurt(journal([entry("a.py", OLD), entry("b.yml", null), entry("c.py", OTHER_OLD)]), { "b.yml": "new\n", "c.py": "old\n" });
    expect(await recover([project.root])).toEqual({ restored: [join(project.root, "a.py"), join(project.root, "b.yml")], problems: [] });
    expect(readdirSync(project.root)).toEqual(["a.py", "c.py"]);
    expect(project.read("a.py")).toBe("old\n");
  });

  test("that outlived the end of its group takes nothing back: an old file is gone", async () => {
    const project = hurt(journal([entry("a.py", OLD), entry("b.yml", null), entry("c.py", OTHER_OLD)]), { "b.yml": "new\n", "c.py": "new\n" });
    expect(await recover([project.root])).toEqual({ restored: [], problems: [] });
    expect([project.read("a.py"), project.read("b.yml"), project.read("c.py")]).toEqual(["new\n", "new\n", "new\n"]);
    expect(readdirSync(project.root)).toEqual(["a.py", "b.yml", "c.py"]);
  });

  test("takes nothing back where one of the files has changed since: all or none", async () => {
    const project = hurt(journal([entry("a.py", OLD), entry("b.yml", null)]), { "b.yml": "theirs\n" });
    const { restored, problems } = await recover([project.root]);
    expect({ restored, problems: problems.length }).toEqual({ restored: [], problems: 1 });
    expect(project.read("a.py")).toBe("new\n");
  });

  test("tells of a new file whose folder was not made yet", async () => {
    const project = hurt(journal([entry("a.py", OLD), entry("deep/er/b.yml", null)]));
    expect(await recover([project.root])).toEqual({ restored: [join(project.root, "a.py")], problems: [] });
  });

  test("takes away the folder that was made for a new file, whether the file had come or not, and no other", async () => {
    const made = (target: string, top: string | null): object => ({ ...entry(target, null), made: top });
    const project = hurt(journal([entry("a.py", OLD), made("deep/er/b.yml", "deep/er"), made("table/MLTable", "table"), made("theirs/c.yml", null), made("full/d.yml", "full")]), { "table/MLTable": "new\n", "full/x": "theirs\n" });
    for (const name of ["deep/er", "theirs"]) mkdirSync(join(project.root, name), { recursive: true });
    expect(await recover([project.root])).toEqual({ restored: [join(project.root, "a.py"), join(project.root, "table/MLTable")], problems: [] });
    expect(readdirSync(project.root, { recursive: true }).sort()).toEqual(["a.py", "deep", "full", "full/x", "theirs"]);
  });

  test("leaves alone what has changed since, and says so", async () => {
    const project = hurt(journal([entry("a.py", OLD)]), { "a.py": "theirs\n" });
    const { restored, problems } = await recover([project.root]);
    expect(restored).toEqual([]);
    expect(problems).toMatchObject([{ reason: expect.stringContaining("a.py has changed since") as string }]);
    expect(project.read("a.py")).toBe("theirs\n");
  });

  test("of a process that runs is not touched", async () => {
    const project = hurt(JSON.stringify({ process: process.ppid, host: hostname(), entries: [entry("a.py", OLD)] }));
    expect(await recover([project.root])).toEqual({ restored: [], problems: [] });
    expect(project.read("a.py")).toBe("new\n");
  });

  test("of a process that had the number of this one is taken back: in a container, each run may have the same", async () => {
    const project = hurt(JSON.stringify({ process: process.pid, host: hostname(), entries: [entry("a.py", OLD)] }));
    expect((await recover([project.root])).restored).toEqual([join(project.root, "a.py")]);
  });

  test.each([
    ["names a file elsewhere", [entry("../a.py", OLD)]],
    ["names an absolute path", [entry("/tmp/prs-upgrade-victim", OLD)]],
    ["takes from elsewhere", [entry("a.py", "../secret")]],
    ["goes through a link", [entry("out/a.py", OLD)]],
    ["takes another file than an old one", [entry("a.py", "kept")]],
    ["takes an old file of another folder", [entry("sub/a.py", OLD)]],
    ["tells of a file that is not the one on this disk", [{ ...entry("a.py", OLD), file: "1:1" }]],
    ["deletes a file that it did not make", [{ ...entry("a.py", null), file: "1:1" }]],
    ["is no journal", ["x"]],
  ])("that somebody made up moves nothing: it %s", async (_, entries) => {
    const outside = folder({ "a.py": "new\n", secret: "old\n" });
    const project = hurt(journal(entries), { "in/a.py": "new\n", [`in/${OLD}`]: "old\n", "in/kept": "old\n", "in/sub/a.py": "new\n", secret: "old\n" }, "in/");
    symlinkSync(outside.root, join(project.root, "in/out"));
    const { restored, problems } = await recover([join(project.root, "in")]);
    expect({ restored, problems: problems.length }).toEqual({ restored: [], problems: 1 });
    expect([project.read("a.py"), project.read("in/a.py"), outside.read("a.py"), project.read("secret")]).toEqual(["new\n", "new\n", "new\n", "old\n"]);
  });

  test("of another user is nobody's business", async () => {
    const project = hurt(journal([entry("a.py", OLD)]));
    if (!isRoot) return;
    chownSync(join(project.root, `.prs-upgrade-${ID}.journal`), 1234, 1234);
    expect(await recover([project.root])).toEqual({ restored: [], problems: [] });
    expect(project.read("a.py")).toBe("new\n");
  });

  test("temporary files go when they are older than a minute, and nothing else does", async () => {
    const names = [`.prs-upgrade-${ID}.tmp`, OLD, ".prs-upgrade-mine.tmp"];
    const project = folder(Object.fromEntries(names.map((name) => [name, ""])));
    mkdirSync(join(project.root, `.prs-upgrade-${ID.replace("8", "9")}.tmp`));
    writeFileSync(join(project.root, "a.tmp"), "");
    const before = readdirSync(project.root);
    await recover([project.root]);
    expect(readdirSync(project.root)).toEqual(before);
    await recover([project.root], Date.now() + 120_000);
    expect(readdirSync(project.root).sort()).toEqual([`.prs-upgrade-${ID.replace("8", "9")}.tmp`, ".prs-upgrade-mine.tmp", "a.tmp"].sort());
  });
});
