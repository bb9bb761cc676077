import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import type { TextEdit } from "../../src/index.js";
import { LineIndex } from "../../src/python/module.js";

/** Reads one JSON object a line: a file's kind, and its text before and after. Answers what compiled before and does not any more. */
const PROGRAM = String.raw`
import ast, base64, json, sys, warnings
warnings.simplefilter("ignore")
def compiles(source):
    try:
        compile(source, "input", "exec", dont_inherit=True)
        return ""
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"
def cells(data):
    try:
        found = json.loads(data.decode("utf-8-sig"))["cells"]
        sources = [c["source"] for c in found if c["cell_type"] == "code"]
        return [s if isinstance(s, str) else "".join(s) for s in sources]
    except (ValueError, KeyError, TypeError):
        return []
def outline(data):
    notebook = json.loads(data.decode("utf-8-sig"))
    for cell in notebook.get("cells", []):
        if cell.get("cell_type") == "code": cell["source"] = None
    return json.dumps(notebook)
def statements(source):
    found = []
    def walk(body):
        for node in body:
            if isinstance(node, (ast.stmt, ast.excepthandler, ast.match_case)):
                first = min([getattr(node, "lineno", 0)] + [d.lineno for d in getattr(node, "decorator_list", [])])
                if hasattr(node, "lineno"): found.append((first, node.end_lineno, type(node).__name__, ast.dump(node)))
            for name in ("body", "orelse", "finalbody", "handlers", "cases"):
                inner = getattr(node, name, None)
                if isinstance(inner, list): walk(inner)
    walk(ast.parse(source).body)
    return found
def changed_elsewhere(before, after, edits):
    """A statement on no line of an edit that is not there any more as it was."""
    left = statements(after)
    position = 0
    for first, last, kind, code in statements(before):
        if any(start <= last and first <= end for start, end in edits): continue
        found = next((i for i in range(position, len(left)) if left[i][3] == code), None)
        if found is None: return f"the {kind} of line {first} is not there any more, and no edit touches it"
        position = found + 1
    return ""
for line in sys.stdin:
    job = json.loads(line)
    before, after = (base64.b64decode(job[k]) for k in ("before", "after"))
    answer = {"compiled": False, "error": ""}
    try:
        if job["notebook"]:
            answer["compiled"] = bool(cells(before)) and not any(compiles(cell) for cell in cells(before))
            changed = [(old, new) for old, new in zip(cells(before), cells(after)) if old != new]
            # Code moves from cell to cell, so all that change have to be whole.
            if not any(compiles(old) for old, _ in changed):
                answer["error"] = next(filter(None, (compiles(new) for _, new in changed)), "")
            if cells(before) and len(cells(before)) != len(cells(after)):
                answer["error"] = "the notebook has not as many code cells as before"
            if before != after and outline(before) != outline(after):
                answer["error"] = "more than the code of the notebook changed"
        else:
            answer["compiled"] = not compiles(before)
            if answer["compiled"] and before != after:
                answer["error"] = compiles(after)
                if answer["error"] == "" and job["edits"] is not None and len(before) < 100000:
                    try:
                        answer["error"] = changed_elsewhere(before, after, job["edits"])
                    except (RecursionError, MemoryError):
                        pass
    except Exception as error:
        answer["error"] = f"the check failed: {error!r}"
    print(json.dumps(answer), flush=True)
`;

/** The first and the last line of each edit. */
function linesOf(before: Buffer, edits: readonly TextEdit[]): [number, number][] | null {
  const text = before.toString("utf8");
  // Offsets count what is decoded as UTF-8, without a mark at the start.
  if (/^\ufeff|\ufffd|coding[:=]/.test(text.slice(0, 200))) return null;
  const lines = new LineIndex(text);
  return edits.map((e) => [lines.at(e.start).line, lines.at(e.end).line]);
}

export interface Compiled {
  /** Whether the file compiled as it was given; of a notebook, each code cell. */
  readonly compiled: boolean;
  /** What compiled before and does not now; empty where all does. */
  readonly error: string;
}

/** A python3 that compiles what it is sent, and runs nothing of it. */
export class Python {
  private process: ChildProcess | null = null;
  private waiting: ((answer: Compiled | null) => void)[] = [];

  /** Null where there is no python3. */
  static async start(): Promise<Python | null> {
    const python = new Python();
    const answer = await python.compare("x.py", Buffer.from("x = 1\n"), Buffer.from("x = 1\n"));
    return answer?.compiled ? python : null;
  }

  /**
   * Null where python3 could not say: deep nesting can end it.
   *
   * @param edits holds what no edit touches against what it was, as Python reads it
   */
  async compare(path: string, before: Buffer, after: Buffer, edits?: readonly TextEdit[]): Promise<Compiled | null> {
    const process = this.process ?? this.spawn();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      process.stdin?.write(`${JSON.stringify({ notebook: path.endsWith(".ipynb"), before: before.toString("base64"), after: after.toString("base64"), edits: edits ? linesOf(before, edits) : null })}\n`);
    });
  }

  stop(): void {
    this.process?.kill();
  }

  private spawn(): ChildProcess {
    const process = spawn("python3", ["-c", PROGRAM], { stdio: ["pipe", "pipe", "ignore"] });
    const gone = (): void => {
      if (this.process === process) this.process = null;
      for (const resolve of this.waiting.splice(0)) resolve(null);
    };
    process.on("error", gone);
    process.on("exit", gone);
    process.stdin.on("error", () => undefined);
    createInterface({ input: process.stdout }).on("line", (line) => this.waiting.shift()?.(JSON.parse(line) as Compiled));
    this.process = process;
    return process;
  }
}
