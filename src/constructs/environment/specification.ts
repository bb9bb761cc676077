import type { Expression } from "../../python/ast.js";
import type { BracketDoc, Doc, ItemDoc } from "../../python/layout.js";
import { item } from "../../python/layout.js";
import { templateDoc } from "../../python/template.js";
import type { Context } from "../concept.js";
import { textOf } from "../data/index.js";
import { listItems } from "../step/arguments.js";

/** The Python that azureml-core 1.61 writes when `CondaDependencies.create` is given none, without its patch. */
export const CREATED_PYTHON = "3.10";

/** The Python in the specification that `CondaDependencies()` and `Environment(name)` of azureml-core 1.61 start from. */
export const BASE_PYTHON = "3.8";

/** The index that v1 adds beside one of the user's. */
const PUBLIC_INDEX = "https://pypi.python.org/simple";

/** The Python itself, and no package whose name begins like it. */
const PYTHON = /^python(?=$|[[=|<>~!])/;

/** The methods of `CondaDependencies` that can be followed. */
const METHODS: ReadonlySet<string> = new Set([
  "add_pip_package", "add_conda_package", "add_channel", "set_python_version", "set_pip_option", "set_pip_index_url", "set_pip_requirements", "remove_pip_package", "remove_conda_package", "remove_channel",
]);

/** Whether a call on a conda specification is one that can be followed: `add_pip_package`. */
export function isFollowed(method: string): boolean {
  return METHODS.has(method);
}

/** One line of a specification, or the lines of a list that is spread into it. */
interface Part {
  readonly item: ItemDoc;
  /** The lines as far as they are known. */
  readonly texts: readonly (string | null)[];
}

/** A conda specification as v1 builds it up, call by call (azureml-core 1.61, conda_dependencies.py). */
export class Specification {
  /** v1 starts every specification with its own two channels. */
  private channels: Part[];
  private conda: Part[] = [];
  private pip: Part[] = [];
  /** The pip packages as the user wrote them, while nothing else is among them. */
  private pipAsWritten: Doc | null = null;
  private python: Doc | null = null;
  private pythonInList = false;

  constructor(private readonly c: Context) {
    this.channels = [this.own("anaconda"), this.own("conda-forge")];
  }

  /** What v1 starts from: its Python and azureml-defaults. */
  static base(c: Context): Specification {
    const result = new Specification(c);
    result.pip = [result.own("azureml-defaults")];
    return result;
  }

  get hasPython(): boolean {
    return this.python !== null || this.pythonInList;
  }

  /** The pip packages whose text is known. */
  get pipTexts(): string[] {
    return this.pip.flatMap((p) => p.texts).filter((t) => t !== null);
  }

  /** Whether all that pip installs is in sight. */
  get isInSight(): boolean {
    return this.pip.every((p) => p.texts.length > 0 && !p.texts.includes(null));
  }

  setPython(version: Doc): void {
    this.python = version;
  }

  /** `pip_indexurl` of `CondaDependencies.create`. */
  setIndex(url: Expression): void {
    this.pipAsWritten = null;
    this.pip.unshift(
      { item: item(templateDoc(["--find-links ", ...textOf(url, this.c)], this.c.draft.quote)), texts: [null] },
      this.own(`--extra-index-url ${PUBLIC_INDEX}`),
    );
  }

  /** `pip_packages` of `CondaDependencies.create`: a whole list in place of what is there. */
  setPipPackages(list: Expression): void {
    this.pip = this.listParts(list);
    this.pipAsWritten = this.c.draft.doc(list);
  }

  /** Whatever pip gets, as code: the lines of a requirements file. */
  setPipCode(code: Doc): void {
    this.pip = [{ item: { prefix: "*", value: code }, texts: [] }];
  }

  /** Packages that the SDK writes by itself. */
  addCondaText(text: string): void {
    this.conda.push(this.own(text));
  }

  addCondaDoc(doc: Doc): void {
    this.conda.push({ item: item(doc), texts: [null] });
  }

  addPipText(text: string): void {
    this.pipAsWritten = null;
    this.pip.push(this.own(text));
  }

  /** The `conda_packages` of `CondaDependencies.create`. A Python among them is the Python. */
  addCondaPackages(list: Expression): void {
    const inSight = list.kind === "list" && this.c.draft.module.commentsIn(list).length === 0;
    for (const e of inSight ? list.items : []) if (e.kind === "star" || !this.apply("add_conda_package", e)) this.conda.push(...this.listParts(list, [e]));
    if (inSight) return;
    const parts = this.listParts(list);
    if (parts.some((p) => p.texts.some((t) => t !== null && PYTHON.test(t)))) this.pythonInList = true;
    this.conda.push(...parts);
  }

  /**
   * Follows one call.
   *
   * @returns false when what it does can't be told
   */
  apply(method: string, value: Expression | undefined): boolean {
    if (!value || value.kind === "star") return false;
    const known = this.c.plan.module.known(value);
    const text = typeof known === "string" ? known : null;
    if (method.includes("pip")) this.pipAsWritten = null;
    switch (method) {
      case "add_pip_package": {
        const name = packageName(value, text);
        if (name !== null) this.removeNamed(name);
        this.pip.push(this.part(value, text));
        return true;
      }
      case "add_conda_package": {
        if (text !== null && PYTHON.test(text)) {
          const version = /(?<!\d)(\d+)\.(\d+)(\.(\d+))?([ab](\d+))?$/.exec(text)?.[0];
          if (version === undefined) return false;
          this.python = this.c.draft.string(`python=${version}`);
        } else if (text === null || !has(this.conda, text)) this.conda.push(this.part(value, text));
        return true;
      }
      case "add_channel":
        if (text === null || !has(this.channels, text)) this.channels.push(this.part(value, text));
        return true;
      case "set_python_version":
        this.python = templateDoc(["python=", ...textOf(value, this.c)], this.c.draft.quote);
        return true;
      case "set_pip_option": case "set_pip_index_url": {
        const option = text?.split(/\s/)[0];
        const at = this.pip.findIndex((p) => p.texts.length === 1 && (p.texts[0]?.startsWith("-") ?? false) && p.texts[0]!.split(/\s/)[0] === option);
        if (option === undefined && this.pip.some((p) => p.texts.some((t) => t?.startsWith("-")))) return false;
        if (at >= 0) this.pip[at] = this.part(value, text);
        else this.pip.push(this.part(value, text));
        return true;
      }
      case "set_pip_requirements":
        this.pip = this.listParts(value);
        return true;
      case "remove_pip_package": {
        const name = packageName(value, text);
        return name !== null && this.removeNamed(name);
      }
      case "remove_conda_package": {
        const removed = text === null ? null : without(this.conda, (t) => t === text);
        if (removed) this.conda = removed;
        return removed !== null;
      }
      case "remove_channel": {
        const removed = text === null ? null : without(this.channels, (t) => t === text);
        if (removed) this.channels = removed;
        return removed !== null;
      }
      default: return false;
    }
  }

  /**
   * Follows a call that a loop makes for each item of a list.
   *
   * @returns false when what it does can't be told
   */
  applyEach(method: string, list: Expression): boolean {
    const isWrittenOut = (list.kind === "list" || list.kind === "tuple") && list.items.every((i) => i.kind !== "star") && this.c.draft.module.commentsIn(list).length === 0;
    if (!/^add_(pip_package|conda_package|channel)$/.test(method)) return false;
    if (isWrittenOut) return list.items.every((i) => this.apply(method, i));
    const part = this.spread(list);
    if (method === "add_channel") this.channels.push(part);
    else if (method === "add_pip_package") {
      this.pipAsWritten = null;
      for (const text of part.texts) if (text !== null) this.removeNamed(nameOf(text));
      this.pip.push(part);
    } else if (part.texts.some((t) => t !== null && PYTHON.test(t))) return false;
    else this.conda.push(part);
    return true;
  }

  /** The dict that v2 takes for `conda_file`. */
  doc(): BracketDoc {
    const { draft } = this.c;
    const list = (parts: readonly Part[]): Doc => {
      const only = parts.length === 1 && parts[0]!.item.prefix === "*" ? parts[0]!.item.value : null;
      return only ?? { open: "[", close: "]", items: parts.map((p) => p.item) };
    };
    const pip: ItemDoc = item({ open: "{", close: "}", items: [{ prefix: `${draft.string("pip")}: `, value: this.pipAsWritten ?? list(this.pip) }] });
    const dependencies: Doc = { open: "[", close: "]", items: [...(this.python === null ? [] : [item(this.python)]), ...this.conda.map((p) => p.item), ...(this.pip.length > 0 ? [pip] : [])] };
    return {
      open: "{", close: "}",
      items: [
        { prefix: `${draft.string("channels")}: `, value: list(this.channels) },
        { prefix: `${draft.string("dependencies")}: `, value: dependencies },
      ],
    };
  }

  private own(text: string): Part {
    return { item: item(this.c.draft.string(text)), texts: [text] };
  }

  private part(e: Expression, text: string | null): Part {
    return { item: item(this.c.draft.doc(e)), texts: [text] };
  }

  /** The items of a list, one by one where it is written out. */
  private listParts(e: Expression, some?: readonly Expression[]): Part[] {
    const { draft, plan } = this.c;
    const text = (i: Expression): string | null => {
      const known = plan.module.known(i);
      return typeof known === "string" ? known : null;
    };
    if (e.kind === "list" && draft.module.commentsIn(e).length === 0) {
      return (some ?? e.items).map((i) => (i.kind === "star" ? this.spread(i.value) : this.part(i, text(i))));
    }
    return [this.spread(e)];
  }

  private spread(e: Expression): Part {
    const items = listItems(e, this.c.plan);
    const known = items?.map((i) => this.c.plan.module.known(i)) ?? [];
    return { item: { prefix: "*", value: this.c.draft.doc(e) }, texts: known.map((k) => (typeof k === "string" ? k : null)) };
  }

  /** v1 takes out the package of that name before it adds one, whatever its version. */
  private removeNamed(name: string): boolean {
    const removed = without(this.pip, (t) => !t.startsWith("-") && nameOf(t) === name, this.c);
    if (removed) this.pip = removed;
    return removed !== null;
  }
}

/** The parts without the lines that match; null when it can't be told whether one does. */
function without(parts: readonly Part[], matches: (text: string) => boolean, c?: Context): Part[] | null {
  const hit = parts.find((p) => p.texts.some((t) => t !== null && matches(t)));
  if (!hit) return parts.some((p) => p.texts.length === 0 || p.texts.includes(null)) ? null : [...parts];
  if (hit.texts.length === 1) return parts.filter((p) => p !== hit);
  // A list that is spread is written out without the line.
  if (!c || hit.texts.some((t) => t === null)) return null;
  const rest: Part[] = hit.texts.filter((t): t is string => t !== null && !matches(t)).map((t) => ({ item: item(c.draft.string(t)), texts: [t] }));
  return parts.flatMap((p) => (p === hit ? rest : [p]));
}

function has(parts: readonly Part[], text: string): boolean {
  return parts.some((p) => p.texts.includes(text));
}

/** The name of a package, as v1 reads it; null when the text does not begin with it. */
function packageName(e: Expression, text: string | null): string | null {
  if (text !== null) return nameOf(text);
  const first = e.kind === "string" ? e.pieces[0]?.parts[0] : undefined;
  return first && !first.expression && /[[=<>~!]/.test(first.text) ? nameOf(first.text) : null;
}

function nameOf(text: string): string {
  return text.endsWith(".whl") ? text.split("/").at(-1)!.split("-")[0]! : text.split(/[[=|<>~!]/)[0]!;
}
