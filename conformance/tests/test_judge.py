"""The judge notices mistakes: one upgraded program, broken in many ways."""
import json
from pathlib import Path
from typing import Any

import pytest

import judge
import meaning
import sdk
from project import Project

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
report = PythonScriptStep("report.py", "report", ["--scores", scores, "--separator", ";"], "cluster", inputs=[scores], source_directory="src")
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
        "scores": Output(type="uri_folder", path=store + "/azureml/${{name}}/scores"),
        "scores_rows": Output(type="uri_file", path=store + "/azureml/${{name}}/scores/rows.csv"),
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
    name="report", code="src", environment="azureml:x@latest", command="python report.py --scores ${{inputs.scores}} --separator ';'",
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
    ("scores/rows.csv", "scores/parallel_run_step.txt"),
    ("scores/rows.csv", "elsewhere/rows.csv"),
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
    ("--separator ';'", "--separator ;"),
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


OUTPUTS_V1 = '''
from azureml.core import Dataset, Environment, Experiment, Workspace
from azureml.data import OutputFileDatasetConfig
from azureml.pipeline.core import Pipeline, PipelineData
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep, PythonScriptStep

ws = Workspace.from_config()
store = ws.get_default_datastore()
images = Dataset.File.from_files((store, "images"))
scores = OutputFileDatasetConfig("scores", destination=(ws.datastores["archive"], "/scores/{run-id}/{output-name}")).as_upload().register_on_complete("daily scores")
plots = PipelineData("plots", pipeline_output_name="all_plots", is_directory=False)
notes = OutputFileDatasetConfig("notes")
config = ParallelRunConfig(
    source_directory="src", entry_script="score.py", mini_batch_size="5", error_threshold=7, output_action="append_row", append_row_file_name="rows.csv",
    environment=Environment.get(ws, "scoring"), compute_target="cluster", node_count=2,
)
step = ParallelRunStep("score", config, [images.as_named_input("images")], scores)
before, after = scores.as_input("before").as_download(), scores.as_input("after")
draw = PythonScriptStep("draw.py", "draw", ["--before", before, "--after", after, "--plots", plots, "--notes", notes], "cluster", inputs=[before], outputs=[plots], source_directory="src")
table = notes.read_parquet_files().as_input("table")
count = PythonScriptStep("count.py", "count", ["--plots", plots], "cluster", inputs=[table, plots], source_directory="src")
Experiment(ws, "scoring").submit(Pipeline(ws, [count]))
'''

OUTPUTS_V2 = '''
from azure.ai.ml import Input, MLClient, Output, command, dsl
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
folder = "azureml://datastores/archive/paths/scores/${{name}}/scores"
step = parallel_run_function(
    name="score",
    inputs={"images": Input(type="uri_folder", path="azureml://datastores/workspaceblobstore/paths/images", mode="ro_mount")},
    input_data="${{inputs.images}}",
    outputs={
        "scores": Output(type="uri_folder", path=folder, mode="upload", name="daily-scores"),
        "scores_rows": Output(type="uri_file", path=folder + "/rows.csv", mode="upload"),
    },
    compute="cluster",
    instance_count=2,
    mini_batch_size="5",
    error_threshold=7,
    task=RunFunction(code="src", entry_script="score.py", environment="azureml:scoring@latest", append_row_to="${{outputs.scores_rows}}"),
)
draw = command(
    name="draw", code="src", environment="azureml:x@latest", compute="cluster",
    command="python draw.py --before ${{inputs.before}} --after ${{inputs.after}} --plots ${{outputs.plots}} --notes ${{outputs.notes}}",
    inputs={"before": Input(type="uri_folder"), "after": Input(type="uri_folder")},
    outputs={"plots": Output(type="uri_file"), "notes": Output(type="mltable")},
)
count = command(
    name="count", code="src", environment="azureml:x@latest", compute="cluster", command="python count.py --plots ${{inputs.plots}}",
    inputs={"table": Input(type="mltable"), "plots": Input(type="uri_file")},
)


@dsl.pipeline(name="scoring")
def scoring():
    score = step()
    draw_node = draw(before=score.outputs.scores, after=score.outputs.scores)
    draw_node.name = "draw"
    draw_node.inputs.before.mode = "download"
    count_node = count(table=draw_node.outputs.notes, plots=draw_node.outputs.plots)
    count_node.name = "count"
    count_node.inputs.table.mode = "direct"
    return {"all_plots": draw_node.outputs.plots}


ml_client.jobs.create_or_update(scoring(), experiment_name="scoring")
'''

