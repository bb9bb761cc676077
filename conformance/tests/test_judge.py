"""The judge notices mistakes: one upgraded program, broken in many ways."""
import pytest

import meaning
import sdk

V1 = '''
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.pipeline.core import Pipeline, PipelineData, PipelineParameter
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep, PythonScriptStep

ws = Workspace.from_config()
store = ws.get_default_datastore()
images = Dataset.File.from_files((store, "images"))
labels = Dataset.File.from_files((store, "labels")).as_named_input("labels")
scores = PipelineData("scores", datastore=store)
cutoff = PipelineParameter("cutoff", 0.5)
config = ParallelRunConfig(
    source_directory="src", entry_script="score.py", mini_batch_size=PipelineParameter("batch", "5"), error_threshold=7, output_action="append_row",
    append_row_file_name="rows.csv", environment=Environment.get(ws, "scoring"), compute_target="cluster", node_count=2, process_count_per_node=3,
    run_invocation_timeout=90, run_max_try=4, allowed_failed_count=2, allowed_failed_percent=9, logging_level="DEBUG", environment_variables={"A": "1"},
)
step = ParallelRunStep("score-images", config, [images.as_named_input("images")], scores, [labels], ["--labels", labels, "--cutoff", cutoff], allow_reuse=False)
report = PythonScriptStep("report.py", "report", ["--scores", scores], "cluster", inputs=[scores], source_directory="src")
Experiment(ws, "scoring").submit(Pipeline(ws, [report]), pipeline_parameters={"cutoff": 0.8}, tags={"a": "b"})
'''

V2 = '''
from azure.ai.ml import Input, MLClient, Output, command, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
store = "azureml://datastores/workspaceblobstore/paths"
step = parallel_run_function(
    name="score_images",
    display_name="score-images",
    inputs={
        "images": Input(type="uri_folder", path=f"{store}/images", mode="ro_mount"),
        "labels": Input(type="uri_folder", path=f"{store}/labels", mode="ro_mount"),
        "cutoff": Input(type="number"),
    },
    input_data="${{inputs.images}}",
    outputs={
        "scores": Output(type="uri_folder", path=f"{store}/out"),
        "scores_rows": Output(type="uri_file", path=f"{store}/out/rows.csv"),
    },
    compute="cluster",
    instance_count=2,
    max_concurrency_per_instance=3,
    mini_batch_size="5",
    error_threshold=7,
    mini_batch_error_threshold=2,
    retry_settings={"timeout": 90, "max_retries": 4},
    logging_level="DEBUG",
    environment_variables={"A": "1"},
    is_deterministic=False,
    task=RunFunction(
        code="src",
        entry_script="score.py",
        environment="azureml:scoring@latest",
        program_arguments="--labels ${{inputs.labels}} --cutoff ${{inputs.cutoff}} --allowed_failed_percent 9",
        append_row_to="${{outputs.scores_rows}}",
    ),
)
report = command(
    name="report", code="src", environment="azureml:x@latest", command="python report.py --scores ${{inputs.scores}}",
    inputs={"scores": Input(type="uri_folder")}, compute="cluster",
)


@dsl.pipeline(name="scoring")
def scoring(batch="5", cutoff=0.5):
    node = step(cutoff=cutoff)
    node.mini_batch_size = "${{parent.inputs.batch}}"
    report(scores=node.outputs.scores)


run = ml_client.jobs.create_or_update(scoring(cutoff=0.8), experiment_name="scoring", tags={"a": "b"})
ml_client.jobs.stream(run.name)
child = next(job for job in ml_client.jobs.list(parent_job_name=run.name) if job.display_name == "score-images")
ml_client.jobs.download(child.name, download_path="got", output_name="scores")
print(open("got/named-outputs/scores/rows.csv").read(), run.studio_url)
assert ml_client.jobs.get(run.name).status == "Completed"
ml_client.jobs.update(run.name, tags={"c": "d"})
'''

