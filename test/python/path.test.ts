import type { Expression } from "../../src/python/ast.js";
import { Module } from "../../src/python/module.js";
import { knownPath } from "../../src/python/path.js";

const IMPORTS = "import os\nimport os.path as osp\nfrom pathlib import Path\nFOLDER = 'config'\nHERE = Path(__file__).resolve().parent\n";

async function pathOf(code: string): Promise<unknown> {
  const module = await Module.parse(`${IMPORTS}x = ${code}\n`);
  const last = module.program.body.statements.at(-1)!;
  return knownPath((last.kind === "assign" ? last.value : null) as Expression, module);
}

test.each([
  ["'a.yml'", "a.yml", "cwd"], ["FOLDER + '/a.yml'", "config/a.yml", "cwd"], ["f'{FOLDER}/a.yml'", "config/a.yml", "cwd"], ["os.path.join(FOLDER, 'sub', 'a.yml')", "config/sub/a.yml", "cwd"],
  ["osp.join('config', 'a.yml')", "config/a.yml", "cwd"], ["Path('config') / 'a.yml'", "config/a.yml", "cwd"], ["str(Path(FOLDER).joinpath('a.yml'))", "config/a.yml", "cwd"],
  ["HERE / 'a.yml'", "a.yml", "file"], ["os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'a.yml')", "../a.yml", "file"], ["Path(__file__).parent.parent / FOLDER / 'a.yml'", "../config/a.yml", "file"],
  ["os.path.join(os.getcwd(), 'a.yml')", "a.yml", "cwd"], ["os.path.join('a', '/b.yml')", "/b.yml", "cwd"],
])("%s", async (code, path, from) => {
  expect(await pathOf(code)).toEqual({ path, from });
});

test.each(["args.path", "os.environ['X']", "os.path.join(root, 'a.yml')", "Path(*parts)", "'a' * 2", "open('a.yml')"])("%s is not known", async (code) => {
  expect(await pathOf(code)).toBeNull();
});