OUTPUT_BREAKS = [
    ("datastores/archive", "datastores/other"),
    ("paths/scores/${{name}}/scores", "paths/scores/scores"),
    ("paths/scores/${{name}}/scores", "paths/scores/${{name}}"),
    ("path=folder, ", ""),
    ('path=folder, mode="upload"', "path=folder"),
    (', name="daily-scores"', ""),
    ('name="daily-scores"', 'name="scores"'),
    ('folder + "/rows.csv"', '"azureml://datastores/archive/paths/rows.csv"'),
    ("append_row_to=\"${{outputs.scores_rows}}\"", "append_row_to=\"${{outputs.scores}}\""),
    ('"plots": Output(type="uri_file")', '"plots": Output(type="uri_folder")'),
    ('"notes": Output(type="mltable")', '"notes": Output(type="uri_folder")'),
    ('"notes": Output(type="mltable")', '"notes": Output(type="mltable", path="azureml://datastores/workspaceblobstore/paths/notes")'),
    ('"table": Input(type="mltable")', '"table": Input(type="uri_folder")'),
    ('    draw_node.inputs.before.mode = "download"\n', ""),
    ('    count_node.inputs.table.mode = "direct"\n', ""),
    ("draw_node.inputs.before.mode", "draw_node.inputs.after.mode"),
    ('    return {"all_plots": draw_node.outputs.plots}\n', ""),
    ('"all_plots"', '"plots"'),
    ("draw_node.outputs.plots}", "draw_node.outputs.notes}"),
    ("table=draw_node.outputs.notes, plots=draw_node.outputs.plots", "table=draw_node.outputs.plots, plots=draw_node.outputs.notes"),
    ("--notes ${{outputs.notes}}", "--notes ${{outputs.plots}}"),
    ('    draw_node.name = "draw"\n', ""),
]


def judged(text: str, v1: str = V1) -> list[str]:
    before = sdk.v1_submissions(v1)
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


PUBLISHED_V1 = V1.replace("Pipeline, PipelineData, PipelineParameter", "Pipeline, PipelineData, PipelineParameter, Schedule, ScheduleRecurrence").replace("\nfrom azureml.core", "\nimport requests\nfrom azureml.core", 1).rsplit("Experiment(ws", 1)[0] + '''
published = Pipeline(ws, [report]).publish("score_all", "scores images", "3", True)
requests.post(published.endpoint, json={"ExperimentName": "rest", "ParameterAssignments": {"cutoff": 0.7}})
weekly = ScheduleRecurrence("Week", 2, "2024-01-01T08:00:00", week_days=["Monday"], time_of_day="09:30")
Schedule.create(ws, "weekly", published.id, "scheduled", weekly, "each week", {"cutoff": 0.9})
'''

