import { installsOf } from "../../src/notebook/installs.js";
import { readNotebook } from "../../src/notebook/read.js";
import { applyEdits } from "../../src/edits/text-edit.js";

const UPGRADED = "from azure.ai.ml import MLClient\nfrom azure.identity import DefaultAzureCredential\n";

/** What becomes of cells that install packages: the changed one, and what is said. */
function installed(...sources: string[]): { text: string; effort: string; title: string } | null {
  const cells = sources.map((source) => ({ cell_type: "code", metadata: {}, outputs: [], execution_count: null, source }));
  const found = installsOf(readNotebook(JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 })), UPGRADED);
  return found && { text: applyEdits(found.cell.source, found.edits), effort: found.finding.effort, title: found.finding.title };
}

const ADDED = ' "azure-ai-ml>=1.13.0" azure-identity';

describe("cells that install packages", () => {
  test.each([
    ["%pip install azureml-sdk", `%pip install azureml-sdk${ADDED}`],
    ["!pip install --quiet azureml-core azureml-dataset-runtime", `!pip install --quiet azureml-core azureml-dataset-runtime${ADDED}`],
    ['!pip install "azureml-dataset-runtime[fuse,pandas]==1.34" pandas && echo done', `!pip install "azureml-dataset-runtime[fuse,pandas]==1.34"${ADDED} pandas && echo done`],
    ["!pip install azureml-core>=1.30 # SDK", `!pip install azureml-core>=1.30${ADDED} # SDK`],
    ["!pip install pandas \\\n    azureml-core \\\n    numpy", `!pip install pandas \\\n    azureml-core${ADDED} \\\n    numpy`],
    ["%%bash\npip install azureml_core", `%%bash\npip install azureml_core${ADDED}`],
    ["%pip install azureml-sdk azure-identity", '%pip install azureml-sdk "azure-ai-ml>=1.13.0" azure-identity'],
  ])("%s", (source, text) => {
    expect(installed(source)).toMatchObject({ text, effort: "changed" });
  });

  test.each(["%conda install azureml-sdk", "!pip install --no-deps azureml-sdk", "!pip install azureml-sdk -t libs"])("nothing is added to %s", (source) => {
    expect(installed(source)).toEqual({ text: source, effort: "decision", title: "azure-ai-ml>=1.13.0 and azure-identity are missing here" });
  });

  test.each(["!pip install pandas", "!pip install azureml-mlflow azureml-fsspec", '%pip install azureml-sdk "azure-ai-ml==1.30" azure-identity', "!pip uninstall -y azureml-sdk", "# pip install azureml-sdk", "!pip install -r azureml-core.txt"])("nothing is said of %s", (source) => {
    expect(installed(source)).toBeNull();
  });

  test("a line that can be added to is found after one that can't", () => {
    expect(installed("%conda install azureml-core", "%pip install azureml-sdk")).toMatchObject({ text: `%pip install azureml-sdk${ADDED}` });
  });

  test("what another cell installs is not added", () => {
    expect(installed("%pip install azureml-sdk", "%pip install azure-ai-ml azure-identity")).toBeNull();
  });
});
