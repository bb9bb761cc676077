/**
 * The syntax of a Python program as plain typed data. Offsets count UTF-16 code units of the parsed text; `end` is exclusive.
 * Tree-sitter's own nodes go no further than `parse.ts`, `convert.ts` and `tree.ts`.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

interface Node extends Range {
  parent: Expression | Statement | null;
}

interface ExpressionBase extends Node {
  /** The outermost parentheses around the expression, when it stands in some. */
  parens: Range | null;
  /** The direct sub-expressions, in text order. */
  children: readonly Expression[];
}

export interface NameExpression extends ExpressionBase { kind: "name"; id: string }
export interface AttributeExpression extends ExpressionBase { kind: "attribute"; value: Expression; name: string; nameRange: Range }
export interface SubscriptExpression extends ExpressionBase { kind: "subscript"; value: Expression; index: Expression }
export interface CallExpression extends ExpressionBase {
  kind: "call";
  callee: Expression;
  args: Argument[];
  /** The offsets of the parentheses around the arguments. */
  argumentsRange: Range;
}
export interface StringExpression extends ExpressionBase {
  kind: "string";
  /** The text it stands for; null when it holds an interpolation or is bytes. */
  value: string | null;
  pieces: StringPiece[];
}
export interface StringPiece extends Range {
  prefix: string;
  quote: string;
  parts: StringPart[];
}
/** Literal text (decoded), or an interpolated expression with its conversion and format as written. */
export type StringPart = (Range & { text: string; expression: null }) | (Range & { text: null; expression: Expression; format: string });
export interface NumberExpression extends ExpressionBase { kind: "number"; text: string; value: number; integer: boolean }
export interface ConstantExpression extends ExpressionBase { kind: "constant"; value: true | false | null }
export interface SequenceExpression extends ExpressionBase { kind: "list" | "tuple" | "set"; items: Expression[] }
export interface DictExpression extends ExpressionBase { kind: "dict"; entries: (Range & { key: Expression | null; value: Expression })[] }
export interface UnaryExpression extends ExpressionBase { kind: "unary"; operator: string; operand: Expression }
export interface BinaryExpression extends ExpressionBase { kind: "binary"; operator: string; left: Expression; right: Expression }
export interface ConditionalExpression extends ExpressionBase { kind: "conditional"; test: Expression; then: Expression; otherwise: Expression }
export interface StarExpression extends ExpressionBase { kind: "star"; value: Expression }
/**
 * A lambda or comprehension: names bound inside it are its own. Its parts are what it gives (of a dict the key, then the value), then what it
 * goes through and asks; of a lambda the defaults, then the body.
 */
export interface ScopedExpression extends ExpressionBase {
  kind: "scoped";
  form: "lambda" | "list" | "set" | "dict" | "generator";
  bound: string[];
}
export interface OtherExpression extends ExpressionBase { kind: "other"; type: string }

export type Expression =
  | NameExpression | AttributeExpression | SubscriptExpression | CallExpression | StringExpression | NumberExpression
  | ConstantExpression | SequenceExpression | DictExpression | UnaryExpression | BinaryExpression | ConditionalExpression
  | StarExpression | ScopedExpression | OtherExpression;

/** An argument of a call. */
export interface Argument extends Range {
  /** The keyword; null for a positional argument. */
  name: string | null;
  nameRange: Range | null;
  value: Expression;
  star: "" | "*" | "**";
}

interface StatementBase extends Node {
  block: Block;
}

/** The statements of one body. */
export interface Block extends Range {
  statements: Statement[];
  owner: Statement | null;
}

/**
 * A body of a function, read for one call: its parameters hold what that call passes. Two readings of one function stand at the same
 * place of the text and are apart in all else.
 */
export interface Reading {
  readonly body: Block;
  /** Null where the calls are not in sight, or do not matter. */
  readonly call: CallExpression | null;
  /** Whether the first parameter is the object that a method is called on, or its class. */
  readonly bound: boolean;
  /** The class of the object, where no call is in sight and the class is known all the same. */
  readonly of?: ClassStatement;
  /** Whether some call of the function can't be seen. */
  readonly isCalledUnseen?: boolean;
}

export interface ImportedName extends Range { name: string; alias: string | null }
export interface ImportStatement extends StatementBase { kind: "import"; names: ImportedName[] }
export interface FromImportStatement extends StatementBase { kind: "from-import"; module: string; star: boolean; names: ImportedName[] }
export interface AssignStatement extends StatementBase {
  kind: "assign";
  targets: Expression[];
  /** `+=` and its like; empty for a plain assignment. */
  operator: string;
  value: Expression | null;
  annotation: Expression | null;
}
export interface ExpressionStatement extends StatementBase { kind: "expression"; value: Expression }
export interface ReturnStatement extends StatementBase { kind: "return"; value: Expression | null }
export interface FunctionStatement extends StatementBase {
  kind: "function"; name: string; nameRange: Range; parameters: Parameter[]; decorators: Expression[]; annotations: Expression[]; body: Block;
  /** What it gives back, as annotated. */
  returns: Expression | null;
  /** The first is the body as it is written. */
  readings: Reading[];
}
export interface Parameter { name: string; default: Expression | null; annotation: Expression | null; star: "" | "*" | "**" }
export interface ClassStatement extends StatementBase { kind: "class"; name: string; nameRange: Range; bases: Expression[]; decorators: Expression[]; body: Block }
/** `if`, `for`, `while`, `try`, `with`, `match` and every other statement, by its expressions and bodies. */
export interface CompoundStatement extends StatementBase {
  kind: "compound";
  type: string;
  expressions: Expression[];
  /** Names and patterns that it binds: loop variables, `as` names. */
  bindings: { target: Expression; value: Expression | null }[];
  bodies: Block[];
}
export interface SimpleStatement extends StatementBase { kind: "simple"; type: string; expressions: Expression[]; names: string[] }

