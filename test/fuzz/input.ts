import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Source } from "../../src/index.js";
import { MUTATION_NAMES, MUTATIONS, mutateData } from "./mutations.js";
import { Random } from "./random.js";

/** A mutated file. */
export interface FuzzInput {
  readonly path: string;
  readonly bytes: Buffer;
  /** The fixture, and what was done to it. */
  readonly made: string;
  /** The other files of its project, where it has some; they may be mutated, too. */
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
  .filter((path) => /^v1[./]/.test(path) && /\.(py|ipynb|ya?ml|txt|toml)$/.test(path))
  .sort()
  .map((path) => ({ name, path: path.replace(/^v1\//, ""), text: readFileSync(join(FIXTURES, name, path), "utf8") })));
const SCRIPTS = CORPUS.filter((f) => f.path.endsWith(".py"));
const NOTEBOOKS = CORPUS.filter((f) => f.path.endsWith(".ipynb"));
const IN_PROJECTS = CORPUS.filter((f) => /\.(py|ipynb)$/.test(f.path) && CORPUS.some((other) => other.name === f.name && other !== f));

/** What a project installs; it stands beside some of the inputs that are alone. */
const PACKAGES: readonly Source[] = [
  { path: "requirements.txt", text: "# what we run on\nazureml-core==1.48.0  # pinned\nazureml-pipeline-steps\nazureml-sdk[notebooks]>=1.40\npandas\n" },
  { path: "environment.yml", text: "name: scoring\nchannels:\n  - conda-forge\ndependencies:\n  - python=3.8\n  - pip\n  - pip:\n    - azureml-sdk==1.48.0\n    - azureml-defaults\n" },
  { path: "pyproject.toml", text: '[project]\nname = "scoring"\nversion = "1"\ndependencies = [\n    "azureml-core>=1.4",\n    "azureml-pipeline",\n]\n' },
  { path: "setup.py", text: 'from setuptools import setup\n\nsetup(name="scoring", install_requires=["azureml-sdk", "azureml-pipeline-steps==1.48"])\n' },
  { path: "setup.cfg", text: "[options]\ninstall_requires =\n    azureml-core\n    azureml-pipeline\n" },
];

/** Encodings that a file can name; the text is written as latin-1, whatever it names. */
const COOKIES = ["latin-1", "cp1252", "iso-8859-15", "ascii", "utf-8", "utf-8-sig", "utf-16", "no-such-thing"];

/** How long an input is, with the other files of its project: bytes. */
export function lengthOf({ bytes, others }: FuzzInput): number {
  return bytes.length + others.reduce((n, o) => n + Buffer.byteLength(o.text), 0);
}

/** The input of a seed. */
export function inputOf(seed: number): FuzzInput {
  // Neighbouring seeds start far from each other.
  const random = new Random(Math.imul(seed + 1, 0x9e3779b1));
  const from = random.below(6);
  const fixture = random.pick(from === 0 ? NOTEBOOKS : from === 1 ? IN_PROJECTS : SCRIPTS);
  const done: string[] = [];
  const around = CORPUS.filter((f) => f.name === fixture.name && f !== fixture);
  const others: Source[] = around.map(({ path, text }) => ({ path, text }));
  if (random.below(12) === 0) {
    const packages = random.pick(PACKAGES);
    if (!others.some((o) => o.path === packages.path)) others.push(packages);
  }
  // In half of the projects, it is the file itself that stays as it was.
  const mutated = others.length > 0 && random.below(2) === 0 ? [1, 2].slice(random.below(2)).map(() => random.below(others.length)) : [];
  for (const i of mutated) others[i] = { path: others[i]!.path, text: mutateOther(others[i]!, random, done) };
  const isItself = mutated.length === 0 || random.below(2) === 0;
  const text = isItself ? mutateFile(fixture, random, done) : fixture.text;
  return { path: fixture.path, bytes: encoded(text, random, done), made: `${fixture.name}: ${done.join(", ")}`, others };
}

function mutateFile({ path, text }: Source, random: Random, done: string[]): string {
  const mutate = (before: string): string => mutatePython(before, random, done);
  return path.endsWith(".ipynb") && random.below(4) > 0 ? mutateCells(text, random, mutate, done) : mutate(text);
}

function mutatePython(text: string, random: Random, done: string[]): string {
  const other = random.pick(SCRIPTS).text;
  let mutated = text;
  for (let times = 1 + random.below(3); times > 0; times--) {
    const name = random.pick(MUTATION_NAMES);
    done.push(name);
    mutated = MUTATIONS[name]!(mutated, random, other);
  }
  return mutated;
}

function mutateOther(file: Source, random: Random, done: string[]): string {
  done.push(`${file.path} (`);
  const isPython = /\.(py|ipynb)$/.test(file.path);
  const text = isPython ? mutateFile(file, random, done) : mutateData(file.path, file.text, random, random.pick(SCRIPTS).text);
  done.push(")");
  return text;
}

function encoded(text: string, random: Random, done: string[]): Buffer {
  if (random.below(30) === 0) {
    const cookie = random.pick(COOKIES);
    done.push(`coding ${cookie}`);
    return Buffer.from(`# -*- coding: ${cookie} -*-\n# \u00e9\n${text}`, "latin1");
  }
  const bytes = Buffer.from(random.below(15) === 0 ? `\ufeff${text}` : text);
  if (random.below(12) === 0 && bytes.length > 0) {
    done.push("bytes");
    for (let times = 1 + random.below(4); times > 0; times--) bytes[random.below(bytes.length)] = random.below(256);
  }
  return bytes;
}

/** Mutates the source of one cell, or the cells as a whole, so that the file stays JSON. */
function mutateCells(json: string, random: Random, mutate: (text: string) => string, done: string[]): string {
  const notebook = parse(json);
  const cells = notebook?.cells.filter((cell) => cell.cell_type === "code") ?? [];
  if (!notebook || cells.length === 0) return mutate(json);
  if (random.below(3) === 0) done.push(arrange(notebook, random));
  if (random.below(3) === 0) return `${JSON.stringify(notebook, null, random.below(3))}\n`;
  const cell = random.pick(cells);
  const text = mutate(sourceOf(cell));
  const form = random.below(3);
  cell.source = form === 0 ? text : form === 1 ? text.split(/(?<=\n)/) : [text];
  done.push("in a cell");
  return `${JSON.stringify(notebook, null, random.below(3))}\n`;
}

/** Changes which cells there are, and says what it did. */
function arrange({ cells }: RawNotebook, random: Random): string {
  const at = random.below(cells.length);
  const cell = cells[at]!;
  const source = sourceOf(cell);
  const cut = source.indexOf("\n", random.below(source.length + 1)) + 1;
  switch (random.below(7)) {
    case 0:
      cells.splice(at, 1, { ...cell, source: source.slice(0, cut) }, { ...cell, source: source.slice(cut) });
      return "cell cut in two";
    case 1:
      cells.splice(random.below(cells.length), 0, ...cells.splice(at, 1));
      return "cell moved";
    case 2:
      cells.splice(at, 0, ...Array.from({ length: random.pick([1, 30, 1000]) }, (_, i) => ({ ...cell, source: `x${i} = 1\n` })));
      return "cells added";
    case 3:
      cells.splice(at, 1);
      return "cell taken out";
    case 4:
      cell.cell_type = cell.cell_type === "code" ? random.pick(["markdown", "raw", "other"]) : "code";
      return "type of a cell";
    case 5:
      cells.push(...cells.map((c) => ({ ...c })));
      return "cells twice";
    default:
      cell.source = random.pick([`%%bash\n${source}`, `%%time\n${source}`, `!pip install azureml-sdk\n${source}`, `${source}\n%matplotlib inline\n?x\n`, "", "\n\n", [] as string[], [source, "\n", "x"]]);
      return "magics";
  }
}

function sourceOf(cell: RawCell): string {
  return Array.isArray(cell.source) ? cell.source.join("") : cell.source;
}

interface RawNotebook {
  readonly cells: RawCell[];
}

interface RawCell {
  cell_type: string;
  source: string | string[];
}

function parse(json: string): RawNotebook | null {
  try {
    const value = JSON.parse(json) as Partial<RawNotebook>;
    return Array.isArray(value.cells) ? (value as RawNotebook) : null;
  } catch {
    return null;
  }
}