BREAKS = [
    ("instance_count=2", "instance_count=3"),
    ("max_concurrency_per_instance=3", "max_concurrency_per_instance=2"),
    ('batch="5", cutoff', 'batch="6", cutoff'),
    ("error_threshold=7", "error_threshold=-1"),
    ("mini_batch_error_threshold=2", "mini_batch_error_threshold=-1"),
    ('"timeout": 90', '"timeout": 60'),
    ('"max_retries": 4', '"max_retries": 3'),
    ('logging_level="DEBUG"', 'logging_level="INFO"'),
    ('{"A": "1"}', '{"A": "2"}'),
    ("is_deterministic=False", "is_deterministic=True"),
    ('entry_script="score.py"', 'entry_script="other.py"'),
    ("azureml:scoring@latest", "azureml:other@latest"),
    ("--labels ${{inputs.labels}} ", "--labels ${{inputs.images}} "),
    (" --allowed_failed_percent 9", ""),
    ("--cutoff ${{inputs.cutoff}}", "--cutoff 0.5"),
    ("scoring(cutoff=0.8)", "scoring()"),
    ("out/rows.csv", "out/parallel_run_step.txt"),
    ("out/rows.csv", "elsewhere/rows.csv"),
    ('append_row_to="${{outputs.scores_rows}}",', ""),
    ('    task=RunFunction(', '    append_row_to="${{outputs.scores_rows}}",\n    task=RunFunction('),
    ('input_data="${{inputs.images}}"', 'input_data="${{inputs.labels}}"'),
    ("{store}/images", "{store}/pictures"),
    ("scores=node.outputs.scores)", "scores=node.outputs.scores_rows)"),
    ('compute="cluster",\n    instance', 'compute="other",\n    instance'),
    ('experiment_name="scoring"', 'experiment_name="other"'),
    (', tags={"a": "b"}', ""),
    ('"${{parent.inputs.batch}}"', "batch"),
    ('display_name="score-images"', 'display_name="x"'),
    ("--labels ${{inputs.labels}}", "--labels ${{inputs.nothing}}"),
    ("python report.py", "python other.py"),
    ("logging_level", "loging_level"),
    ("stream(run.name)", "stream(run)"),
    ("stream(run.name)", "stream(run.name, show_output=True)"),
    ("stream(run.name)", "wait(run.name)"),
    ("stream(run.name)", 'stream(run.name + "-0")'),
    ("parent_job_name=", "parent="),
    ('== "score-images"', '== "score_images"'),
    ('output_name="scores")', 'output_name="rows")'),
    ('output_name="scores")', 'output="scores")'),
    ("child.name, download", "run.name, download"),
    ("got/named-outputs/scores/", "got/azureml/scores/"),
    ("run.studio_url", "run.get_portal_url()"),
    ('status == "Completed"', 'status == "Finished"'),
    ("update(run.name", "update(child.name"),
]


def judged(text: str) -> list[str]:
    before = sdk.v1_submissions(V1)
    assert before["error"] is None and len(before["submissions"]) == 1
    after = sdk.v2_outcome(text, v1_allowed=False)
    if not after.jobs:
        return [after.error or "nothing was submitted"]
    return [*([after.error] if after.error else []), *after.mistakes, *meaning.differences(before["submissions"][0], after.jobs[0])]


def test_the_right_program_passes() -> None:
    assert judged(V2) == []


def test_tags_and_settings_stay_on_a_job() -> None:
    again = '\nagain = scoring()\nagain.settings.force_rerun = True\nml_client.jobs.create_or_update(again, experiment_name="x", tags={"a": "b"})\nml_client.jobs.create_or_update(again)\n'
    last = sdk.v2_outcome(V2 + again, v1_allowed=False).jobs[-1]
    assert (last.experiment, last.settings, last.rest["settings"]["force_rerun"]) == ("x", {"tags": {"a": "b"}}, True)


@pytest.mark.parametrize(("right", "wrong"), BREAKS, ids=[wrong.strip()[:40] or right.strip()[:40] for right, wrong in BREAKS])
def test_a_mistake_is_noticed(right: str, wrong: str) -> None:
    assert right in V2
    assert judged(V2.replace(right, wrong, 1)) != []