export type Statement =
  | ImportStatement | FromImportStatement | AssignStatement | ExpressionStatement | ReturnStatement
  | FunctionStatement | ClassStatement | CompoundStatement | SimpleStatement;

/** A parsed program: of one file, or of the files of a project one after the other (`project.ts`). */
export interface Program extends Range {
  text: string;
  /** All statements. The block of a statement at the top level is the body of its file. */
  body: Block;
  comments: Range[];
  /** The first place that is not Python; null when all of it is. */
  error: Range | null;
  /** Whether the error is that expressions or blocks stand in one another too deep to be followed. */
  tooDeep: boolean;
  files: ProgramFile[];
}

/** A file of a program, and where it stands in the program's text. */
export interface ProgramFile extends Range {
  /** With forward slashes; empty for a program that is no file of a project. */
  path: string;
  body: Block;
  /** Whether the upgrade may change it; the others are read only. */
  edited: boolean;
}

/** The parts of an expression that it has by name. */
export function partsOf(e: Expression): Expression[] {
  switch (e.kind) {
    case "name": case "number": case "constant": case "scoped": case "other": return [];
    case "attribute": case "star": return [e.value];
    case "subscript": return [e.value, e.index];
    case "call": return [e.callee, ...e.args.map((a) => a.value)];
    case "string": return e.pieces.flatMap((p) => p.parts.flatMap((x) => (x.expression ? [x.expression] : [])));
    case "list": case "tuple": case "set": return e.items;
    case "dict": return e.entries.flatMap((x) => (x.key ? [x.key, x.value] : [x.value]));
    case "unary": return [e.operand];
    case "binary": return [e.left, e.right];
    case "conditional": return [e.then, e.test, e.otherwise];
  }
}

/** The expressions that stand directly in a statement, in text order; not those of its bodies. */
export function expressionsOf(s: Statement): Expression[] {
  switch (s.kind) {
    case "import": case "from-import": return [];
    case "assign": return [...s.targets, ...(s.annotation ? [s.annotation] : []), ...(s.value ? [s.value] : [])];
    case "expression": return [s.value];
    case "return": return s.value ? [s.value] : [];
    case "function": return [...s.decorators, ...s.parameters.flatMap((p) => (p.default ? [p.default] : [])), ...s.annotations];
    case "class": return [...s.decorators, ...s.bases];
    case "compound": return [...s.expressions, ...s.bindings.map((b) => b.target)];
    case "simple": return s.expressions;
  }
}

/** The bodies of a statement; of a function, one for each reading. */
export function bodiesOf(s: Statement): Block[] {
  if (s.kind === "function") return s.readings.map((r) => r.body);
  if (s.kind === "class") return [s.body];
  return s.kind === "compound" ? s.bodies : [];
}

/** Expressions are walked many times and never changed: each walk is made once. */
const expressionWalks = new WeakMap<Expression, readonly Expression[]>();

/** Every expression at or below one, outermost first. */
export function walkExpression(e: Expression): readonly Expression[] {
  let walk = expressionWalks.get(e);
  if (!walk) expressionWalks.set(e, (walk = withChildren(e, [])));
  return walk;
}

function withChildren(e: Expression, walk: Expression[]): Expression[] {
  walk.push(e);
  for (const child of e.children) withChildren(child, walk);
  return walk;
}

/** Every statement of a block and below, in text order. */
export function walkStatements(block: Block, walk: Statement[] = []): readonly Statement[] {
  for (const s of block.statements) {
    walk.push(s);
    for (const body of bodiesOf(s)) walkStatements(body, walk);
  }
  return walk;
}

/** Every statement of a block and below as it is written, each once. */
export function* walkWritten(block: Block): Generator<Statement> {
  for (const s of block.statements) {
    yield s;
    for (const body of s.kind === "function" ? [s.body] : bodiesOf(s)) yield* walkWritten(body);
  }
}

const PURE_FUNCTIONS = new Set(["str", "int", "float", "bool", "len", "max", "min", "round", "list", "dict", "tuple"]);
const PURE_METHODS = new Set(["format", "lower", "upper", "strip", "replace", "join", "get", "getenv", "basename", "dirname"]);

/** Whether an expression can be written twice: it calls nothing that may answer differently, or do something, the second time. */
export function isRepeatable(e: Expression): boolean {
  if (e.kind === "scoped" || (e.kind === "other" && e.type !== "comparison_operator")) return false;
  return (e.kind !== "call" || isPureCallee(e.callee)) && e.children.every(isRepeatable);
}

/** Whether a function, by its name, gives the same each time and does nothing else. */
export function isPureCallee(callee: Expression): boolean {
  return (callee.kind === "name" && PURE_FUNCTIONS.has(callee.id)) || (callee.kind === "attribute" && PURE_METHODS.has(callee.name));
}

/** The statement that an expression stands in. */
export function statementOf(e: Expression): Statement {
  let node: Expression | Statement = e;
  while (!isStatement(node)) {
    if (!node.parent) throw new Error("an expression outside every statement");
    node = node.parent;
  }
  return node;
}

const STATEMENT_KINDS = new Set(["import", "from-import", "assign", "expression", "return", "function", "class", "compound", "simple"]);

export function isStatement(node: Expression | Statement): node is Statement {
  return STATEMENT_KINDS.has(node.kind) && "block" in node;
}

/** The range of an expression with the parentheses around it. */
export function outer(e: Expression): Range {
  return e.parens ?? e;
}
