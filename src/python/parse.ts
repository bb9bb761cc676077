import { readFileSync } from "node:fs";
import type { Language as LanguageType, Node as SyntaxNode, Parser as ParserType } from "web-tree-sitter";
import type {
  Argument, Block, Expression, ImportedName, Parameter, Program, Range, Statement, StringPart, StringPiece,
} from "./ast.js";
import { bodiesOf, childrenOf, expressionsOf } from "./ast.js";
import { decodeString } from "./strings.js";
import { wasmPath } from "./wasm.js";

/** What tree-sitter calls the comprehensions. */
const COMPREHENSIONS: Readonly<Record<string, "list" | "set" | "dict" | "generator">> = { list_comprehension: "list", set_comprehension: "set", dictionary_comprehension: "dict", generator_expression: "generator" };

let loading: Promise<ParserType> | undefined;

/** Deeper than code that a person writes, and flat enough that whatever follows an expression down to its leaves has the stack for it. */
const DEEPEST = 500;

/** Expressions or blocks stand in one another deeper than they are followed. */
class NestingError extends Error {
  constructor(readonly place: Range) {
    super();
  }
}

/** Loads tree-sitter once. */
async function loadParser(): Promise<ParserType> {
  const { Language, Parser } = await import("web-tree-sitter");
  await Parser.init({ wasmBinary: readFileSync(wasmPath("web-tree-sitter.wasm", "web-tree-sitter/web-tree-sitter.wasm")) });
  const language: LanguageType = await Language.load(readFileSync(wasmPath("tree-sitter-python.wasm", "tree-sitter-python/tree-sitter-python.wasm")));
  const parser = new Parser();
  parser.setLanguage(language);
  return parser;
}

/**
 * Parses Python. Tree-sitter is laxer than Python: a text without an error here may still be refused by `python3`.
 *
 * @param text the program; line ends of any kind
 * @returns a program without statements, and with an error, where they stand in one another too deep to be followed
 */
export async function parsePython(text: string): Promise<Program> {
  const parser = await (loading ??= loadParser());
  // A carriage return alone ends a line in Python, but not in tree-sitter.
  const source = text.replace(/\r(?!\n)/g, "\n");
  const comments = longComments(source);
  if (comments.length > 0) {
    const program = withTree(parser, blanked(source, comments), text, (root) => {
      const inString = comments.some((c) => /string/.test(root.descendantForIndex(c.start)?.type ?? ""));
      return inString ? null : new Converter(text, comments).program(root);
    });
    if (program) return program;
  }
  return withTree(parser, source, text, (root) => new Converter(text, []).program(root));
}

function withTree<T>(parser: ParserType, source: string, text: string, use: (root: SyntaxNode) => T): T | Program {
  const tree = parser.parse(source);
  if (!tree) throw new Error("tree-sitter gave no tree");
  try {
    return use(tree.rootNode);
  } catch (error) {
    if (!(error instanceof NestingError)) throw error;
    return tooDeep(text, error.place);
  } finally {
    tree.delete();
  }
}

function tooDeep(text: string, error: Range): Program {
  const whole = { start: 0, end: text.length };
  const body: Block = { ...whole, statements: [], owner: null };
  return { ...whole, text, body, comments: [], error, tooDeep: true, files: [{ ...whole, path: "", body, edited: true }] };
}

/** From so many comment lines in a row on, they are kept from the parser. */
const MANY_COMMENTS = 200;

/**
 * The comments of long runs of lines with nothing else, as commented-out programs have them. The grammar reads on to the end of the run
 * after each of them, so 10,000 lines would take it half a minute; blank lines take no time.
 */
function longComments(source: string): Range[] {
  const found: Range[] = [];
  let run: Range[] = [];
  const end = (): void => {
    if (run.length >= MANY_COMMENTS) found.push(...run);
    run = [];
  };
  for (let start = 0; start < source.length;) {
    const lineEnd = source.indexOf("\n", start);
    const next = lineEnd < 0 ? source.length : lineEnd + 1;
    const text = source.slice(start, next).trimEnd();
    const comment = text.trimStart();
    if (comment.startsWith("#")) run.push({ start: start + text.length - comment.length, end: start + text.length });
    else if (comment !== "") end();
    start = next;
  }
  end();
  return found;
}

function blanked(source: string, comments: readonly Range[]): string {
  let result = "";
  let position = 0;
  for (const { start, end } of comments) {
    result += source.slice(position, start) + " ".repeat(end - start);
    position = end;
  }
  return result + source.slice(position);
}

