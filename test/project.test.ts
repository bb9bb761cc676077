import { upgrade } from "../src/index.js";
import { miniBatchUse } from "../src/constructs/data/entry-script.js";
import { Module } from "../src/python/module.js";
import { run } from "../src/run.js";
import { folder, V1, V1_TO_DECIDE } from "./support/project.js";

const REGISTERS_TABLE = `from azureml.core import Dataset, Workspace
ws = Workspace.from_config()
table = Dataset.Tabular.from_parquet_files((ws.get_default_datastore(), "in"))
table.register(ws, name="invoices", create_new_version=True)
`;
const OPENS_FILES = 'def init():\n    pass\n\n\ndef run(mini_batch):\n    return [open(path).read() for path in mini_batch]\n';
const TAKES_FRAME = 'def init():\n    pass\n\n\ndef run(mini_batch):\n    return mini_batch[["amount"]]\n';

/** What is said about the lookup of the dataset. */
async function about(...others: readonly (readonly [path: string, text: string])[]): Promise<string[]> {
  const [result] = await upgrade([{ path: "pipelines/score.py", text: V1_TO_DECIDE }, ...others.map(([path, text]) => ({ path, text }))]);
  expect(result!.text).toContain(result!.findings.some((f) => f.code === "PRS203") ? "EVAL_MOUNT" : result!.findings.some((f) => f.why.startsWith("a table")) ? "DIRECT" : "EVAL_MOUNT");
  return result!.findings.filter((f) => f.code === "PRS203" || f.v1 === "Dataset.get_by_name").map((f) => `${f.effort} ${f.why}`);
}

const UNKNOWN = [expect.stringContaining("upgraded"), expect.stringContaining("decision")];

describe("another file of the project tells what a dataset is made of", () => {
  test("by registering it", async () => {
    expect(await about(["register.py", REGISTERS_TABLE])).toEqual(["upgraded a table: it is registered in register.py, line 4"]);
    expect(await about(["files.py", REGISTERS_TABLE.replace("Tabular.from_parquet_files", "File.from_files")])).toEqual(["upgraded files: it is registered in files.py, line 4"]);
  });

  test("in a notebook", async () => {
    const cells = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source: REGISTERS_TABLE }] });
    expect(await about(["register.ipynb", cells])).toEqual(["upgraded a table: it is registered in register.ipynb, cell 1, line 4"]);
    expect(await about(["broken.ipynb", "{ azureml register("])).toEqual(UNKNOWN);
  });

  test("by using it", async () => {
    const use = 'from azureml.core import Dataset, Workspace\nframe = Dataset.get_by_name(Workspace.from_config(), "invoices").to_pandas_dataframe()\n';
    expect(await about(["explore.py", use])).toEqual(["upgraded a table: to_pandas_dataframe() is called on it in explore.py, line 2"]);
  });

  test.each([
    ["of another name", [["register.py", REGISTERS_TABLE.replace("invoices", "bills")]]],
    ["in files that contradict each other", [["a.py", REGISTERS_TABLE], ["b.py", REGISTERS_TABLE.replace("Tabular.from_parquet_files", "File.from_files")]]],
    ["by a class of another package", [["register.py", REGISTERS_TABLE.replace("azureml.core", "other")]]],
    ["in a file that does not parse", [["register.py", `${REGISTERS_TABLE}(`]]],
  ] as const)("nothing is told %s", async (_, others) => {
    expect(await about(...others)).toEqual(UNKNOWN);
  });
});

