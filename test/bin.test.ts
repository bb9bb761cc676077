import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { folder, V1 } from "./support/project.js";

/** What ships: the built command and library, as a user's machine runs them. `npm run build` makes them. */
/** A notebook whose outputs stand before its code. */
function notebookOf(code: string, outputBytes: number): string {
  const output = { data: { "image/png": "A".repeat(outputBytes) }, metadata: {}, output_type: "display_data" };
  const cell = (source: string, outputs: object[]): object => ({ cell_type: "code", execution_count: 1, metadata: {}, outputs, source });
  return JSON.stringify({ cells: [cell("x = 1", [output]), cell(code, [])], metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

const bin = resolve("bin/prs-upgrade.js");
const env = { PATH: process.env["PATH"] };

test("the command starts anywhere, with nothing installed beside it", () => {
  const { root } = folder({ "a.py": V1 });
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "--check"], { cwd: root, env, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(stdout).toContain("1 file uses v1 parallel runs (of 1): 1 can be upgraded whole");
  expect(readFileSync("dist/cli.cjs", "utf8")).not.toMatch(/sourceMappingURL/);
});

test.each([
  ["no colour when the output is no terminal", {}, false],
  ["nor on Azure Pipelines", { TF_BUILD: "True", AGENT_NAME: "x" }, false],
  ["FORCE_COLOR", { FORCE_COLOR: "1" }, true],
  ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, false],
  ["NO_COLOR before FORCE_COLOR", { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
])("%s", (_, more, coloured) => {
  const { stdout } = spawnSync(process.execPath, [bin, "--stdin-filename", "a.py", "--check", "-"], { input: V1, env: { ...env, ...more }, encoding: "utf8" });
  expect(stdout.includes("\u001b[")).toBe(coloured);
});

test("what is wrong with a baseline is for the user, and no bug of the tool", () => {
  const { root } = folder({ "a.py": V1, "b.json": '{"format": "prs-upgrade baseline", "version": {"toString": 1}}' });
  const { status, stderr } = spawnSync(process.execPath, [bin, "--check", "--baseline", "b.json"], { cwd: root, env, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 2, stderr: "error: b.json: it is a baseline of another version, which this prs-upgrade does not know; make it anew with --update-baseline\n" });
});

test("a reader that stops early is no error", () => {
  const command = `"${process.execPath}" "${bin}" rules --format json | head -n 1`;
  expect(spawnSync("sh", ["-c", command], { env, encoding: "utf8" })).toMatchObject({ status: 0, stdout: "[\n", stderr: "" });
});

test("one thread and many upgrade the same", () => {
  const cases = readdirSync("fixtures").filter((_, i) => i % 5 === 0);
  const run = (jobs: string): object => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "--verbose", "--jobs", jobs, ...cases], { cwd: "fixtures", env, encoding: "utf8", maxBuffer: 2 ** 28 });
    return { status, stdout, stderr };
  };
  const alone = run("1");
  expect(alone).toMatchObject({ stdout: expect.stringContaining("parallel_run_function") as string, stderr: expect.stringContaining("prs-upgrade: refused-") as string });
  expect(run("4")).toEqual(alone);
});

test("one thread and many find the same", () => {
  const { root } = folder({ ...Object.fromEntries(Array.from({ length: 2100 }, (_, i) => [`${i}.py`, i % 300 === 7 ? V1 : "x = 1\n"])), "large.ipynb": notebookOf(V1, 3_000_000) });
  const run = (jobs: string): object => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, "--check", "--format", "json", "--jobs", jobs], { cwd: root, env, encoding: "utf8" });
    return { status, stdout, stderr };
  };
  const alone = run("1");
  expect(alone).toMatchObject({ status: 1, stdout: expect.stringContaining('"withV1": 8') as string, stderr: "" });
  expect(run("2")).toEqual(alone);
  expect(run("5")).toEqual(alone);
});

test("in a git hook, the folder's own repository is searched", () => {
  const { root } = folder({ "a.py": V1, ".gitignore": "b.py\n", "b.py": V1 });
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  const { stdout } = spawnSync(process.execPath, [bin, "--check"], { cwd: root, env: { ...env, GIT_DIR: resolve(".git"), GIT_INDEX_FILE: "none" }, encoding: "utf8" });
  expect(stdout).toContain("(of 1)");
});

describe("the library", () => {
  const use = "upgrade([{ path: 'a.py', text: process.argv[1] }]).then(([r]) => console.log(r.status, message(r.findings[0]).length > 0, /parallel_run_function/.test(r.text)))";

  test.each([
    ["import", ["--input-type=module", "--eval", `import { upgrade, message } from "prs-upgrade"; ${use}`, V1]],
    ["require", ["--input-type=commonjs", "--eval", `const { upgrade, message } = require("prs-upgrade"); ${use}`, V1]],
  ])("%s", (_, args) => {
    // A package may name itself.
    expect(execFileSync(process.execPath, args, { encoding: "utf8" })).toBe("upgraded true true\n");
  });

  test.each(["module", "commonjs"])("has types for a %s", (type) => {
    const { root } = folder({
      "package.json": JSON.stringify({ type }),
      "tsconfig.json": JSON.stringify({ compilerOptions: { noEmit: true, strict: true, module: "nodenext", types: [] }, files: ["use.ts"] }),
      "use.ts": `
        import { message, upgrade } from "prs-upgrade";
        import type { FileResult, Source } from "prs-upgrade";
        const source: Source = { path: "a.py", text: "" };
        export const results: Promise<FileResult[]> = upgrade([source]);
        void results.then(([file]) => file?.findings.map(message));
        // @ts-expect-error there is no such export
        export { applyEdits } from "prs-upgrade";
      `,
    });
    mkdirSync(join(root, "node_modules"));
    symlinkSync(resolve("."), join(root, "node_modules", "prs-upgrade"), "dir");
    const { status, stdout } = spawnSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "--project", root], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  });
});

test("every file that the package names is there", () => {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { bin: Record<string, string>; exports: { ".": Record<string, Record<string, string>> }; types: string };
  const named = [...Object.values(manifest.bin), manifest.types, ...Object.values(manifest.exports["."]).flatMap((to) => Object.values(to))];
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
