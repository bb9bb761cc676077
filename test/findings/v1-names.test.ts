import { knownAs } from "../../src/findings/v1-names.js";
import { fixtures } from "../support/fixtures.js";

test.each([
  ["dataset.register", "Dataset.register"], ["workspace.datasets[]", "Workspace.datasets"], ["environment.", "Environment"], ["Run.get_status()", "Run.get_status"], ["experiment.submit.**", "Experiment.submit"],
  ["azureml.core.model.Model.get_model_path", "Model.get_model_path"], ["azureml.core.cli", "azureml.core.cli"], ["publish-lookup.add_default", "PipelineEndpoint.add_default"], ["ParallelRunConfig.run_max_try", "ParallelRunConfig.run_max_try"],
  ["pipeline.publish", "Pipeline.publish"], ["pipeline.region-code", "pipeline.region-code"],
])("%s is known as %s", (v1, name) => expect(knownAs(v1)).toBe(name));

test("no report of a fixture has a name that nobody has typed", () => {
  const names = fixtures().flatMap(({ report }) => (report as { files: { path: string; findings: { v1: string | null }[] }[] }).files)
    .filter(({ path }) => !/\.ya?ml$/.test(path)).flatMap(({ findings }) => findings.flatMap(({ v1 }) => v1 ?? [])).map(knownAs);
  expect(names.length).toBeGreaterThan(1000);
  expect([...new Set(names.filter((name) => /^[a-z-]/.test(name) && !/^(azureml|requests)\b/.test(name)))].sort()).toEqual(["set_diagnostics_collection"]);
});