describe("run(mini_batch) of the entry script tells", () => {
  test("beside the file, and below the working directory", async () => {
    expect(await about(["pipelines/scoring/score.py", OPENS_FILES])).toEqual(["upgraded files: run() in pipelines/scoring/score.py takes paths of files (line 6: open)"]);
    expect(await about(["scoring/score.py", TAKES_FRAME])).toEqual(['upgraded a table: run() in scoring/score.py takes a DataFrame (line 6: mini_batch[["amount"]])']);
    expect(await about(["other/score.py", TAKES_FRAME])).toEqual(UNKNOWN);
  });

  test("a registration comes first", async () => {
    expect(await about(["scoring/score.py", OPENS_FILES], ["register.py", REGISTERS_TABLE])).toEqual([expect.stringContaining("register.py")]);
  });

  test.each([
    ["for file in mini_batch:\n        image = Image.open(file)", "file Image.open"],
    ["for i, path in enumerate(mini_batch):\n        frame = pd.read_csv(path, sep=';')", "file pd.read_csv"],
    ["for path in tqdm(mini_batch):\n        name = os.path.basename(path)", "file os.path.basename"],
    ["for path in mini_batch:\n        score(path)", "file open"],
    ["for path in mini_batch:\n        if path.endswith('.csv'): pass", "file endswith"],
    ["files = [Path(p) for p in mini_batch]", "file Path"],
    ["for i, row in mini_batch.iterrows():\n        pass", "table iterrows"],
    ["frame = mini_batch\n    frame.drop(columns=['id'])", "table drop"],
    ["predict(mini_batch)", "table columns"],
    ["return mini_batch['amount'] * 2", "table mini_batch['amount']"],
    ["return len(mini_batch)", null],
    ["return mini_batch[0]", null],
    ["for item in mini_batch:\n        print(item)", null],
    ["mini_batch = convert(mini_batch)\n    mini_batch.iterrows()", null],
    ["for path in mini_batch:\n        open(path)\n    mini_batch.head()", null],
    ["return model.predict(mini_batch)", null],
  ])("%s", async (body, expected) => {
    const script = `def score(path):\n    return open(path)\n\n\ndef predict(frame):\n    return frame.columns\n\n\ndef run(mini_batch):\n    ${body}\n`;
    const use = miniBatchUse(await Module.parse(script));
    expect(use && `${use.kind} ${use.by}`).toBe(expected);
  });

  test("a method of a class is no entry point", async () => {
    expect(miniBatchUse(await Module.parse("class A:\n    def run(self, batch):\n        batch.iterrows()\n"))).toBeNull();
    expect(miniBatchUse(await Module.parse("def run():\n    pass\n"))).toBeNull();
  });

  test("a run reads the scripts, though nothing in them is of v1", async () => {
    const project = folder({ "pipelines/score.py": V1_TO_DECIDE, "pipelines/scoring/score.py": TAKES_FRAME });
    const report = await run({ paths: ["pipelines/score.py"], cwd: project.root, mode: "write", exclude: [] });
    expect(report.files[0]!.findings.map((f) => f.code)).not.toContain("PRS203");
    expect(report.files.map((f) => f.path)).toEqual(["pipelines/score.py"]);
    expect(report).toMatchObject({ scanned: 1, problems: [] });
    expect(project.read("pipelines/score.py")).toContain("mode=InputOutputModes.DIRECT");
    expect(project.read("pipelines/scoring/score.py")).toBe(TAKES_FRAME);
  });
});

describe("files that a notebook names from its own folder", () => {
  const code = V1.replace('source_directory="scoring"', 'source_directory="../scoring"').replace('Environment.get(ws, "scoring")', 'Environment.from_conda_specification("scoring", "../scoring/conda.yml")')
    .replace("Dataset.File.from_files", "Dataset.Tabular.from_delimited_files").replace('mini_batch_size="5"', 'mini_batch_size="1MB"');
  const notebook = JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source: code }] });
  const files = {
    "notebooks/score.ipynb": notebook,
    "scoring/score.py": 'import sys\nfolder = sys.argv[sys.argv.index("--output") + 1]\n\n\ndef run(mini_batch):\n    return mini_batch\n',
    "scoring/conda.yml": "dependencies:\n  - python=3.8\n  - pip:\n      - azureml-defaults\n",
  };

  test.each([[["."]], [["notebooks/score.ipynb"]]])("are found when %s is upgraded", async (paths) => {
    const report = await run({ paths, cwd: folder(files).root, mode: "check", exclude: [] });
    const said = report.files.find((f) => f.path.endsWith(".ipynb"))!.findings.map((f) => `${f.code} ${f.effort} ${f.title}`);
    expect(said).toContain('PRS124 upgraded the folder "scores" is passed as --output');
    expect(said).toContain("PRS525 decision ../scoring/conda.yml lacks mltable and azureml-dataprep[pandas]");
  });
});
