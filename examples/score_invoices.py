"""Scores the day's invoices on Azure Machine Learning, with SDK v1."""
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.core.conda_dependencies import CondaDependencies
from azureml.pipeline.core import Pipeline, PipelineData, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
cluster = ws.compute_targets["cpu-cluster"]
invoices = Dataset.get_by_name(ws, "invoices")
labels = Dataset.File.from_files((ws.get_default_datastore(), "labels/2026"))

env = Environment(name="invoice-scoring")
env.docker.base_image = "mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04"
env.python.conda_dependencies = CondaDependencies.create(python_version="3.10", pip_packages=["pandas", "scikit-learn==1.5"])

batch_size = PipelineParameter(name="batch_size", default_value="20")
label_input = labels.as_named_input("labels").as_mount()
scores = PipelineData(name="scores", datastore=ws.get_default_datastore())

config = ParallelRunConfig(
    source_directory="scoring",
    entry_script="score.py",  # init() and run(mini_batch)
    mini_batch_size=batch_size,
    error_threshold=10,
    output_action="append_row",
    append_row_file_name="scores.csv",
    environment=env,
    compute_target=cluster,
    node_count=4,
    run_max_try=5,
    allowed_failed_percent=2,
)
step = ParallelRunStep(
    name="score-invoices",
    parallel_run_config=config,
    inputs=[invoices.as_named_input("invoices")],
    side_inputs=[label_input],
    output=scores,
    arguments=["--labels", label_input, "--model", "invoice-v7"],
    allow_reuse=False,
)

pipeline = Pipeline(workspace=ws, steps=[step])
run = Experiment(ws, "invoice-scoring").submit(pipeline)
run.wait_for_completion(show_output=True)
