import { findHolding } from "../../src/files/holding.js";
import { importableNames, importsAny } from "../../src/files/importers.js";
import { PIECE } from "../../src/files/search.js";
import { folder } from "../support/project.js";

const importers = (paths: readonly string[], cwd: string, names: readonly string[]): string[] => findHolding(paths, cwd, new Int32Array(1), { importsOf: names }).map((i) => paths[i]!);
const imports = (text: string, ...names: string[]): boolean => importsAny(names)(Buffer.from(text));

test.each([
  "import aml_steps", "import os, aml_steps as s", "import pipelines.aml_steps", "from aml_steps import config", "from .aml_steps import *", "from . import aml_steps",
  "from pipelines.aml_steps import (\n    a,\n)", "from pipelines import (  # (all)\n    other,  # one)\n    aml_steps,\n)", "from pipelines import(aml_steps)", "if x: import aml_steps",
  "from pipelines import other, \\\n    aml_steps", "from aml_steps \\\r\n    import config", "    import\taml_steps", "x = 1\rimport aml_steps\rx = 2",
  '{"source": ["import os\\n",\n "from aml_steps import config\\n"]}', '{"source":["import os\\n","from aml_steps import config\\n"]}', '{"source":"from x import (\\naml_steps)"}',
])("%j imports aml_steps", (text) => {
  expect(imports(text, "common", "aml_steps")).toBe(true);
});

test.each([
  "", "import os", "aml_steps = 1", "import aml_steps2, my_aml_steps", "import os\naml_steps.run()", "aml_steps.run()\nimport os", "from x import (\n    a,\n)\naml_steps = a", "# important\naml_steps = 1",
  "x = aml_steps\nfrom os import \\\n    path",
])("%j does not", (text) => {
  expect(imports(text, "common", "aml_steps")).toBe(false);
});

test("names in any letters", () => {
  expect(imports("from größe import x", "größe")).toBe(true);
  expect(imports("from größer import x", "größe")).toBe(false);
});

test("the files, in their order", () => {
  const { root } = folder({ "b.py": "import common", "a.py": "from lib.common import x", "c.py": "common = 1", "large.py": `${"x = 1\n".repeat(300_000)}import common\n` });
  expect(importers(["b.py", "a.py", "c.py", "gone.py", "large.py"], root, ["common"])).toEqual(["b.py", "a.py", "large.py"]);
  expect(importers(["b.py"], root, [])).toEqual([]);
});

test("an import that two pieces of a large file share", () => {
  for (let shift = 0; shift < 30; shift++) {
    const { root } = folder({ "a.py": `${"#".repeat(PIECE - 1 - shift)}\nfrom lib import common\n${"x = 1\n".repeat(10_000)}` });
    expect(importers(["a.py"], root, ["common"])).toEqual(["a.py"]);
  }
});

test.each([
  ["import os, pkg.helpers as h", "pkg.helpers"], ["from pkg.sub import helpers", "pkg.sub.helpers"], ["from pkg.sub import helpers", "pkg.sub"], ["from . import helpers", ".helpers"], ["from ..pkg import helpers", "..pkg.helpers"],
  ["from . sub \\\n  import (  # both\n  one,\n  two)", ".sub.two"], ["if x: import pkg . helpers", "pkg.helpers"], ["import \ufb01le", "file"], ['{"source": ["from pkg import (\\n",\n "    helpers)\\n"]}', "pkg.helpers"],
])("%j may import %s", (text, name) => {
  expect(importableNames(text)).toContain(name);
});
