import { chmodSync, lstatSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ChangedError, replaceFile } from "../../src/files/write.js";
import { folder } from "../support/project.js";

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

// The superuser may write everything.
(process.getuid?.() === 0 ? test.skip : test)("a file without the right to write is left alone", async () => {
  const project = folder({ "a.py": old });
  chmodSync(join(project.root, "a.py"), 0o444);
  await expect(replaceFile(join(project.root, "a.py"), old, fresh)).rejects.toThrow(/EACCES/);
  expect(project.read("a.py")).toBe("old\n");
});
