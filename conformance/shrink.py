"""Makes a program that goes wrong smaller, while it goes wrong.

What is cut at once is everything that hangs together: with the statement that makes a step go its place in the list of steps, and the data that nobody else reads. Cuts that work
alone are tried together. A statement that no cut touches keeps its text.
"""
from __future__ import annotations

import ast
import builtins
import copy
import json
import os
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

#: The files of a program by their path; ``main.py`` or ``main.ipynb`` is what is run.
Files = dict[str, str]
#: For each of some programs, whether it goes wrong in the way that is looked for.
Test = Callable[[list[Files]], list[bool]]
#: What is done to nodes of a tree, by their place in ``ast.walk``: None drops one, a node takes its place.
Cut = dict[int, ast.AST | None]
#: The place in a cut that says: the variables that the dropped statements read stay, though nothing reads them any more.
KEEP = -1

#: Methods for which a program is run: a call of one is kept though nobody reads what it gives.
EFFECTS = {"submit", "publish", "create"}


def shrink(files: Files, goes_wrong: Test, budget: int = 600) -> Files:
    """The smallest program that is found with so many tries."""
    search = _Search(goes_wrong, budget)
    for simpler in (_as_script, _in_one_file, _without_main, _without_class):
        files = search.first([simpler(files)]) or files
    for cuts in (_statements, _parts, _statements, _parts):
        files = search.smallest(files, cuts)
    return files


