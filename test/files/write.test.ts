import { access, constants } from "node:fs/promises";
import { chmodSync, lstatSync, readdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ChangedError, replaceFile, replaceFiles } from "../../src/files/write.js";
import { folder } from "../support/project.js";

jest.mock("node:fs/promises", () => {
  const real = jest.requireActual<typeof import("node:fs/promises")>("node:fs/promises");
  return { ...real, access: jest.fn(real.access) };
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
