import type { Expression, NameExpression, Statement } from "./ast.js";
import { expressionsOf, walkExpression, walkStatements } from "./ast.js";
import type { Module } from "./module.js";

/** What Python binds by itself (`dir(builtins)` of 3.11, and of a module). */
const BUILTINS: ReadonlySet<string> = new Set(`
  ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning
  ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis
  EncodingWarning EnvironmentError Exception ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit
  IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
  ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError PendingDeprecationWarning
  PermissionError ProcessLookupError RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration
  SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError
  UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs aiter all anext any ascii bin bool breakpoint
  bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format
  frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct
  open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip
  __file__ __name__ __doc__ __import__ __debug__ __builtins__
`.trim().split(/\s+/));

/**
 * The names that a program reads though nothing binds them before: reading them raises a NameError. Names that a star import may bring are among them.
 */
export function unboundNames(module: Module): Map<string, NameExpression> {
  const { names, program } = module;
  const found = new Map<string, NameExpression>();
  for (const s of walkStatements(program.body)) {
    for (const e of expressionsOf(s).flatMap((top) => walkExpression(top))) {
      if (e.kind !== "name" || found.has(e.id) || BUILTINS.has(e.id) || names.isTarget(e) || isOfScopedExpression(e)) continue;
      if (names.variableOf(e) === undefined || names.definitionsOf(e).length === 0) found.set(e.id, e);
    }
  }
  return found;
}

/** Whether a comprehension or a lambda around a name binds it. */
function isOfScopedExpression(e: NameExpression): boolean {
  for (let parent: Expression | Statement | null = e.parent; parent && "parens" in parent; parent = parent.parent) if (parent.kind === "scoped" && parent.bound.includes(e.id)) return true;
  return false;
}
