import type { Random } from "./random.js";

/** Changes a program. `other` is the text of another fixture. */
export type Mutation = (text: string, random: Random, other: string) => string;

/** What ends a line for `str.splitlines`, for JavaScript or for Python's tokenizer; only the first three do for all. */
const SEPARATORS = ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"];

/** Characters that editors, terminals and parsers treat in a way of their own. */
const ODD = [...SEPARATORS, "\0", "\t", " ", "\u00a0", "\ufeff", "\u200b", "\u202e", "\u2066", "\x1b[31m", "\x07", "\x1a", "é", "数", "𝒳", "😀", "\ud800", "\\", "'", '"', '"""', "#", "{", "}", "$", "%", "`", "?", "!"];

/** Names that are not ASCII. The last four are read by Python as others: `ﬁle` is `file`. */
const NAMES = ["naïve", "数据", "Ωmega", "переменная", "ﬁle", "ｃonfig", "𝐬tep", "ªb"];

/** Statements and expressions that a rewrite may not expect. */
const STATEMENTS = [
  "match command:\n    case {\"x\": [1, *rest], **more} if rest: pass\n    case _: pass\n", "async def work():\n    async with a as b, c as d:\n        return [x async for x in b if await x]\n",
  "@decorate(a)[0].b\ndef f(a, /, b: int = 1, *args: str, c, **kw: dict[str, int]) -> list[int]: return a\n", "if (n := len(data)) > 10: print(f\"{n=!r:>{10}} {f'{n}' if n else ''}\")\n",
  "first, *rest = *range(3), *[4]\n", "x = 1; y = 2; z = lambda *a, **k: (a, k);\n", "class A[T](B, metaclass=M): x: T = 1\n", "type Alias[T] = list[T]\n", "try: pass\nexcept* (A, B) as e: raise e from None\n",
  "with (open(a) as f, open(b) as g): pass\n", "global ws\n", "del config\n", "assert step, \"x\"\n", "while True:\n    break\nelse: pass\n", "for i, (a, *b) in enumerate(steps): continue\n", "print(*[1], **{}, sep='')\n",
  "lambda: (yield)\n", "nonlocal x\n", "import os as ｏs\n", "async for x in y: pass\n", "x: int\n", "x = yield\n", "`x`\n", "print 'x'\n", "exec 'x' in y\n", "raise A, B\n", "x = 0777L\n", "x <> y\n", "...\n", "return\n",
  "f'{x!r}' rb'' u'' br\"\\x\" F'''{\n1}'''\n", "config = config or None\n", "step = step\n", "def ParallelRunStep(*a, **k): pass\n", "ParallelRunConfig = dict\n", "from azureml.pipeline.steps import *\n", "__import__('azureml')\n",
  "# TODO(prs-upgrade PRS203): x\n", "# type: ignore\n", "#!shebang\n", "%matplotlib inline\n", "!pip install x\n", "x = !ls\n", "\f\n", "\\\n", "    \n", "\t\n", "pass\n", "if True:\n", "    pass\n", ")\n", "'''\n", "\"\n", "(\n",
];

/** One of the sizes: each is drawn a quarter as often as the one before it, since the large ones take the time of hundreds of others. */
function size(random: Random, sizes: readonly number[]): number {
  const place = Math.floor(-Math.log(1 - random.next()) / Math.log(4));
  return sizes[Math.min(place, sizes.length - 1)]!;
}

function lines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function insertAt(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}

/** The offsets after every match. */
function placesOf(text: string, pattern: RegExp): number[] {
  return [...text.matchAll(pattern)].map((match) => match.index + match[0].length);
}

function insertAfter(text: string, pattern: RegExp, random: Random, what: string): string {
  const places = placesOf(text, pattern);
  return places.length === 0 ? text : insertAt(text, random.pick(places), what);
}

/** Replaces every occurrence of one of the names in a program. */
function rename(text: string, random: Random, to: (name: string) => string): string {
  const names = [...new Set(text.match(/\b[a-z_]\w{2,}\b(?=\s*=[^=])/g) ?? [])];
  if (names.length === 0) return text;
  const name = random.pick(names);
  return text.replace(new RegExp(`\\b${name}\\b`, "g"), to(name));
}