class _Search:
    def __init__(self, goes_wrong: Test, budget: int) -> None:
        self._test, self._left = goes_wrong, budget
        self._known: dict[str, bool] = {}

    def first(self, candidates: list[Files | None]) -> Files | None:
        return next(iter(self._wrong(candidates)), None)

    def smallest(self, files: Files, cuts: Callable[[ast.Module], Iterator[Cut]]) -> Files:
        """Applies cuts until none of them works any more."""
        while True:
            path, found = next(((path, found) for path in files if (found := self._working(files, path, cuts))), ("", []))
            if not found:
                return files
            together = [found[i : i + size] for size in dict.fromkeys((len(found), (len(found) + 1) // 2, (len(found) + 3) // 4)) for i in range(0, len(found), size)]
            merged = [_cut(files, path, _joined(part)) for part in together if len(part) > 1]
            files = min([*self._wrong(merged), *(x for cut in found if (x := _cut(files, path, cut)))], key=_size)

    def _working(self, files: Files, path: str, cuts: Callable[[ast.Module], Iterator[Cut]]) -> list[Cut]:
        tried = [(cut, smaller) for cut in (cuts(ast.parse(files[path])) if path.endswith(".py") else []) if (smaller := _cut(files, path, cut)) and _size(smaller) < _size(files)]
        wrong = self._wrong([smaller for _, smaller in tried])
        return [cut for cut, smaller in tried if smaller in wrong]

    def _wrong(self, candidates: list[Files | None]) -> list[Files]:
        """Those of some programs that go wrong."""
        given = {json.dumps(one): one for one in candidates if one}
        new = [key for key in given if key not in self._known][: self._left]
        self._left -= len(new)
        self._known.update(zip(new, self._test([given[key] for key in new]) if new else []))
        return [one for key, one in given.items() if self._known.get(key)]


def _joined(cuts: list[Cut]) -> Cut:
    """All of some cuts. What one of them drops stays dropped."""
    result: Cut = {}
    for cut in cuts:
        result.update({i: node for i, node in cut.items() if i not in result or result[i] is not None})
    return result


def _size(files: Files) -> int:
    """What a person has to read: words, so that a name in place of a long one is no gain."""
    return sum(len(re.findall(r"\w+|[^\w\s]", text)) for text in files.values())


def _as_script(files: Files) -> Files | None:
    if "main.ipynb" not in files:
        return None
    cells = json.loads(files["main.ipynb"])["cells"]
    return {"main.py": "\n".join("".join(cell["source"]) for cell in cells) + "\n", **{path: text for path, text in files.items() if path != "main.ipynb"}}


def _in_one_file(files: Files) -> Files | None:
    """The modules of the program in place of their imports."""
    text = files.get("main.py", "")
    for path, module in files.items():
        name = path.removesuffix(".py")
        if path in ("main.py", "main.ipynb") or not path.endswith(".py"):
            continue
        line = re.search(rf"^(import {name}|from {name} import .*)$", text, re.M)
        if line:
            text = f"{text[: line.start()]}{module}{text[line.end() :]}".replace(f"{name}.", "")
    return {"main.py": text, **{path: x for path, x in files.items() if not path.endswith((".py", ".ipynb"))}} if text != files.get("main.py") else None


def _without_main(files: Files) -> Files | None:
    """The statements of ``main()`` in its place."""
    tree = ast.parse(files.get("main.py", ""))
    main = next((s for s in tree.body if isinstance(s, ast.FunctionDef) and s.name == "main"), None)
    if main is None:
        return None
    rest = [s for s in tree.body if s is not main and not (isinstance(s, ast.If) and "__name__" in ast.unparse(s.test))]
    return {**files, "main.py": _text(ast.Module([*rest, *main.body], []))}


def _without_class(files: Files) -> Files | None:
    """The statements of the methods of a class, one after the other, and variables in place of its attributes. A class without methods holds settings, and stays."""
    tree = ast.parse(files.get("main.py", ""))
    cls = next((s for s in tree.body if isinstance(s, ast.ClassDef) and any(isinstance(x, ast.FunctionDef) for x in s.body)), None)
    if cls is None:
        return None
    at = tree.body.index(cls)
    before = [*tree.body[:at], *(s for s in tree.body[at + 1 :] if isinstance(s, ast.ClassDef))]
    inside = [s for method in cls.body if isinstance(method, ast.FunctionDef) for s in method.body]
    return {**files, "main.py": re.sub(r"\bself\.", "", _text(ast.Module([*before, *inside], [])))}


def _text(tree: ast.Module, source: str = "") -> str:
    """A program; a statement that was not touched has its own text."""
    lines = source.split("\n")
    return "\n".join("\n".join(lines[s.lineno - 1 : s.end_lineno]) if source and not getattr(s, "touched", False) else ast.unparse(ast.fix_missing_locations(s)) for s in tree.body) + "\n"


def _cut(files: Files, path: str, cut: Cut) -> Files | None:
    """The program after a cut, without what nothing reads any more; None when it reads something that is gone."""
    tree = ast.parse(files[path])
    # What nobody reads already is there for what it does: v1 takes a step into the pipeline for the data that it writes.
    variables = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    unread = variables - _read(tree)
    if KEEP in cut:
        unread |= {name for i, node in enumerate(ast.walk(tree)) if i in cut for name in _read(node) & variables}
    _Apply({id(node): cut[i] for i, node in enumerate(ast.walk(tree)) if i in cut}).visit(tree)
    others = {name for other, text in files.items() if other != path and other.endswith(".py") for name in _read(ast.parse(text)) | _imported(text)}
    while _drop_unread(tree, others | unread):
        pass
    result = {**files, path: _text(tree, files[path])}
    try:
        rest = ast.parse(result[path])
    except SyntaxError:
        return None
    held = {c.name: _bound(c) for c in rest.body if isinstance(c, ast.ClassDef) and not c.bases and not any(isinstance(s, ast.FunctionDef) for s in c.body)}
    if any(isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.attr not in held.get(n.value.id, {n.attr}) for n in ast.walk(rest)):
        return None
    return result if _read(rest) <= _bound(rest) | set(dir(builtins)) | {"__name__", "__file__"} else None


class _Apply(ast.NodeTransformer):
    def __init__(self, cut: dict[int, ast.AST | None]) -> None:
        self._cut = cut
        self.changed = False

    def visit(self, node: ast.AST) -> Any:
        if id(node) in self._cut:
            self.changed = True
            put = copy.deepcopy(self._cut[id(node)])
            if isinstance(put, ast.stmt):
                put.touched = True  # type: ignore[attr-defined]
            return put
        before, self.changed = self.changed, False
        self.generic_visit(node)
        if self.changed and isinstance(node, ast.stmt):
            node.touched = True  # type: ignore[attr-defined]
        if getattr(node, "body", None) == [] and not isinstance(node, ast.Module):
            node.body = [ast.Pass()]  # type: ignore[attr-defined]
        self.changed = self.changed or before
        return node


def _drop_unread(tree: ast.Module, others: set[str]) -> bool:
    """Drops what sets names that nothing reads; whether there was any."""
    reads = _read(tree) | others | {n.attr for c in ast.walk(tree) if isinstance(c, ast.ClassDef) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    gone: dict[int, ast.AST | None] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            kept = [a for a in node.names if (a.asname or a.name).split(".")[0] in reads]
            if len(kept) < len(node.names):
                gone[id(node)] = None if not kept else ast.ImportFrom(node.module, kept, 0) if isinstance(node, ast.ImportFrom) else ast.Import(kept)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef) and node in tree.body and node.name not in reads:
            gone[id(node)] = None
        elif isinstance(node, ast.Assign) and all(isinstance(x, ast.Name | ast.Tuple) for x in node.targets):
            names = {x.id for t in node.targets for x in ast.walk(t) if isinstance(x, ast.Name)}
            calls = {x.func.attr for x in ast.walk(node.value) if isinstance(x, ast.Call) and isinstance(x.func, ast.Attribute)}
            if not names & reads:
                gone[id(node)] = ast.Expr(node.value) if calls & EFFECTS else None
    _Apply(gone).visit(tree)
    return bool(gone)


def _read(tree: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _imported(text: str) -> set[str]:
    return {a.name for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ImportFrom) for a in n.names}


def _bound(tree: ast.AST) -> set[str]:
    found = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} | {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    found |= {(a.asname or a.name).split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names}
    return found | {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.ExceptHandler) and n.name}


def _statements(tree: ast.Module) -> Iterator[Cut]:
    """Each statement, with everything that needs it, and each call of a function of the program by what that gives back."""
    nodes = {id(node): i for i, node in enumerate(ast.walk(tree))}
    parents = {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.Import | ast.ImportFrom):
            cut: Cut = {nodes[id(x)]: None for x in _needing(tree, node, parents)}
            yield cut
            yield {**cut, KEEP: None}
        if isinstance(node, ast.Try):
            yield {nodes[id(node)]: node.body[0]}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given = _given_back(tree, node)
            if given is not None:
                yield {nodes[id(node)]: given}


def _needing(tree: ast.Module, statement: ast.stmt, parents: dict[int, ast.AST]) -> list[ast.AST]:
    """A statement and what can't be without it: the items of lists, the arguments and the statements that read what only it sets."""
    gone: list[ast.AST] = [statement]
    inside = {id(x) for x in ast.walk(statement)}
    while True:
        left = [n for n in ast.walk(tree) if id(n) not in inside]
        missing = {n.id for x in gone for n in ast.walk(x) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)} - {n.id for n in left if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        reader = next((n for n in left if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load) and n.id in missing), None)
        if reader is None:
            return gone
        for x in _removable(reader, parents):
            gone.append(x)
            inside |= {id(n) for n in ast.walk(x)}


def _removable(node: ast.AST, parents: dict[int, ast.AST]) -> list[ast.AST]:
    """The smallest thing around a node that can be left out: in a list of arguments, the name of an argument goes with it."""
    while True:
        parent = parents[id(node)]
        if isinstance(parent, ast.List | ast.Tuple) and isinstance(parent.ctx, ast.Load):
            before = parent.elts[parent.elts.index(node) - 1] if node in parent.elts[1:] else None  # type: ignore[arg-type]
            return [before, node] if isinstance(before, ast.Constant) and str(before.value).startswith("--") else [node]
        if isinstance(node, ast.keyword | ast.stmt) or (isinstance(parent, ast.Call) and node is (parent.args or [None])[-1]):
            return [node]
        node = parent


def _given_back(tree: ast.Module, call: ast.Call) -> ast.expr | None:
    """What a call of a function of the program stands for, where that is one expression."""
    function = next((s for s in tree.body if isinstance(s, ast.FunctionDef) and isinstance(call.func, ast.Name) and s.name == call.func.id), None)
    last = function.body[-1] if function else None
    if function is None or not isinstance(last, ast.Return) or last.value is None:
        return None
    made = {t.id: s.value for s in function.body[:-1] if isinstance(s, ast.Assign) for t in s.targets if isinstance(t, ast.Name)}
    given = {**dict(zip((a.arg for a in function.args.args), call.args)), **{k.arg: k.value for k in call.keywords if k.arg}}
    value = last.value if not isinstance(last.value, ast.Name) else made.get(last.value.id, last.value)

    class Put(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.AST:
            return copy.deepcopy(given.get(node.id, node))

    return Put().visit(copy.deepcopy(value))


def _parts(tree: ast.Module) -> Iterator[Cut]:
    """Arguments, items, and expressions by something shorter: their value, one of their sides, what a method is called on."""
    nodes = {id(node): i for i, node in enumerate(ast.walk(tree))}
    known = _plain_values(tree)
    for node in ast.walk(tree):
        i = nodes[id(node)]
        if isinstance(node, ast.Call):
            for given in [*node.keywords, *node.args[-1:]]:
                yield {nodes[id(given)]: None}
            if isinstance(node.func, ast.Attribute):
                yield {i: node.func.value}
        if isinstance(node, ast.List | ast.Tuple) and isinstance(node.ctx, ast.Load):
            for element in node.elts:
                yield {nodes[id(element)]: None}
            for a, b in zip(node.elts, node.elts[1:]):
                yield {nodes[id(a)]: None, nodes[id(b)]: None}
        if isinstance(node, ast.expr) and not isinstance(node, ast.Constant):
            value = _value(node, known)
            if isinstance(value, str | int | float):
                yield {i: ast.Constant(value)}
        if isinstance(node, ast.BinOp):
            yield {i: node.left}
            yield {i: node.right}


def _plain_values(tree: ast.Module) -> dict[str, Any]:
    """What the variables of the program hold that v1 has no part in."""
    known: dict[str, Any] = {"os": SimpleNamespace(environ={}, getenv=lambda _, default=None: default, path=os.path)}
    for s in tree.body:
        if isinstance(s, ast.Assign) and len(s.targets) == 1 and isinstance(s.targets[0], ast.Name):
            value = _value(s.value, known)
            if value is not None:
                known[s.targets[0].id] = value
        elif isinstance(s, ast.ClassDef):
            known[s.name] = SimpleNamespace(**{t.id: _value(x.value, known) for x in s.body if isinstance(x, ast.Assign) for t in x.targets if isinstance(t, ast.Name)})
    options = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute) and n.func.attr == "add_argument"]
    defaults = {str(_value(o.args[0], known)).lstrip("-"): _value(k.value, known) for o in options for k in o.keywords if k.arg == "default"}
    return {**known, "args": SimpleNamespace(**defaults)}


def _value(e: ast.expr, known: dict[str, Any]) -> Any:
    """The value of an expression that reads nothing but plain values; None when it has none."""
    try:
        return eval(compile(ast.fix_missing_locations(ast.Expression(copy.deepcopy(e))), "", "eval"), {"__builtins__": {"int": int, "float": float, "str": str}, **known})
    except Exception:
        return None
