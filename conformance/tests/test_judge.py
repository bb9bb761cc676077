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


ml_client.jobs.create_or_update(scoring(cutoff=0.8), experiment_name="scoring", tags={"a": "b"})
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
]


def judged(text: str) -> list[str]:
    before = sdk.v1_submissions(V1)
    assert before["error"] is None and len(before["submissions"]) == 1
    after = sdk.v2_outcome(text, v1_allowed=False)
    if not after.jobs:
        return [after.error or "nothing was submitted"]
    return [*after.mistakes, *meaning.differences(before["submissions"][0], after.jobs[0])]


def test_the_right_program_passes() -> None:
    assert judged(V2) == []


@pytest.mark.parametrize(("right", "wrong"), BREAKS, ids=[wrong.strip()[:40] or right.strip()[:40] for right, wrong in BREAKS])
def test_a_mistake_is_noticed(right: str, wrong: str) -> None:
    assert right in V2
    assert judged(V2.replace(right, wrong, 1)) != []


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