/** Omits a property from each member of a union. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

class Converter {
  private depth = 0;

  /** @param comments those that the tree does not hold */
  constructor(private readonly text: string, private readonly comments: Range[]) {}

  program(root: SyntaxNode): Program {
    const body = this.block(root, null);
    const error = root.hasError ? firstError(root) : null;
    const whole = { start: 0, end: this.text.length };
    return { ...whole, text: this.text, body, comments: this.comments.sort((a, b) => a.start - b.start), error, tooDeep: false, files: [{ ...whole, path: "", body, edited: true }] };
  }

  private block(node: SyntaxNode, owner: Statement | null): Block {
    const block: Block = { start: node.startIndex, end: node.endIndex, statements: [], owner };
    for (const child of node.namedChildren) {
      if (!child) continue;
      if (child.type === "comment") this.comments.push(rangeOf(child));
      else if (child.type !== "ERROR" && child.type !== "line_continuation") block.statements.push(this.statement(child, block));
    }
    return block;
  }

  /** One level deeper. */
  private nested<T>(node: SyntaxNode, convert: () => T): T {
    if (++this.depth > DEEPEST) throw new NestingError(rangeOf(node));
    const converted = convert();
    this.depth--;
    return converted;
  }

  private statement(node: SyntaxNode, block: Block): Statement {
    const statement = this.nested(node, () => this.statementOfType(node, block, node.type === "decorated_definition" ? named(node, "definition") : node));
    for (const e of expressionsOf(statement)) e.parent = statement;
    for (const body of bodiesOf(statement)) body.owner = statement;
    return statement;
  }

  private statementOfType(whole: SyntaxNode, block: Block, node: SyntaxNode): Statement {
    const base = { ...rangeOf(whole), parent: block.owner, block };
    switch (node.type) {
      case "import_statement":
        return { ...base, kind: "import", names: this.importedNames(node) };
      case "future_import_statement":
        return { ...base, kind: "from-import", module: "__future__", star: false, names: this.importedNames(node) };
      case "import_from_statement": {
        const module = named(node, "module_name");
        return {
          ...base, kind: "from-import", module: nameOf(module).replace(/\s/g, ""),
          star: node.namedChildren.some((c) => c?.type === "wildcard_import"), names: this.importedNames(node),
        };
      }
      case "expression_statement": {
        const inner = this.kids(node);
        const first = inner[0];
        if (inner.length === 1 && first && first.type === "assignment") return this.assignment(base, first);
        if (inner.length === 1 && first && first.type === "augmented_assignment") {
          return {
            ...base, kind: "assign", targets: [this.field(first, "left")], operator: first.childForFieldName("operator")?.type ?? "+=",
            value: this.field(first, "right"), annotation: null,
          };
        }
        if (inner.length === 1 && first) return { ...base, kind: "expression", value: this.expression(first) };
        return { ...base, kind: "expression", value: this.sequence(node, "tuple", inner) };
      }
      case "return_statement": {
        const value = this.kids(node)[0];
        return { ...base, kind: "return", value: value ? this.expression(value) : null };
      }
      case "function_definition": {
        const name = named(node, "name");
        const parameters = this.parameters(named(node, "parameters"));
        const type = node.childForFieldName("return_type");
        const returns = type ? this.expression(type) : null;
        const body = this.bodyOf(node);
        return {
          ...base, kind: "function", name: nameOf(name), nameRange: rangeOf(name), parameters: parameters.map((p) => p.parameter),
          decorators: this.decorators(whole),
          annotations: [...parameters.flatMap((p) => p.annotation), ...(returns ? [returns] : [])],
          body, returns, readings: [{ body, call: null, bound: false }],
        };
      }
      case "class_definition": {
        const name = named(node, "name");
        const supers = node.childForFieldName("superclasses");
        return {
          ...base, kind: "class", name: nameOf(name), nameRange: rangeOf(name), bases: supers ? this.args(supers).map((a) => a.value) : [],
          decorators: this.decorators(whole), body: this.bodyOf(node),
        };
      }
      case "if_statement": case "for_statement": case "while_statement": case "try_statement": case "with_statement": case "match_statement":
        return this.compound(base, node);
      case "global_statement": case "nonlocal_statement":
        return { ...base, kind: "simple", type: node.type, expressions: [], names: this.kids(node).map(nameOf) };
      default:
        return { ...base, kind: "simple", type: node.type, expressions: this.kids(node).map((c) => this.expression(c)), names: [] };
    }
  }

  private bodyOf(node: SyntaxNode): Block {
    const body = named(node, "body");
    for (const c of this.kids(node)) if (c.type === "comment") this.comments.push(rangeOf(c));
    return this.block(body, null);
  }

  private assignment(base: Range & { parent: Statement | null; block: Block }, node: SyntaxNode): Statement {
    const targets: Expression[] = [];
    let current: SyntaxNode | null = node;
    let annotation: Expression | null = null;
    let value: SyntaxNode | null = null;
    while (current) {
      targets.push(this.field(current, "left"));
      const type = current.childForFieldName("type");
      if (type) annotation = this.expression(type);
      value = current.childForFieldName("right");
      current = value?.type === "assignment" ? value : null;
    }
    return { ...base, kind: "assign", targets, operator: "", annotation, value: value ? this.expression(value) : null };
  }

  /** Walks the clauses of a compound statement: what is a block is a body, what binds is a binding, the rest are expressions. */
  private compound(base: Range & { parent: Statement | null; block: Block }, node: SyntaxNode): Statement {
    const expressions: Expression[] = [];
    const bindings: { target: Expression; value: Expression | null }[] = [];
    const bodies: Block[] = [];
    const visit = (clause: SyntaxNode): void => {
      for (const child of this.kids(clause, true)) {
        switch (child.type) {
          case "comment": this.comments.push(rangeOf(child)); break;
          case "block": bodies.push(this.block(child, null)); break;
          case "as_pattern": {
            const [value, alias] = this.kids(child);
            const target = alias && this.kids(alias)[0];
            if (value) expressions.push(this.expression(value));
            if (target) bindings.push({ target: this.expression(target), value: value && clause.type === "with_item" ? expressions.at(-1)! : null });
            break;
          }
          case "elif_clause": case "else_clause": case "except_clause": case "except_group_clause": case "finally_clause":
          case "with_clause": case "with_item": case "case_clause":
            visit(child);
            break;
          default:
            if (node.type === "for_statement" && clause === node && child.id === node.childForFieldName("left")?.id) {
              bindings.push({ target: this.expression(child), value: null });
            } else expressions.push(this.expression(child));
        }
      }
    };
    visit(node);
    return { ...base, kind: "compound", type: node.type, expressions, bindings, bodies };
  }

  private decorators(whole: SyntaxNode): Expression[] {
    return whole.type === "decorated_definition"
      ? this.kids(whole).filter((c) => c.type === "decorator").flatMap((c) => this.kids(c).map((x) => this.expression(x)))
      : [];
  }

  private parameters(node: SyntaxNode): { parameter: Parameter; annotation: Expression[] }[] {
    return this.kids(node).map((child) => {
      const type = child.childForFieldName("type");
      const value = child.childForFieldName("value");
      const name = child.childForFieldName("name") ?? this.kids(child)[0] ?? child;
      const star = child.text.startsWith("**") ? "**" : child.text.startsWith("*") ? "*" : "";
      const annotation = type ? this.expression(type) : null;
      return {
        parameter: { name: nameOf(name).replace(/^\*+/, ""), default: value ? this.expression(value) : null, annotation, star },
        annotation: annotation ? [annotation] : [],
      };
    });
  }

  private importedNames(node: SyntaxNode): ImportedName[] {
    const module = node.childForFieldName("module_name");
    return this.kids(node).filter((c) => c.id !== module?.id && (c.type === "dotted_name" || c.type === "aliased_import")).map((c) => ({
      ...rangeOf(c),
      name: nameOf(c.type === "aliased_import" ? named(c, "name") : c).replace(/\s/g, ""),
      alias: c.type === "aliased_import" ? nameOf(named(c, "alias")) : null,
    }));
  }

  private args(node: SyntaxNode): Argument[] {
    if (node.type !== "argument_list") return [{ ...rangeOf(node), name: null, nameRange: null, star: "", value: this.expression(node) }];
    return this.kids(node).map((child): Argument => {
      if (child.type === "keyword_argument") {
        const name = named(child, "name");
        return { ...rangeOf(child), name: nameOf(name), nameRange: rangeOf(name), star: "", value: this.field(child, "value") };
      }
      if (child.type === "list_splat" || child.type === "dictionary_splat") {
        const inner = this.kids(child)[0];
        return { ...rangeOf(child), name: null, nameRange: null, star: child.type === "list_splat" ? "*" : "**", value: this.expression(inner ?? child) };
      }
      return { ...rangeOf(child), name: null, nameRange: null, star: "", value: this.expression(child) };
    });
  }

  private field(node: SyntaxNode, name: string): Expression {
    return this.expression(named(node, name));
  }

  /** The named children without comments, which are noted on the way. */
  private kids(node: SyntaxNode, keepComments = false): SyntaxNode[] {
    const result: SyntaxNode[] = [];
    for (const child of node.namedChildren) {
      if (!child || child.type === "line_continuation") continue;
      if (child.type === "comment" && !keepComments) this.comments.push(rangeOf(child));
      else result.push(child);
    }
    return result;
  }

  private sequence(node: SyntaxNode, kind: "list" | "tuple" | "set", items: SyntaxNode[]): Expression {
    return this.adopt({ ...rangeOf(node), kind, items: items.map((c) => this.expression(c)) });
  }

  private adopt(e: Without<Expression, "parent" | "parens">): Expression {
    const expression = Object.assign(e, { parent: null, parens: null }) as Expression;
    for (const child of childrenOf(expression)) child.parent = expression;
    return expression;
  }

  private expression(node: SyntaxNode): Expression {
    return this.nested(node, () => this.expressionOfType(node));
  }

  private expressionOfType(node: SyntaxNode): Expression {
    switch (node.type) {
      case "identifier":
        return this.adopt({ ...rangeOf(node), kind: "name", id: nameOf(node) });
      case "true": case "false": case "none":
        return this.adopt({ ...rangeOf(node), kind: "constant", value: node.type === "none" ? null : node.type === "true" });
      case "integer": case "float": {
        const text = node.text;
        return this.adopt({ ...rangeOf(node), kind: "number", text, value: Number(text.replace(/_/g, "")), integer: node.type === "integer" });
      }
      case "string": case "concatenated_string":
        return this.string(node);
      case "parenthesized_expression": case "type": {
        const inner = this.kids(node)[0];
        if (!inner) break;
        const e = this.expression(inner);
        if (node.type === "parenthesized_expression") e.parens = rangeOf(node);
        return e;
      }
      case "attribute": {
        const name = named(node, "attribute");
        return this.adopt({ ...rangeOf(node), kind: "attribute", value: this.field(node, "object"), name: nameOf(name), nameRange: rangeOf(name) });
      }
      case "subscript": {
        const indexes = node.childrenForFieldName("subscript").filter((c): c is SyntaxNode => c !== null && c.isNamed && c.type !== "comment");
        const first = indexes[0];
        const index = indexes.length === 1 && first ? this.expression(first)
          : this.adopt({ start: first?.startIndex ?? node.startIndex, end: indexes.at(-1)?.endIndex ?? node.endIndex, kind: "tuple", items: indexes.map((c) => this.expression(c)) });
        return this.adopt({ ...rangeOf(node), kind: "subscript", value: this.field(node, "value"), index });
      }
      case "call": {
        const list = named(node, "arguments");
        return this.adopt({ ...rangeOf(node), kind: "call", callee: this.field(node, "function"), args: this.args(list), argumentsRange: rangeOf(list) });
      }
      case "list": case "set":
        return this.sequence(node, node.type, this.kids(node));
      case "tuple": case "pattern_list": case "expression_list": case "tuple_pattern": case "list_pattern":
        return this.sequence(node, "tuple", this.kids(node));
      case "dictionary":
        return this.adopt({
          ...rangeOf(node), kind: "dict",
          entries: this.kids(node).map((c) => {
            const key = c.childForFieldName("key");
            const value = c.childForFieldName("value") ?? this.kids(c)[0] ?? c;
            return { ...rangeOf(c), key: key ? this.expression(key) : null, value: this.expression(value) };
          }),
        });
      case "not_operator": case "unary_operator":
        return this.adopt({ ...rangeOf(node), kind: "unary", operator: node.type === "not_operator" ? "not" : (node.child(0)?.text ?? ""), operand: this.field(node, "argument") });
      case "binary_operator": case "boolean_operator":
        return this.adopt({ ...rangeOf(node), kind: "binary", operator: node.childForFieldName("operator")?.text ?? "", left: this.field(node, "left"), right: this.field(node, "right") });
      case "conditional_expression": {
        const [then, test, otherwise] = this.kids(node);
        if (!then || !test || !otherwise) break;
        return this.adopt({ ...rangeOf(node), kind: "conditional", then: this.expression(then), test: this.expression(test), otherwise: this.expression(otherwise) });
      }
      case "list_splat": case "dictionary_splat": case "list_splat_pattern": case "dictionary_splat_pattern": {
        const inner = this.kids(node)[0];
        if (!inner) break;
        return this.adopt({ ...rangeOf(node), kind: "star", value: this.expression(inner) });
      }
      case "lambda": {
        const parameters = node.childForFieldName("parameters");
        const read = parameters ? this.parameters(parameters) : [];
        return this.adopt({
          ...rangeOf(node), kind: "scoped", form: "lambda", bound: read.map((p) => p.parameter.name),
          children: [...read.flatMap((p) => (p.parameter.default ? [p.parameter.default] : [])), this.field(node, "body")],
        });
      }
      case "list_comprehension": case "set_comprehension": case "dictionary_comprehension": case "generator_expression": {
        const bound: string[] = [];
        const children = this.kids(node).flatMap((c): Expression[] => {
          if (c.type === "for_in_clause") {
            collectNames(named(c, "left"), bound);
            return [this.field(c, "right")];
          }
          if (c.type === "if_clause" || c.type === "pair") return this.kids(c).map((x) => this.expression(x));
          return [this.expression(c)];
        });
        return this.adopt({ ...rangeOf(node), kind: "scoped", form: COMPREHENSIONS[node.type] ?? "list", bound, children });
      }
    }
    return this.adopt({ ...rangeOf(node), kind: "other", type: node.type, children: this.kids(node).map((c) => this.expression(c)) });
  }

  private string(node: SyntaxNode): Expression {
    const pieces = (node.type === "string" ? [node] : this.kids(node)).map((c) => this.piece(c));
    let value: string | null = "";
    for (const piece of pieces) {
      for (const part of piece.parts) {
        value = value === null || part.text === null || /b/i.test(piece.prefix) ? null : value + part.text;
      }
      if (/b/i.test(piece.prefix)) value = null;
    }
    return this.adopt({ ...rangeOf(node), kind: "string", value, pieces });
  }

  private piece(node: SyntaxNode): StringPiece {
    const opening = node.namedChildren.find((c) => c?.type === "string_start")?.text ?? '"';
    const closing = node.namedChildren.find((c) => c?.type === "string_end");
    const [, prefix = "", quote = '"'] = /^([a-zA-Z]*)(.*)$/.exec(opening) ?? [];
    const raw = /r/i.test(prefix);
    const format = /f/i.test(prefix);
    const parts: StringPart[] = [];
    const literal = (start: number, end: number): void => {
      if (start >= end) return;
      const source = this.text.slice(start, end);
      const text = decodeString(format ? source.replace(/\{\{/g, "{").replace(/\}\}/g, "}") : source, raw);
      // An escape that cannot be decoded makes the whole string unknown: an empty interpolation stands for it.
      if (text === null) {
        parts.push({ start, end, text: null, format: "", expression: this.adopt({ start, end, kind: "other", type: "escape", children: [] }) });
      } else parts.push({ start, end, text, expression: null });
    };
    let position = node.startIndex + opening.length;
    for (const child of node.namedChildren) {
      if (child?.type !== "interpolation") continue;
      literal(position, child.startIndex);
      const inner = child.childForFieldName("expression") ?? this.kids(child)[0] ?? child;
      const expression = this.expression(inner);
      parts.push({ ...rangeOf(child), text: null, expression, format: this.text.slice((expression.parens ?? expression).end, child.endIndex - 1).trim() });
      position = child.endIndex;
    }
    literal(position, closing?.startIndex ?? node.endIndex);
    return { ...rangeOf(node), prefix, quote, parts };
  }
}

function rangeOf(node: SyntaxNode): Range {
  return { start: node.startIndex, end: node.endIndex };
}

function named(node: SyntaxNode, field: string): SyntaxNode {
  return node.childForFieldName(field) ?? node;
}

/** A name as Python knows it: it reads `ﬁle` as `file` (NFKC). */
function nameOf(node: SyntaxNode): string {
  const { text } = node;
  return /^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKC");
}

function collectNames(node: SyntaxNode, names: string[]): void {
  const waiting = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === "identifier") names.push(nameOf(next));
    for (const child of [...next.namedChildren].reverse()) if (child) waiting.push(child);
  }
}

/** The first place, in text order, that tree-sitter could not read. */
function firstError(root: SyntaxNode): Range {
  for (let node = root; ;) {
    const child = node.children.find((c) => c !== null && (c.isError || c.isMissing || c.hasError));
    if (!child) return rangeOf(node);
    if (child.isError || child.isMissing) return rangeOf(child);
    node = child;
  }
}
