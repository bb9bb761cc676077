import { join, relative, sep } from "node:path";
import { Project, SyntaxKind } from "ts-morph";
import type { SourceFile } from "ts-morph";

const project = new Project({ skipAddingFilesFromTsConfig: true });
const files = project.addSourceFilesAtPaths("src/**/*.ts");
const pathOf = (file: SourceFile): string => relative(join(process.cwd(), "src"), file.getFilePath()).split(sep).join("/");

/** What each file of src/ imports: a path below src/, or the name of a package. */
const imports = files.flatMap((file) => [...file.getImportDeclarations(), ...file.getExportDeclarations()]
  .filter((declaration) => declaration.getModuleSpecifierValue() !== undefined)
  .map((declaration) => {
    const name = declaration.getModuleSpecifierValue()!;
    const target = declaration.getModuleSpecifierSourceFile();
    return { from: pathOf(file), to: name.startsWith(".") ? (target ? pathOf(target) : join(pathOf(file), "..", name)) : name };
  }));

const outside = (rule: (edge: { from: string; to: string }) => boolean): string[] => imports.filter(rule).map(({ from, to }) => `${from} -> ${to}`);

test("the imports were found", () => {
  expect(imports.length).toBeGreaterThan(100);
  expect(imports.filter(({ to }) => to.endsWith(".ts")).length).toBeGreaterThan(80);
  expect(new Set(imports.map(({ to }) => to))).toContain("web-tree-sitter");
});

test("python/ knows Python and nothing of Azure, files or people", () => {
  expect(outside(({ from, to }) => from.startsWith("python/") && /^(constructs|reporters|files|cli|findings|edits)\/|^(run|report|upgrade|index)\.ts$/.test(to))).toEqual([]);
});

test("the engine touches no disk and no terminal", () => {
  const engine = /^(python|constructs|edits|findings)\/|^(upgrade|index)\.ts$/;
  expect(outside(({ from, to }) => engine.test(from) && /^(reporters|files|cli)\/|^(run|report)\.ts$/.test(to))).toEqual([]);
  // These two find and load the parser.
  const loaders = ["python/wasm.ts", "python/parse.ts"];
  expect(outside(({ from, to }) => engine.test(from) && !loaders.includes(from) && /^(node:)?(fs|child_process|process|os)(\/|$)/.test(to))).toEqual([]);
});

test("reporters/ turn a report into text: no files, no engine, no terminal", () => {
  expect(outside(({ from, to }) => from.startsWith("reporters/") && /^(files|cli|constructs|python)\/|^(run|upgrade)\.ts$|^(node:)?(fs|process)(\/|$)/.test(to))).toEqual([]);
});

test("selection/ judges a report: no files, no terminal", () => {
  expect(imports.some(({ from }) => from.startsWith("selection/"))).toBe(true);
  expect(outside(({ from, to }) => from.startsWith("selection/") && /^(files|cli|reporters|settings)\/|^run\.ts$|^(node:)?(fs|process)(\/|$)/.test(to))).toEqual([]);
});

test("nothing but cli/ knows the command line", () => {
  expect(outside(({ from, to }) => !from.startsWith("cli/") && (/^(commander|chalk|node:process|process)$/.test(to) || to.startsWith("cli/")))).toEqual([]);
  const users = files.filter((file) => file.getDescendantsOfKind(SyntaxKind.Identifier).some((name) => name.getText() === "process" && name.getParent()?.getKind() !== SyntaxKind.PropertyAssignment));
  // The journal of a write asks whether the process that began it still runs; git gets the environment.
  expect(users.map(pathOf).filter((path) => !path.startsWith("cli/") && path !== "files/journal.ts" && path !== "files/git.ts")).toEqual([]);
});

test("the parser stays in python/", () => {
  expect(outside(({ from, to }) => !from.startsWith("python/") && /tree-sitter/.test(to))).toEqual([]);
});
