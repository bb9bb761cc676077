import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Source } from "../../src/index.js";
import { MUTATION_NAMES, MUTATIONS } from "./mutations.js";
import { Random } from "./random.js";

/** A mutated file. */
export interface FuzzInput {
  readonly path: string;
  readonly bytes: Buffer;
  /** The fixture, and what was done to it. */
  readonly made: string;
  /** The other files of its project, where it has some. */
  readonly others: readonly Source[];
}

const FIXTURES = fileURLToPath(new URL("../../fixtures", import.meta.url));

interface SeedFile extends Source {
  /** The fixture. */
  readonly name: string;
}

/** The v1 side of every fixture: `v1.py`, `v1.ipynb`, or the files of the folder `v1`. */
const CORPUS: readonly SeedFile[] = readdirSync(FIXTURES).sort().flatMap((name) => readdirSync(join(FIXTURES, name), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(join(FIXTURES, name), join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
  .filter((path) => /^v1[./]/.test(path) && /\.(py|ipynb|ya?ml)$/.test(path))
  .sort()
  .map((path) => ({ name, path: path.replace(/^v1\//, ""), text: readFileSync(join(FIXTURES, name, path), "utf8") })));
const SCRIPTS = CORPUS.filter((f) => f.path.endsWith(".py"));
const NOTEBOOKS = CORPUS.filter((f) => f.path.endsWith(".ipynb"));

/** The input of a seed. */
export function inputOf(seed: number): FuzzInput {
  // Neighbouring seeds start far from each other.
  const random = new Random(Math.imul(seed + 1, 0x9e3779b1));
  const isNotebook = NOTEBOOKS.length > 0 && random.below(6) === 0;
  const fixture = random.pick(isNotebook ? NOTEBOOKS : SCRIPTS);
  const other = random.pick(SCRIPTS).text;
  const done: string[] = [];
  const mutate = (text: string): string => {
    let mutated = text;
    for (let times = 1 + random.below(3); times > 0; times--) {
      const name = random.pick(MUTATION_NAMES);
      done.push(name);
      mutated = MUTATIONS[name]!(mutated, random, other);
    }
    return mutated;
  };
  const text = isNotebook && random.below(4) > 0 ? mutateCell(fixture.text, random, mutate, done) : mutate(fixture.text);
  const bytes = Buffer.from(random.below(15) === 0 ? `\ufeff${text}` : text);
  if (random.below(12) === 0 && bytes.length > 0) {
    done.push("bytes");
    for (let times = 1 + random.below(4); times > 0; times--) bytes[random.below(bytes.length)] = random.below(256);
  }
  const others = CORPUS.filter((f) => f.name === fixture.name && f !== fixture).map(({ path, text }) => ({ path, text }));
  return { path: fixture.path, bytes, made: `${fixture.name}: ${done.join(", ")}`, others };
}

/** Mutates the source of one cell, so that the file stays JSON. */
function mutateCell(json: string, random: Random, mutate: (text: string) => string, done: string[]): string {
  const notebook = parse(json);
  const cells = notebook?.cells.filter((cell) => cell.cell_type === "code") ?? [];
  if (!notebook || cells.length === 0) return mutate(json);
  const cell = random.pick(cells);
  const text = mutate(Array.isArray(cell.source) ? cell.source.join("") : cell.source);
  const form = random.below(3);
  cell.source = form === 0 ? text : form === 1 ? text.split(/(?<=\n)/) : [text];
  done.push("in a cell");
  return `${JSON.stringify(notebook, null, random.below(3))}\n`;
}

interface RawNotebook {
  readonly cells: { cell_type: string; source: string | string[] }[];
}

function parse(json: string): RawNotebook | null {
  try {
    const value = JSON.parse(json) as Partial<RawNotebook>;
    return Array.isArray(value.cells) ? (value as RawNotebook) : null;
  } catch {
    return null;
  }
}
