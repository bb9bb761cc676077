import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { azurePython, Chance, notebook, plainPython, v1Python } from "./code.js";

/** What the benchmark makes and installs lies here, outside the repository, and is kept. */
export const CACHE = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "prs-upgrade-bench");

type File = readonly [path: string, text: string];

/**
 * The folder of a tree; made where it is not there yet. Its name tells what made it, so a changed recipe makes a new tree.
 *
 * @param inGit as a user's tree is: a git repository whose files are all tracked
 */
function tree(name: string, files: () => Iterable<File>, inGit: boolean): string {
  const recipe = ["code.ts", "trees.ts", "../test/fuzz/shapes.ts"].map((file) => readFileSync(new URL(file, import.meta.url)));
  const folder = join(CACHE, `${name}-${recipe.reduce((hash, text) => hash.update(text), createHash("sha256")).digest("hex").slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  for (const [path, text] of files()) {
    mkdirSync(dirname(join(unfinished, path)), { recursive: true });
    writeFileSync(join(unfinished, path), text);
  }
  if (inGit) for (const args of [["init", "--quiet"], ["add", "."]]) execFileSync("git", args, { cwd: unfinished });
  renameSync(unfinished, folder);
  return folder;
}

const KB = 1000;
const MB = 1000 * KB;

/**
 * A monorepo: so many Python files (20 to 300 lines), 0.5 % of them with v1 parallel-run code and 1 % with other v1 code; one notebook
 * to 40 Python files, 2 % of them with 20 MB of outputs.
 */
export function monorepo(pythonFiles: number): string {
  return tree(`monorepo-${pythonFiles}`, function* (): Generator<File> {
    const chance = new Chance(pythonFiles);
    for (let i = 0; i < pythonFiles; i++) {
      const path = `team_${i % 40}/service_${Math.floor(i / 40) % 25}/module_${i}.py`;
      const lines = 20 + chance.below(280);
      yield [path, i % 200 === 7 ? v1Python(i, 1, 20) : i % 100 === 11 ? azurePython(i, lines) : plainPython(i, lines)];
    }
    for (let i = 0; i < pythonFiles / 40; i++) {
      const code = i % 200 === 7 ? [v1Python(i, 1, 0)] : [0, 1, 2, 3].map((cell) => plainPython(i * 4 + cell, 15));
      yield [`team_${i % 40}/notebooks/analysis_${i}.ipynb`, notebook(i, code, i % 50 === 3 ? 20 * MB : chance.below(100) * KB)];
    }
  }, true);
}

/** Files with v1 code alone. */
export function v1Files(count: number): string {
  return tree(`v1-${count}`, function* (): Generator<File> {
    for (let i = 0; i < count; i++) yield [`pipelines/score_${i}.py`, v1Python(i, 1, 20)];
  }, false);
}

/** One small file without v1 code. */
export function plainFile(): string {
  return tree("plain", () => [["app.py", plainPython(1, 100)]], false);
}

/** One file with so many steps, and 225 lines of other code after each: 200 steps make 50,000 lines. */
export function longFile(steps: number): string {
  return tree(`long-${steps}`, () => [["pipeline.py", v1Python(1, steps, 225)]], false);
}

/** One file of a shape that nobody writes by hand. */
export function shapeFile(shape: string, amount: number, program: (amount: number) => string): string {
  return tree(`shape-${shape.replace(/\W+/g, "-")}-${amount}`, () => [["pipeline.py", program(amount)]], false);
}