PUBLISHED_V2 = V2.rsplit("ml_client.jobs", 1)[0] + '''
from azure.ai.ml.entities import BatchEndpoint, JobSchedule, PipelineComponentBatchDeployment, RecurrencePattern, RecurrenceTrigger

endpoint = ml_client.batch_endpoints.begin_create_or_update(BatchEndpoint(name="score-all", description="scores images")).result()
ml_client.batch_deployments.begin_create_or_update(
    PipelineComponentBatchDeployment(
        name="first", endpoint_name="score-all", component=ml_client.components.create_or_update(scoring), tags={"version": "3"}, settings={"continue_on_step_failure": True}
    )
).result()
endpoint.defaults = {"deployment_name": "first"}
ml_client.batch_endpoints.begin_create_or_update(endpoint).result()
ml_client.batch_endpoints.invoke("score-all", inputs={"cutoff": Input(type="number", default=0.7)}, experiment_name="rest")
job = scoring(cutoff=0.9)
job.experiment_name = "scheduled"
job.settings.continue_on_step_failure = True
trigger = RecurrenceTrigger(
    frequency="week", interval=2, start_time="2024-01-01T08:00:00", schedule=RecurrencePattern(hours=9, minutes=30, week_days=["monday"])
)
ml_client.schedules.begin_create_or_update(JobSchedule(name="weekly", trigger=trigger, create_job=job, description="each week")).result()
'''

PUBLISHED_BREAKS = [
    ('BatchEndpoint(name="score-all", description="scores images")', 'BatchEndpoint(name="score-all", descripton="scores images")'),
    ('description="scores images"', 'description="other"'),
    ('tags={"version": "3"}', 'tags={"version": "4"}'),
    ('"continue_on_step_failure": True', '"continue_on_step_failure": False'),
    ('"deployment_name": "first"', '"deployment_name": "second"'),
    ('endpoint.defaults = {"deployment_name": "first"}', ""),
    ("cutoff=0.5):", "cutoff=0.6):"),
    ('batch="5", cutoff', 'batch="6", cutoff'),
    ("node.outputs.scores)", "node.outputs.scores_rows)"),
    ("default=0.7", "default=0.8"),
    ('Input(type="number", default=0.7)', 'Input(type="string", default="0.7")'),
    ('{"cutoff": Input(type="number", default=0.7)}', '{"limit": Input(type="number", default=0.7)}'),
    ('experiment_name="rest"', 'experiment_name="other"'),
    ('experiment_name="rest"', 'experiment="rest"'),
    ("scoring(cutoff=0.9)", "scoring()"),
    ('job.experiment_name = "scheduled"', ""),
    ("job.settings.continue_on_step_failure = True", "job.settings.continue_on_step_failure = False"),
    ('frequency="week"', 'frequency="month"'),
    ("interval=2", "interval=1"),
    ("hours=9", "hours=10"),
    ("minutes=30", "minutes=0"),
    ('week_days=["monday"]', 'week_days=["tuesday"]'),
    ('start_time="2024-01-01T08:00:00"', 'start_time="2025-01-01T08:00:00"'),
    ('description="each week"', 'description="each month"'),
    ('JobSchedule(name="weekly"', 'JobSchedule(name="daily"'),
]


def judged_published(text: str) -> list[str]:
    before = sdk.v1_submissions(PUBLISHED_V1)
    assert before["error"] is None and [len(before[k]) for k in ("published", "schedules", "calls")] == [1, 1, 1]
    after = sdk.v2_outcome(text, v1_allowed=False)
    if after.error or not (after.published and after.schedules and after.calls):
        return [after.error or "something is not there"]
    return [
        *after.mistakes, *meaning.published_differences(before["published"][0], next(iter(after.published.values()))),
        *meaning.schedule_differences(before["schedules"][0], after.schedules[0]), *meaning.call_differences(before["calls"][0], after.calls[0]),
    ]


def test_the_right_publication_passes() -> None:
    assert judged_published(PUBLISHED_V2) == []


@pytest.mark.parametrize(("right", "wrong"), PUBLISHED_BREAKS, ids=[wrong.strip()[:40] or right.strip()[:40] for right, wrong in PUBLISHED_BREAKS])
def test_a_mistake_in_a_publication_is_noticed(right: str, wrong: str) -> None:
    assert right in PUBLISHED_V2
    assert judged_published(PUBLISHED_V2.replace(right, wrong, 1)) != []


def test_the_right_outputs_pass() -> None:
    assert judged(OUTPUTS_V2, OUTPUTS_V1) == []


