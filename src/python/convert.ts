import type { Node as SyntaxNode } from "web-tree-sitter";
import type { Argument, Block, Expression, ImportedName, Parameter, Program, Range, Statement, StringPart, StringPiece } from "./ast.js";
import { bodiesOf, expressionsOf, partsOf } from "./ast.js";
import { decodeString } from "./strings.js";
import { baseOf, collectNames, firstError, named, nameOf, rangeOf } from "./tree.js";
import { table } from "../table.js";

/** Deeper than code that a person writes, and flat enough that whatever follows an expression down to its leaves has the stack for it. */
const DEEPEST = 500;

/** What tree-sitter calls the comprehensions. */
const COMPREHENSIONS: Readonly<Record<string, "list" | "set" | "dict" | "generator">> = table({ list_comprehension: "list", set_comprehension: "set", dictionary_comprehension: "dict", generator_expression: "generator" });

/** Expressions or blocks stand in one another deeper than they are followed. */
export class NestingError extends Error {
  constructor(readonly place: Range) {
    super();
  }
}

/** Turns tree-sitter's tree into the syntax of `ast.ts`. */
export class Converter {
  private level = 0;

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

  private goDeeper(node: SyntaxNode): void {
    if (++this.level > DEEPEST) throw new NestingError(rangeOf(node));
  }

  private statement(node: SyntaxNode, block: Block): Statement {
    this.goDeeper(node);
    const statement = this.statementOfType(node, block, node.type === "decorated_definition" ? named(node, "definition") : node);
    this.level--;
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
    return this.adopt({ ...baseOf(node), kind, items: items.map((c) => this.expression(c)) });
  }

  /** Makes an expression the parent of its parts. */
  private adopt<E extends Expression>(expression: E, children: Expression[] = partsOf(expression)): E {
    expression.children = children;
    for (const child of children) child.parent = expression;
    return expression;
  }

  private expression(node: SyntaxNode): Expression {
    this.goDeeper(node);
    const expression = this.expressionOfType(node);
    this.level--;
    return expression;
  }

  private expressionOfType(node: SyntaxNode): Expression {
    switch (node.type) {
      case "identifier":
        return this.adopt({ ...baseOf(node), kind: "name", id: nameOf(node) });
      case "true": case "false": case "none":
        return this.adopt({ ...baseOf(node), kind: "constant", value: node.type === "none" ? null : node.type === "true" });
      case "integer": case "float": {
        const text = node.text;
        return this.adopt({ ...baseOf(node), kind: "number", text, value: Number(text.replace(/_/g, "")), integer: node.type === "integer" });
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
        return this.adopt({ ...baseOf(node), kind: "attribute", value: this.field(node, "object"), name: nameOf(name), nameRange: rangeOf(name) });
      }
      case "subscript": {
        const indexes = node.childrenForFieldName("subscript").filter((c): c is SyntaxNode => c !== null && c.isNamed && c.type !== "comment");
        const first = indexes[0];
        const index = indexes.length === 1 && first ? this.expression(first)
          : this.adopt<Expression>({ ...baseOf(node), start: first?.startIndex ?? node.startIndex, end: indexes.at(-1)?.endIndex ?? node.endIndex, kind: "tuple", items: indexes.map((c) => this.expression(c)) });
        return this.adopt({ ...baseOf(node), kind: "subscript", value: this.field(node, "value"), index });
      }
      case "call": {
        const list = named(node, "arguments");
        return this.adopt({ ...baseOf(node), kind: "call", callee: this.field(node, "function"), args: this.args(list), argumentsRange: rangeOf(list) });
      }
      case "list": case "set":
        return this.sequence(node, node.type, this.kids(node));
      case "tuple": case "pattern_list": case "expression_list": case "tuple_pattern": case "list_pattern":
        return this.sequence(node, "tuple", this.kids(node));
      case "dictionary":
        return this.adopt({
          ...baseOf(node), kind: "dict",
          entries: this.kids(node).map((c) => {
            const key = c.childForFieldName("key");
            const value = c.childForFieldName("value") ?? this.kids(c)[0] ?? c;
            return { ...rangeOf(c), key: key ? this.expression(key) : null, value: this.expression(value) };
          }),
        });
      case "not_operator": case "unary_operator":
        return this.adopt({ ...baseOf(node), kind: "unary", operator: node.type === "not_operator" ? "not" : (node.child(0)?.text ?? ""), operand: this.field(node, "argument") });
      case "binary_operator": case "boolean_operator":
        return this.adopt({ ...baseOf(node), kind: "binary", operator: node.childForFieldName("operator")?.text ?? "", left: this.field(node, "left"), right: this.field(node, "right") });
      case "conditional_expression": {
        const [then, test, otherwise] = this.kids(node);
        if (!then || !test || !otherwise) break;
        return this.adopt({ ...baseOf(node), kind: "conditional", then: this.expression(then), test: this.expression(test), otherwise: this.expression(otherwise) });
      }
      case "list_splat": case "dictionary_splat": case "list_splat_pattern": case "dictionary_splat_pattern": {
        const inner = this.kids(node)[0];
        if (!inner) break;
        return this.adopt({ ...baseOf(node), kind: "star", value: this.expression(inner) });
      }
      case "lambda": {
        const parameters = node.childForFieldName("parameters");
        const read = parameters ? this.parameters(parameters) : [];
        const defaults = read.flatMap((p) => (p.parameter.default ? [p.parameter.default] : []));
        return this.adopt({ ...baseOf(node), kind: "scoped", form: "lambda", bound: read.map((p) => p.parameter.name) }, [...defaults, this.field(node, "body")]);
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
        return this.adopt({ ...baseOf(node), kind: "scoped", form: COMPREHENSIONS[node.type] ?? "list", bound }, children);
      }
    }
    return this.adopt({ ...baseOf(node), kind: "other", type: node.type }, this.kids(node).map((c) => this.expression(c)));
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
    return this.adopt({ ...baseOf(node), kind: "string", value, pieces });
  }

  private piece(node: SyntaxNode): StringPiece {
    const opening = node.namedChildren.find((c) => c?.type === "string_start")?.text ?? '"';
    const closing = node.namedChildren.find((c) => c?.type === "string_end");
    const [, prefix = "", quote = '"'] = /^([a-zA-Z]*)(["']+)$/.exec(opening) ?? [];
    const raw = /r/i.test(prefix);
    const format = /f/i.test(prefix);
    const parts: StringPart[] = [];
    const literal = (start: number, end: number): void => {
      if (start >= end) return;
      const source = this.text.slice(start, end);
      const text = decodeString(format ? source.replace(/\{\{/g, "{").replace(/\}\}/g, "}") : source, raw);
      // An escape that cannot be decoded makes the whole string unknown: an empty interpolation stands for it.
      if (text === null) {
        parts.push({ start, end, text: null, format: "", expression: this.adopt<Expression>({ ...baseOf(node), start, end, kind: "other", type: "escape" }, []) });
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
