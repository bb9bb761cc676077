/** v1 code that is upgraded whole. */
export const V1 = `from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.pipeline.core import Pipeline, PipelineData
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
store = ws.get_default_datastore()
invoices = Dataset.File.from_files((store, "invoices"))
scores = PipelineData("scores", datastore=store)
config = ParallelRunConfig(
    source_directory="scoring", entry_script="score.py", mini_batch_size="5", error_threshold=10,
    output_action="summary_only", environment=Environment.get(ws, "scoring"), compute_target="cpu-cluster", node_count=2, run_invocation_timeout=60,
)
step = ParallelRunStep(name="score", parallel_run_config=config, inputs=[invoices.as_named_input("invoices")], output=scores, allow_reuse=True)
run = Experiment(ws, "invoices").submit(Pipeline(workspace=ws, steps=[step]))
`;
