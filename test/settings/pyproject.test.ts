import { join } from "node:path";
import { findSettings, SettingsError } from "../../src/settings/pyproject.js";
import { folder, repository } from "../support/project.js";

const settings = async (text: string): Promise<unknown> => (await findSettings(folder({ "pyproject.toml": text }).root))?.settings;

test("the table is read", async () => {
  expect(await settings('[tool.prs-upgrade]\nselect = ["PRS1"]\nignore = ["PRS107"]\nexclude = ["vendor/"]\nbaseline = "prs.json"\n'))
    .toEqual({ select: ["PRS1"], ignore: ["PRS107"], exclude: ["vendor/"], baseline: "prs.json" });
  expect(await settings('\ufefftool."prs-upgrade".baseline = "x"\r\n')).toEqual({ baseline: "x" });
});

test.each(["", "[tool.black]\nline-length = 100\n", '[project]\ndependencies = ["prs-upgrade"]\n', "[tool.ruff]\nnot toml"])("a file without the table says nothing, valid or not: %j", async (text) => {
  expect(await settings(text)).toBeUndefined();
});

test("the nearest file with a table counts, up to the root of the repository", async () => {
  const project = folder({ "pyproject.toml": '[tool.prs-upgrade]\nbaseline = "outer"\n', "repository/a/b/x.py": "", "repository/a/pyproject.toml": "[tool.black]\n" });
  const found = async (path: string): Promise<unknown> => (await findSettings(join(project.root, path)))?.settings;
  expect(await found("repository/a/b")).toEqual({ baseline: "outer" });
  project.add("repository/.git", "gitdir: elsewhere\n");
  expect(await found("repository/a/b")).toBeUndefined();
  project.add("repository/pyproject.toml", '[tool.prs-upgrade]\nbaseline = "inner"\n');
  expect(await found("repository/a/b")).toEqual({ baseline: "inner" });
  expect((await findSettings(join(project.root, "repository/a")))?.file).toBe(join(project.root, "repository/pyproject.toml"));
});

test.each([
  ['[tool.prs-upgrade]\nbaselin = "x"\n', '2: [tool.prs-upgrade] has no key "baselin"; did you mean baseline?'],
  ['[tool.prs-upgrade]\n"__proto__" = 1\n', '2: [tool.prs-upgrade] has no key "__proto__"'],
  ['[tool.other]\nselect = 1\n\n[ tool . "prs-upgrade" ]\n# codes\nselect = "PRS1"\n', "6: select in [tool.prs-upgrade] must be a list of texts"],
  ["[tool.prs-upgrade]\nignore = [107]\n", "2: ignore in [tool.prs-upgrade] must be a list of texts"],
  ["[tool.prs-upgrade]\nbaseline = 3\n", "2: baseline in [tool.prs-upgrade] must be a text"],
  ["[tool]\nprs-upgrade = 1\n", "tool.prs-upgrade must be a table"],
  ["[tool.prs-upgrade]\nselect = [\n", "3:1: it is not valid TOML: invalid value"],
])("%j is refused", async (text, message) => {
  const { root } = repository({ "pyproject.toml": text });
  const refusal = await findSettings(root).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(SettingsError);
  expect((refusal as SettingsError).file).toBe(join(root, "pyproject.toml"));
  expect((refusal as SettingsError).message).toContain(message);
});
