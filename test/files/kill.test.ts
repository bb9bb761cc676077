import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { recover } from "../../src/files/journal.js";
import { bundled, Command } from "../support/process.js";
import { folder, V1 } from "../support/project.js";

/** `KILLS=300 npx jest test/files/kill` for a long run. */
const KILLS = Number(process.env.KILLS ?? 8);

const OLD = "old\n".repeat(5000);
const NEW = "new\n".repeat(5000);
const MEMBERS = ["a.py", "b.py", "sub/c.py", "sub/d.py"];

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Everything that lies below a folder. */
const listed = (root: string): string[] => readdirSync(root, { recursive: true }).map(String).filter((path) => statSync(join(root, path)).isFile()).sort();

test("killed at any moment: each file is whole, and after the next run so is each group", async () => {
  const script = bundled("test/support/write-forever.ts");
  const project = folder(Object.fromEntries(["1", "2", "3"].flatMap((group) => MEMBERS.map((name) => [`${group}/${name}`, OLD]))));
  const counts = { files: 0, left: 0, restored: 0 };
  for (let i = 0; i < KILLS; i++) {
    const writer = spawn(process.execPath, [script, project.root], { stdio: ["ignore", "pipe", "inherit"] });
    await new Promise((resolve) => writer.stdout.once("data", resolve));
    await pause(5 + 150 * ((i * 0.618) % 1));
    const ended = new Promise((resolve) => writer.once("exit", resolve));
    writer.kill("SIGKILL");
    await ended;
    for (const path of listed(project.root).filter((p) => p.endsWith(".py"))) {
      counts.files++;
      expect([OLD, NEW]).toContain(readFileSync(join(project.root, path), "utf8"));
    }
    const left = listed(project.root).filter((p) => !p.endsWith(".py"));
    counts.left += left.length;
    // Only what is older than a minute is nobody's any more.
    const later = Date.now() + 120_000;
    const folders = ["1", "2", "3"].flatMap((group) => [join(project.root, group), join(project.root, group, "sub")]);
    const { restored, problems } = await recover(folders, later);
    // The old files of a group go once its journal has gone.
    await recover(folders, later);
    counts.restored += restored.length;
    expect(problems).toEqual([]);
    expect(listed(project.root).filter((p) => !p.endsWith(".py"))).toEqual([]);
    for (const group of ["1", "2", "3"]) expect(new Set(MEMBERS.map((name) => project.read(`${group}/${name}`))).size).toBe(1);
  }
  console.log(`${KILLS} kills: ${counts.files} files whole, ${counts.left} temporary files and journals cleaned up, ${counts.restored} files of half-written groups taken back`);
});

test("killed during --write: the old file or the new one, and a second run ends what was begun", async () => {
  const command = new Command();
  const paths = Array.from({ length: 12 }, (_, i) => `${i}.py`);
  const fresh = folder({ "a.py": V1 });
  command.run(fresh.root, ["--write", "--quiet"]);
  const upgraded = fresh.read("a.py");
  expect(upgraded).toContain("parallel_run_function(");
  let cut = 0;
  for (let i = 0; i < Math.max(3, KILLS / 4); i++) {
    const project = folder(Object.fromEntries(paths.map((path) => [path, V1])));
    const writer = command.start(project.root, ["--write", "--quiet"]);
    const ended = new Promise((resolve) => writer.once("exit", resolve));
    // The first file that is written shows that the writing has begun.
    for (let waited = 0; waited < 30_000 && project.read("0.py") === V1; waited += 2) await pause(2);
    await pause(10 * ((i * 0.618) % 1));
    writer.kill("SIGKILL");
    await ended;
    const texts = paths.map((path) => project.read(path));
    for (const text of texts) expect([V1, upgraded]).toContain(text);
    if (texts.includes(V1)) cut++;
    expect(command.run(project.root, ["--write", "--quiet"]).status).toBe(0);
    expect(new Set(paths.map((path) => project.read(path)))).toEqual(new Set([upgraded]));
  }
  console.log(`${cut} of the runs were killed between two files`);
});

test("asked to end during --write, it ends after the file that it is at and says what is left", async () => {
  const project = folder(Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.py`, V1])));
  const writer = new Command().start(project.root, ["--write"]);
  let out = "";
  writer.stdout?.on("data", (data: Buffer) => (out += data.toString()));
  const ended = new Promise<number | null>((resolve) => writer.once("close", resolve));
  for (let waited = 0; waited < 60_000 && project.read("0.py") === V1; waited += 1) await pause(1);
  writer.kill("SIGINT");
  const code = await ended;
  const left = Array.from({ length: 60 }, (_, i) => `${i}.py`).filter((path) => project.read(path) === V1);
  if (left.length === 0) {
    console.warn("the writing was over before the signal came: nothing was interrupted");
    return;
  }
  expect(code).toBe(2);
  expect(out.match(/the run was interrupted before it was written/g)?.length).toBeGreaterThanOrEqual(left.length);
  expect(existsSync(join(project.root, "0.py"))).toBe(true);
  expect(readdirSync(project.root).filter((name) => name.startsWith("."))).toEqual([]);
});