@pytest.mark.parametrize(("right", "wrong"), OUTPUT_BREAKS, ids=[f"{right.strip()[:30]} -> {wrong.strip()[:30]}" for right, wrong in OUTPUT_BREAKS])
def test_a_mistake_with_an_output_is_noticed(right: str, wrong: str) -> None:
    assert right in OUTPUTS_V2
    assert judged(OUTPUTS_V2.replace(right, wrong, 1), OUTPUTS_V1) != []


#: v1 code that makes an environment, what v2 makes of it, and mistakes in the latter.
ENVIRONMENTS = [
    (
        'env = Environment("e")\nenv.python.conda_dependencies = CondaDependencies.create(pip_packages=["torch==2.1", "azureml-core"], conda_packages=["numpy"])\n'
        'env.python.conda_dependencies.add_pip_package("torch==2.2")\nenv.python.conda_dependencies.set_pip_option("--pre")\nenv.docker.base_image = "acme/image:1"\n',
        'env = Environment(name="e", image="acme/image:1", conda_file={"channels": ["anaconda", "conda-forge"], "dependencies": ["python=3.10", "numpy", {"pip": ["azureml-core", "torch==2.2", "--pre"]}]})\n',
        [('"e"', '"f"'), (":1", ":2"), ('"conda-forge"', '"defaults"'), ("3.10", "3.9"), ('"numpy", ', ""), ("torch==2.2", "torch==2.1"), (', "--pre"', ""), ('"azureml-core", ', "")],
    ),
    (
        'env = Environment.from_dockerfile("e", "docker/Dockerfile")\nenv.environment_variables = {"B": "2"}\n',
        'env = Environment(name="e", build=BuildContext(path="docker", dockerfile_path="Dockerfile"))\n',
        [('path="docker"', 'path="."'), ('file_path="Dockerfile"', 'file_path="gpu.Dockerfile"'), ('"e"', '"f"')],
    ),
    (
        'env = Environment.from_docker_image("e", "acme/image:1", pip_requirements="requirements.txt")\n',
        'env = Environment(name="e", image="acme/image:1", conda_file={"channels": ["anaconda", "conda-forge"], "dependencies": ["python=3.8", "pip", {"pip": open("requirements.txt").read().splitlines()}]})\n',
        [('"pip", ', ""), ("3.8", "3.10"), ('.splitlines()', ".splitlines()[:1]")],
    ),
    ('env = Environment.get(ws, "AzureML-lightgbm", version="3")\n', 'env = "azureml://registries/azureml/environments/lightgbm/versions/3"\n', [("/3", "/4"), ("versions/3", "labels/latest"), ("lightgbm", "AzureML-lightgbm")]),
    ('env = Environment.get(ws, "mine", label="tested")\n', 'env = "azureml:mine@tested"\n', [("@tested", "@latest")]),
]


def judged_environment(v1: str, v2: str) -> list[str]:
    before = sdk.v1_submissions(
        V1.replace("config = Par", f"from azureml.core.conda_dependencies import CondaDependencies\n{v1}config = Par").replace('Environment.get(ws, "scoring")', "env"))
    assert before["error"] is None
    variables = '{"B": "2", "A": "1"}' if "environment_variables" in v1 else '{"A": "1"}'
    after = sdk.v2_outcome(
        V2.replace("step = ", f"from azure.ai.ml.entities import BuildContext, Environment\n{v2}step = ", 1).replace('environment="azureml:scoring@latest"', "environment=env").replace('{"A": "1"}', variables),
        v1_allowed=False)
    if not after.jobs:
        return [after.error or "nothing was submitted"]
    return [*after.mistakes, *meaning.differences(before["submissions"][0], after.jobs[0])]