/** Around an expression that stands after `=` or `(` on its line. */
function wrapValue(text: string, random: Random, open: string, close: string): string {
  const values = [...text.matchAll(/(?<=[=(,] ?)(?:"[^"\n]*"|\b\w+\b)(?=[,)\n])/g)];
  if (values.length === 0) return text;
  const value = random.pick(values);
  return text.slice(0, value.index) + open + value[0] + close + text.slice(value.index + value[0].length);
}

/** Every mutation, by the name that a failure is reported under. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  truncate: (text, random) => text.slice(0, random.below(text.length + 1)),
  beheaded: (text, random) => text.slice(random.below(text.length + 1)),
  splice: (text, random, other) => {
    const [a, b] = [lines(text), lines(other)];
    return [...a.slice(0, random.below(a.length + 1)), ...b.slice(random.below(b.length + 1))].join("");
  },
  spliceCharacters: (text, random, other) => text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1)),
  interleave: (text, random, other) => {
    const [a, b] = [lines(text), lines(other)];
    const at = random.below(a.length + 1);
    return [...a.slice(0, at), ...b, ...a.slice(at)].join("");
  },
  concatenate: (text, _, other) => text + other,
  deleteLines: (text, random) => {
    const all = lines(text);
    all.splice(random.below(all.length), 1 + random.below(3));
    return all.join("");
  },
  duplicateLines: (text, random) => {
    const all = lines(text);
    const at = random.below(all.length);
    all.splice(at, 0, ...all.slice(at, at + 1 + random.below(4)));
    return all.join("");
  },
  swapLines: (text, random) => {
    const all = lines(text);
    const [a, b] = [random.below(all.length), random.below(all.length)];
    [all[a], all[b]] = [all[b]!, all[a]!];
    return all.join("");
  },
  indentLines: (text, random) => {
    const all = lines(text);
    const at = random.below(all.length);
    return all.map((line, i) => (i >= at && i < at + 1 + random.below(5) ? random.pick(["    ", "\t", " ", "\f", "  \t"]) + line : line)).join("");
  },
  indentAll: (text, random) => {
    const head = random.pick(["if True:\n", "def main():\n", "class Jobs:\n", "for i in range(2):\n", "try:\n", "with lock:\n", "async def main():\n", "while x:\n"]);
    const unit = random.pick(["    ", "\t", "  "]);
    return `${head}${lines(text).map((line) => (line.trim() === "" ? line : unit + line)).join("")}${head.startsWith("try") ? "finally:\n    pass\n" : ""}`;
  },
  deleteCharacter: (text, random) => {
    const at = random.below(text.length);
    return text.slice(0, at) + text.slice(at + 1 + random.below(4));
  },
  insertOdd: (text, random) => insertAt(text, random.below(text.length + 1), random.pick(ODD)),
  oddInString: (text, random) => insertAfter(text, /"(?=[^"\n]+")/g, random, random.pick(ODD)),
  oddInComment: (text, random) => insertAfter(text, /#[^\n]*/g, random, ` ${random.pick(ODD)} x = 1`),
  comment: (text, random) => insertAfter(text, /[,(\[{]|\n(?=\w)/g, random, ` # note${random.pick(["", " \u2028 x", " # TODO(prs-upgrade PRS203)", " \\", " é"])}\n`),
  commentBeside: (text, random) => insertAfter(text, /[^\n](?=\n)/g, random, "  # beside"),
  statement: (text, random) => {
    const all = lines(text);
    all.splice(random.below(all.length + 1), 0, random.pick(STATEMENTS));
    return all.join("");
  },
  lineEnds: (text, random) => {
    const end = random.pick(["\r\n", "\r", "mixed"]);
    return text.replace(/\n/g, () => (end === "mixed" ? random.pick(["\n", "\r\n", "\r"]) : end));
  },
  separator: (text, random) => {
    const separator = random.pick(SEPARATORS);
    return text.replace(/\n/g, (end) => (random.below(12) === 0 ? separator : end));
  },
  noLastNewline: (text, random) => text.replace(/\n*$/, "") + random.pick(["", " ", "\\", "#", "\f", "\x1a"]),
  formFeed: (text, random) => insertAfter(text, /\n/g, random, random.pick(["\f", "\f\n", "\f    ", "\x0b"])),
  tabs: (text, random) => text.replace(/\n( {4})+/g, (indent) => (random.below(4) === 0 ? indent : indent.replaceAll("    ", "\t"))),
  continuation: (text, random) => insertAfter(text, /[=,(.]|import|\bif\b/g, random, random.pick([" \\\n", "\\\n    ", " \\\r\n  ", "\\ \n"])),
  spaces: (text, random) => insertAfter(text, /[=,(.\n]/g, random, random.pick([" ", "   ", "\t", "\f", "\n", "\n\n", "\u00a0"])),
  trailingSpaces: (text) => text.replace(/\n/g, "  \t\n"),
  semicolons: (text, random) => insertAfter(text, /\n(?=\w+ = \w+\()/g, random, random.pick(["x = 1; ", "pass; ", "import os; ", ";"])),
  joinLines: (text, random) => text.replace(/\)\n(?=\w+ = )/g, (end) => (random.below(2) === 0 ? "); " : end)),
  renameOdd: (text, random) => rename(text, random, () => random.pick(NAMES)),
  renameKeyword: (text, random) => rename(text, random, () => random.pick(["print", "Input", "Output", "dsl", "command", "match", "type", "_", "self", "node", "ml_client", "parallel_run_function", "pipeline", "class"])),
  ligature: (text, random) => rename(text, random, (name) => (random.below(2) === 0 ? name : name.normalize("NFKD").replace(/[a-z]/, (c) => String.fromCodePoint(0xff41 + c.charCodeAt(0) - 97)))),
  walrus: (text, random) => wrapValue(text, random, "(w := ", ")"),
  parenthesis: (text, random) => wrapValue(text, random, random.pick(["(", "((", "*(", "**("]), random.pick([")", "))"])),
  starred: (text, random) => wrapValue(text, random, random.pick(["*", "**", "not ", "await ", "-", "lambda: "]), ""),
  conditional: (text, random) => wrapValue(text, random, "(", random.pick([" if x else None)", " or y)", "[0])", ".z)", "())", " + 1)"])),
  formatString: (text, random) => wrapValue(text, random, 'f"{', random.pick(['}"', "!r:>{10}}\"", "=}\"", " if True else f'{x}'}\""])),
  literal: (text, random) => wrapValue(text, random, "", random.pick([" + ''", ' f"{x}"', ' "" \'\'', " % ()", ".format()", " if 1 else 2", "  # c\n"])),
  replaceValue: (text, random) => {
    const values = [...text.matchAll(/(?<==)(?:"[^"\n]*"|\b\w+\b)(?=[,)\n])/g)];
    if (values.length === 0) return text;
    const value = random.pick(values);
    const by = random.pick(["None", "True", "0", "-1", "1e400", "0x1F", "1_000", "''", '""', "b'x'", "...", "[]", "{}", "()", "[None]", "float('nan')", '"\\N{BULLET}"', "r'\\'", '"{}"', '"${{inputs.x}}"', "'''a\nb'''", "1j", "999999999999999999999", "x[1:2, ...]", "x @ y", "print()"]);
    return text.slice(0, value.index) + by + text.slice(value.index + value[0].length);
  },
  deepParentheses: (text, random) => {
    const depth = size(random, [50, 150, 600, 3000, 20_000]);
    return wrapValue(text, random, "(".repeat(depth), ")".repeat(depth));
  },
  deepLists: (text, random) => {
    const depth = size(random, [50, 150, 600, 3000, 20_000]);
    return wrapValue(text, random, "[".repeat(depth), "]".repeat(depth));
  },
  deepCalls: (text, random) => {
    const depth = size(random, [50, 150, 600, 3000]);
    return wrapValue(text, random, random.pick(["f(", "{1: ", "not ", "-", "x["]).repeat(depth), "");
  },
  longSum: (text, random) => wrapValue(text, random, random.pick(['"a" + ', "x and ", "x.y + ", "1 + "]).repeat(size(random, [30, 300, 3000, 20_000])), ""),
  longChain: (text, random) => wrapValue(text, random, "", random.pick([".a", "[0]", "()", ".a()", " if a else b"]).repeat(size(random, [30, 300, 3000]))),
  deepBlocks: (text, random) => {
    const depth = size(random, [10, 50, 99, 400]);
    const nest = Array.from({ length: depth }, (_, i) => `${" ".repeat(i)}if x:\n`).join("");
    return `${text}${nest}${" ".repeat(depth)}pass\n`;
  },
  elifs: (text, random) => `${text}if x: pass\n${"elif y: z = config\n".repeat(size(random, [10, 300, 2000]))}`,
  hugeLiteral: (text, random) => wrapValue(text, random, `"${random.pick(["x", "é", "\\n", "\\x41", "{", "\\\\", " "]).repeat(size(random, [1000, 100_000, 2_000_000]))}" `, ""),
  hugeNumber: (text, random) => wrapValue(text, random, `${"9".repeat(size(random, [400, 5000, 100_000]))} if x else `, ""),
  hugeComment: (text, random) => insertAfter(text, /\n/g, random, `${random.pick(["#", " # ", "#\t", "# ("])}${random.pick(["-", " ", "#", "=", "a b "]).repeat(size(random, [1000, 100_000, 1_000_000]))}\n`),
  manyLines: (text, random) => insertAfter(text, /\n(?=\w)/g, random, random.pick(["x = 1\n", "\n", "# c\n", "   \n", "a.b(c)\n", "x = [\n]\n"]).repeat(size(random, [300, 3000, 30_000]))),
  manyUses: (text, random) => `${text}${random.pick(["print(step)\n", "config.x = 1\n", "step = step\n", "steps.append(step)\n", "run.wait_for_completion()\n", "if x: config = config\n"]).repeat(size(random, [30, 300]))}`,
  manyItems: (text, random) => wrapValue(text, random, `[${random.pick(["1, ", '"a", ', "x, ", "(1, 2), ", '{"a": 1}, '])
    .repeat(size(random, [100, 1000, 20_000]))}`, "]"),
  copies: (text, random) => text.repeat(size(random, [2, 3, 8])),
  doublings: (text, random) => chain(text, random, size(random, [3, 12, 30, 200]), random.pick(["%s + %s", "[%s, %s]", "[*%s, *%s]", "(%s, [%s])", "{**%s, **%s}", "dict(**%s, **%s)", 'f"{%s}{%s}"', "%s or %s", "%s if x else %s", "list(%s) + %s", "make(%s, %s)"])),
  aliases: (text, random) => chain(text, random, size(random, [3, 30, 300, 3000]), random.pick(["%s", "(%s)", "next = %s", "%s.copy()", "[%s][0]"])),
  branches: (text, random) => {
    const times = size(random, [3, 30, 300]);
    return afterAssignment(text, random, (name) => random.pick([`if x: ${name} = ${name}\n`, `if x:\n    ${name} = y\n`, `for i in y: ${name} = f(${name})\n`, `try: ${name} = ${name}\nexcept E: pass\n`, `${name}.x = ${name}\n`, `${name}, z = z, ${name}\n`, `del ${name}\n`]).repeat(times));
  },
  manyFunctions: (text, random) => {
    const times = size(random, [3, 30, 300, 2000]);
    const step = random.below(10);
    const functions = Array.from({ length: times }, (_, i) => `def f${i}(a, b=None):\n    return ${random.pick(["f%s(a)", "f%s(b, a) or a", "[f%s(a), f%s(b)]", "a", "f%s"]).replaceAll("%s", String((i + step) % times))}\n`);
    return `${functions.join("")}${wrapValue(text, random, "f0(", ")")}`;
  },
  manyClasses: (text, random) => {
    const times = size(random, [3, 30, 300]);
    const base = random.pick(["C%s", "C%s, D%s", "D%s, C%s"]);
    const classes = Array.from({ length: times }, (_, i) => `class C${i + 1}(${base.replaceAll("%s", String(i))}):\n    def f(self, x): return super().f(x)\nclass D${i + 1}(${base.replaceAll("%s", String(i))}): pass\n`);
    return `class C0:\n    def f(self, x): return x\nclass D0: pass\n${classes.join("")}${wrapValue(text, random, `C${times}().f(`, ")")}`;
  },
  manyNames: (text, random) => insertAfter(text, /import \(?/g, random, Array.from({ length: size(random, [30, 1000, 10_000]) }, (_, i) => `n${i}, `).join("")),
  manyArguments: (text, random) => insertAfter(text, /\w\(/g, random, Array.from({ length: size(random, [10, 1000, 10_000]) }, (_, i) => `k${i}=${i}, `).join("")),
  manySemicolons: (text, random) => insertAfter(text, /\n(?=\w)/g, random, random.pick(["x = 1; ", "print(step); ", "; "]).repeat(size(random, [10, 300, 3000]))),
};

/** A chain of variables that starts at one of the program: each is made of the one before it, and what the program reads from there on is the last. */
function chain(text: string, random: Random, length: number, form: string): string {
  return afterAssignment(text, random, (name) => `v0 = ${name}\n${Array.from({ length }, (_, i) => `v${i + 1} = ${form.replaceAll("%s", `v${i}`)}\n`).join("")}${name} = v${length}\n`);
}

/** Puts lines under an assignment at the top level that ends on its line. */
function afterAssignment(text: string, random: Random, linesFor: (name: string) => string): string {
  const places = [...text.matchAll(/^(\w+) = [^\n]*[\w)\]"]\n(?=\w|\n)/gm)];
  if (places.length === 0) return text;
  const place = random.pick(places);
  return insertAt(text, place.index + place[0].length, linesFor(place[1]!));
}

/** What a reader of YAML can trip over. */
const YAML_LINES = ["base: &base {a: 1}\n", "<<: *base\n", "*x : 1\n", "- &a [*a]\n", "? [a, b]\n: c\n", "key: |\n  text\n", "key: >-\n", "---\n", "...\n", "%YAML 1.1\n", "!!python/object/apply:os.system [x]\n", "!tag x: y\n", "date: 2020-01-01\n", "octal: 0777\n", "yes: no\n", "'a': \"b\\n\"\n", "\tx: 1\n", "name: ${{ x }}\n", "steps:\n", "- - - a\n", "a: {b: [c, {d: e}]}\n", "x: 1_000\n", "~: null\n", ": \n"];

/** What a list of packages can hold. */
const PACKAGE_LINES = ["azureml-sdk\n", "azureml-core[x,y]>=1.0,<2 ; python_version < '3.9'  # note\n", "-r other.txt\n", "-e git+https://example.org/x#egg=azureml-core\n", "--hash=sha256:00 \\\n", "azureml_core @ https://example.org/a.whl\n", "azure-ai-ml\n", "AzureML.Pipeline==1.*\n", "azureml-pipeline-steps \\\n    ==1.61\n", "  - azureml-sdk\n", "  - pip:\n", "[project]\n", "dependencies = [\"azureml-core\"]\n", "install_requires =\n    azureml-sdk\n", "==\n"];

/** Mutations of what is no Python: the general ones, and lines of its own. */
export function mutateData(path: string, text: string, random: Random, other: string): string {
  if (random.below(2) === 0) return MUTATIONS[random.pick(DATA_MUTATIONS)]!(text, random, other);
  const all = lines(text);
  const line = random.pick(/\.ya?ml$/.test(path) ? [...YAML_LINES, ...PACKAGE_LINES] : PACKAGE_LINES);
  const deep = random.below(8) === 0 ? `x: ${random.pick(["[", "{a: "]).repeat(size(random, [10, 100, 1000]))}\n` : line;
  all.splice(random.below(all.length + 1), 0, deep.repeat(size(random, [1, 2, 300])));
  return all.join("");
}

const DATA_MUTATIONS = ["truncate", "beheaded", "splice", "deleteLines", "duplicateLines", "swapLines", "indentLines", "deleteCharacter", "insertOdd", "oddInString", "oddInComment", "commentBeside", "lineEnds", "separator", "noLastNewline", "formFeed", "tabs", "spaces", "trailingSpaces", "hugeComment", "manyLines", "copies", "renameOdd"];

export const MUTATION_NAMES: readonly string[] = Object.keys(MUTATIONS);
