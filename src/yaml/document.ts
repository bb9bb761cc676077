import type { Document, Node, Pair, ParsedNode } from "yaml";

/** A place in the text of a document; `end` is exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export type YamlNode = YamlScalar | YamlList | YamlMap;

export interface YamlScalar extends Place {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** The number as it is written; the text of a string. */
  readonly text: string;
}

export interface YamlList extends Place {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
}

export interface YamlMap extends Place {
  readonly kind: "map";
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: YamlNode;
}

/** A document as plain data, with the place of every value and comment. */
export interface YamlDocument {
  readonly text: string;
  readonly root: YamlNode;
  /** Comments with their `#`, in text order. */
  readonly comments: readonly (Place & { readonly text: string })[];
}

/** Why a document can't be read, and where. */
export class YamlError extends Error {
  constructor(message: string, readonly offset: number) {
    super(message);
  }
}

/** No settings file is larger; what aliases multiply stops here. */
const MOST_NODES = 10_000;

/** Plain scalars that YAML readers do not agree on: octal, dates, digits with underscores, exponents. */
const UNCERTAIN = /^[-+]?(0\d|0[xob]|[\d_]*_|\.\d|\d+(\.\d*)?[eE]|\d+\.$)|^\d{4}-\d\d?-\d\d?|^[-+]?\.(inf|nan)$/i;

/**
 * Reads a document as YAML 1.2, which is what the v1 SDK does.
 *
 * @throws YamlError for what is no single document of plain maps, lists and scalars
 */
export async function parseYaml(text: string): Promise<YamlDocument> {
  // Most runs meet no YAML.
  const yaml = await import("yaml");
  const documents = yaml.parseAllDocuments(text, { version: "1.2", uniqueKeys: true, prettyErrors: false });
  const document = Array.isArray(documents) ? documents[0] : undefined;
  if (!document || !Array.isArray(documents)) throw new YamlError("it is empty", 0);
  const error = document.errors[0] ?? document.warnings[0];
  if (error) throw new YamlError(error.message, error.pos[0]);
  if (documents.length > 1) throw new YamlError("it holds more than one document", documents[1]!.range?.[0] ?? 0);
  if (!document.contents) throw new YamlError("it is empty", 0);
  return { text, root: new Converter(yaml, document).node(document.contents), comments: commentsOf(text, yaml) };
}

/** The value of a key; undefined when the map has none. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === "map" ? node.entries.find((e) => e.key === key) : undefined;
}

/** A string, where a node is one. */
export function textIn(node: YamlNode | undefined): string | null {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : null;
}

class Converter {
  private nodes = 0;

  constructor(private readonly yaml: typeof import("yaml"), private readonly document: Document.Parsed) {}

  node(given: Node | ParsedNode | null, place: Place = { start: 0, end: 0 }): YamlNode {
    if (++this.nodes > MOST_NODES) throw new YamlError("it is too large, or its aliases multiply", place.start);
    if (!given) return { kind: "scalar", value: null, text: "", ...place };
    const { isAlias, isMap, isScalar, isSeq } = this.yaml;
    const at: Place = given.range ? { start: given.range[0], end: given.range[1] } : place;
    if (isAlias(given)) {
      const target = given.resolve(this.document);
      if (!target) throw new YamlError(`nothing is called &${given.source}`, at.start);
      return { ...this.node(target as Node, at), ...at };
    }
    if (isMap(given)) return { kind: "map", entries: given.items.map((item) => this.entry(item as Pair<Node, Node | null>, at)), ...at };
    if (isSeq(given)) return { kind: "list", items: given.items.map((item) => this.node(item as Node | null, at)), ...at };
    if (!isScalar(given)) throw new YamlError("it holds something that is no map, list or value", at.start);
    const { value } = given;
    const source = given.source ?? String(value);
    if (given.type === "PLAIN" && UNCERTAIN.test(source)) throw new YamlError(`${source} is not read the same everywhere; write it in quotes, or as a plain number`, at.start);
    if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean" && value !== null) throw new YamlError(`${source} can't be read here`, at.start);
    return { kind: "scalar", value, text: typeof value === "string" ? value : source, ...at };
  }

  private entry(item: Pair<Node, Node | null>, at: Place): YamlEntry {
    const key = this.node(item.key, at);
    if (key.kind !== "scalar") throw new YamlError("a key is no plain word", key.start);
    if (key.text === "<<") throw new YamlError("merged maps (<<) can't be read here; write the keys out", key.start);
    return { key: key.text, keyPlace: { start: key.start, end: key.end }, value: this.node(item.value, { start: key.end, end: key.end }) };
  }
}

/** The comments, from the tokens: the document attaches some of them to nodes that no entry has. Each is one line, whatever it holds. */
function commentsOf(text: string, yaml: typeof import("yaml")): (Place & { text: string })[] {
  const found: (Place & { text: string })[] = [];
  let offset = 0;
  for (const token of new yaml.Lexer().lex(text)) {
    // Tokens of the lexer's own stand for nothing in the text.
    if (token === yaml.CST.DOCUMENT || token === yaml.CST.FLOW_END || token === yaml.CST.SCALAR) continue;
    if (yaml.CST.tokenType(token) === "comment") found.push({ start: offset, end: offset + token.length, text: token.replace(/[^\t\x20-\x7e\x80-\uffff]+/g, " ").trimEnd() });
    offset += token.length;
  }
  return found;
}