@pytest.mark.parametrize(("v1", "v2", "mistakes"), ENVIRONMENTS, ids=[v1[:40] for v1, _, _ in ENVIRONMENTS])
def test_an_environment_is_judged_by_what_it_holds(v1: str, v2: str, mistakes: list[tuple[str, str]]) -> None:
    assert judged_environment(v1, v2) == []
    for right, wrong in mistakes:
        assert right in v2
        assert judged_environment(v1, v2.replace(right, wrong, 1)) != [], (right, wrong)


FIXTURES = Path(__file__).parents[2] / "fixtures"
#: A fixture with a finding that excuses something, and mistakes beside it which the finding says nothing of.
BESIDE_A_FINDING = [
    ("steps-of-a-loop-beside-others", "grades_rows", "marks_rows"),
    ("steps-of-a-loop-beside-others", '"grades": Output(', '"marks": Output('),
    ("steps-of-a-loop-beside-others", "${{name}}/ripeness/parallel", "${{name}}/parallel"),
    ("steps-of-a-loop-beside-others", "${{outputs.ripeness}}", "${{outputs.grades}}"),
    ("decision-publish-an-output-that-is-given-away", '"all_grades": grade_coins.outputs.grades, ', ""),
    ("decision-submitted-again-with-other-settings", '{"run": "first"}', '{"run": "other"}'),
]


def judged_beside(name: str, text: str) -> list[str]:
    before = sdk.v1_submissions(Project.read(FIXTURES / name, "v1"))
    return judge.problems(before, Project(text), json.loads((FIXTURES / name / "report.json").read_text())["files"])


@pytest.mark.parametrize(("name", "right", "wrong"), BESIDE_A_FINDING, ids=[f"{name}: {wrong or right}" for name, right, wrong in BESIDE_A_FINDING])
def test_a_finding_excuses_only_what_it_is_about(name: str, right: str, wrong: str) -> None:
    text = Project.read(FIXTURES / name, "v2").program
    assert right in text and judged_beside(name, text) == []
    assert judged_beside(name, text.replace(right, wrong)) != []


def excuses(message: str, v2: str = V2, v1: str = V1) -> judge._Excuses:
    code, _, text = message.partition(" ")
    return judge._Excuses([{"findings": [{"code": code, "message": text, "effort": "decision"}]}], sdk.v1_submissions(v1), Project(v2))


#: What a finding says, what may differ with it, and what may not.
SAID: list[tuple[str, list[str], list[str]]] = [
    (
        'PRS436 submit(pipeline_parameters=...): the parameters have other names in v2: "cutoff" is cutoff_; change the keys of the dict.',
        ["score-images: argument: v1 '0.8', v2 '${{inputs.cutoff}}'", "report: nodes: v1 '0.8', v2 '0.5'"],
        ["score-images: argument: v1 '0.7', v2 '${{inputs.cutoff}}'", "score-images: mini_batch_size: v1 5, v2 10", "score-images: error_threshold: v1 '7', v2 '-1'", "report: argument: v1 '0.8', v2 '0.5'", "tags: v1 {'a': 'b'}, v2 None"],
    ),
    (
        "PRS436 submit(tags=...): the job keeps what another submission has set.",
        ["tags: v1 None, v2 {'a': 'b'}"],
        ["tags: v1 None, v2 {'a': 'c'}", "force_rerun: v1 False, v2 True", "continue_on_step_failure: v1 False, v2 True"],
    ),
    (
        "PRS126 What is in this list of arguments?: It can't be seen from here.",
        ["score-images: arguments: v1 ['--cutoff', '0.5'], v2 []", "score-images: argument: v1 {'uris': ['azureml:labels@latest']}, v2 \"{'type': 'uri_folder'}\"", "parameters: v1 {'cutoff': '0.5', 'batch': '5'}, v2 {'batch': '5'}"],
        ["report: arguments: v1 ['--scores'], v2 []", "score-images: argument: v1 '--cutoff', v2 '--limit'", "parameters: v1 {'cutoff': '0.5', 'batch': '5'}, v2 {'cutoff': '0.6', 'batch': '5'}", "parameters: v1 {'batch': '5'}, v2 {'batch': '5', 'other': '1'}"],
    ),
    (
        'PRS133 Does it matter where "all_plots" lies when the published pipeline runs?: an output of the pipeline has a place.',
        ["draw: output plots: place: v1 'azureml://plots', v2 None", "draw: output plots: type: v1 'uri_file', v2 None"],
        ["draw: output plots: type: v1 'uri_file', v2 'uri_folder'", "draw: output notes: type: v1 'mltable', v2 None", "score: output scores: place: v1 'azureml://scores', v2 None", "draw: the rows do not lie in the folder of the output"],
    ),
]


SAID += [(said, ["waits: v1 waits for 2 runs, v2 for 1"], ["workspaces: only v2 {'name': 'other'}"]) for said in ("PRS438 wait_for_completion has to be written anew: jobs.stream.", 'PRS430 "Finished" is left: a pipeline that ended well is "Completed".')]
SAID += [("PRS438 get_metrics has to be written anew: MLflow.", [], ["waits: v1 waits for 2 runs, v2 for 1"])]


@pytest.mark.parametrize(("said", "allowed", "not_allowed"), SAID, ids=[said[:40] for said, _, _ in SAID])
def test_what_a_finding_allows_to_differ(said: str, allowed: list[str], not_allowed: list[str]) -> None:
    # The list of the first step is the one that a TODO stands above; both steps get the parameter in the first test.
    listed = V2.replace("step = parallel", "# TODO(prs-upgrade PRS126): check what this list holds\nstep = parallel")
    v1 = OUTPUTS_V1 if "PRS133" in said else V1.replace('";"]', '";", "--cutoff", cutoff]') if "PRS436" in said else V1
    known = excuses(said, listed, v1)
    assert [d for d in allowed if not known.allow(d)] == []
    assert [d for d in not_allowed if known.allow(d)] == []


def test_a_job_that_is_read_as_a_run_is_what_its_todo_is_about() -> None:
    program = Project("run = submit()\nfor step in steps:\n    # TODO(prs-upgrade PRS438): get_metrics: MLflow reads the metrics\n    print(step)\n    print(run.get_metrics(), run.number)\nprint(run.get_metrics())\n")

    def stops(attribute: str, line: int, message: str) -> bool:
        report: list[dict[str, Any]] = [{"findings": [{"code": "PRS438", "message": message, "effort": "decision"}]}]
        return judge.is_said_to_fail(report, program, f"File \"<program>\", line {line}, in <module>\nAttributeError: 'PipelineJob' object has no attribute '{attribute}'")

    said = "get_metrics has to be written anew: MLflow reads the metrics."
    assert stops("get_metrics", 5, said) and stops("children", 6, "a v2 job where it is passed to watch: run is a v2 job now.")
    assert not stops("number", 5, said) and not stops("get_metrics", 6, said) and not stops("get_metrics", 5, "number has to be written anew: v2 numbers no jobs.")


@pytest.mark.parametrize(("wrong", "noticed"), [("", []), ("ml_client.jobs.stream(run.name)\n", ["waits: v1 waits for 1 runs, v2 for 0"]), ("from_config(credential=DefaultAzureCredential())", ["workspaces: only v2"])])
def test_a_program_waits_for_its_runs_in_its_workspace(wrong: str, noticed: list[str]) -> None:
    before = sdk.v1_submissions(V1.replace("Experiment(ws", "run = Experiment(ws") + "run.wait_for_completion()\n")
    instead = '(DefaultAzureCredential(), "group", "subscription", "workspace")' if "from_config" in wrong else ""
    after = sdk.v2_outcome(V2.replace(f".{wrong}" if "from_config" in wrong else wrong, instead) if wrong else V2, v1_allowed=False)
    found = meaning.effects(before["effects"], {**after.effects, "downloads": []})
    assert after.error is None and len(found) == len(noticed) and all(a.startswith(b) for a, b in zip(found, noticed)), found
