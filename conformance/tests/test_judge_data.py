"""The judge notices mistakes with data: what an input comes from, how it is delivered, and what a program registers and uploads."""
import pytest

import meaning
import sdk

V1 = '''
from azureml.core import Dataset, Datastore, Environment, Experiment, Workspace
from azureml.pipeline.core import Pipeline, PipelineData
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

ws = Workspace.from_config()
store = Datastore.register_azure_blob_container(ws, "raw", "raw", "contoso", account_key="key", overwrite=True)
store.upload("data", target_path="images", overwrite=True)
images = Dataset.get_by_name(ws, "images", version=3)
labels = Dataset.File.from_files((store, "labels/all.json")).register(ws, "labels", tags={"a": "b"})
sales = Dataset.Tabular.from_delimited_files((store, "sales/2026.csv"))
config = ParallelRunConfig(
    source_directory="src", entry_script="score.py", mini_batch_size="5", error_threshold=7, output_action="summary_only", environment=Environment.get(ws, "scoring"),
    compute_target="cluster", node_count=2,
)
side = [labels.as_named_input("labels"), Dataset.File.from_files((store, "masks")).as_named_input("masks").as_download()]
step = ParallelRunStep("score", config, [images.as_named_input("images").as_mount()], PipelineData("scores"), side)
sums = ParallelRunStep("sum", config, [sales.as_named_input("sales")], PipelineData("sums"))
Experiment(ws, "scoring").submit(Pipeline(ws, [step, sums]))
'''

V2 = '''
from azure.ai.ml import Input, MLClient, Output, dsl
from azure.ai.ml.entities import AccountKeyConfiguration, AzureBlobDatastore, Data
from azure.ai.ml.parallel import RunFunction, parallel_run_function
from azure.identity import DefaultAzureCredential
from azureml.fsspec import AzureMachineLearningFileSystem

ml_client = MLClient.from_config(credential=DefaultAzureCredential())
ml_client.datastores.create_or_update(
    AzureBlobDatastore(name="raw", account_name="contoso", container_name="raw", credentials=AccountKeyConfiguration(account_key="key"))
)
files = AzureMachineLearningFileSystem("azureml://subscriptions/subscription/resourcegroups/group/workspaces/workspace/datastores/raw/paths/")
files.upload("data", "images", recursive=True, overwrite="MERGE_WITH_OVERWRITE")
raw = "azureml://datastores/raw/paths"
ml_client.data.create_or_update(Data(name="labels", type="uri_file", path=f"{raw}/labels/all.json", tags={"a": "b"}))


def made(name, inputs, main, output):
    return parallel_run_function(
        name=name, inputs=inputs, input_data=main, outputs={output: Output(type="uri_folder")}, compute="cluster", instance_count=2, mini_batch_size="5", error_threshold=7,
        task=RunFunction(code="src", entry_script="score.py", environment="azureml:scoring@latest"),
    )


images = Input(type="mltable", path="azureml:images:3", mode="eval_mount")
labels = Input(type="uri_file", path="azureml:labels@latest", mode="ro_mount")
masks = Input(type="uri_folder", path=f"{raw}/masks", mode="ro_mount")
sales = Input(type="mltable", path=f"{raw}/sales/", mode="direct")
score = made("score", {"images": images, "labels": labels, "masks": masks}, "${{inputs.images}}", "scores")
sums = made("sum", {"sales": sales}, "${{inputs.sales}}", "sums")


@dsl.pipeline(name="scoring", continue_on_step_failure=False)
def scoring():
    score()
    sums()


ml_client.jobs.create_or_update(scoring(), experiment_name="scoring")
'''

BREAKS = [
    ("azureml:images:3", "azureml:images:2"),
    ("azureml:images:3", "azureml:images@latest"),
    ('"mltable", path="azureml:images', '"uri_folder", path="azureml:images'),
    ('mode="eval_mount"', 'mode="direct"'),
    ('mode="eval_mount"', 'mode="ro_mount"'),
    ('"uri_file", path="azureml:labels', '"uri_folder", path="azureml:labels'),
    ('path=f"{raw}/masks", mode="ro_mount"', 'path=f"{raw}/masks", mode="download"'),
    ('path=f"{raw}/masks"', 'path=f"{raw}"'),
    ('mode="direct"', 'mode="eval_mount"'),
    ('path=f"{raw}/sales/"', 'path=f"{raw}/sales/2026.csv"'),
    ('"mltable", path=f"{raw}/sales', '"uri_folder", path=f"{raw}/sales'),
    ('account_key="key"', 'account_key="other"'),
    ('container_name="raw"', 'container_name="other"'),
    (', credentials=AccountKeyConfiguration(account_key="key")', ""),
    ('files.upload("data", "images"', 'files.upload("data", "pictures"'),
    ("MERGE_WITH_OVERWRITE", "APPEND"),
    ("recursive=True", "recursive=False"),
    ("datastores/raw/paths/", "datastores/other/paths/"),
    ('Data(name="labels", type="uri_file", path=f"{raw}/labels/all.json"', 'Data(name="labels", type="uri_file", path=f"{raw}/labels"'),
    (', tags={"a": "b"}', ""),
]


def judged(text: str) -> list[str]:
    before = sdk.v1_submissions(V1)
    assert before["error"] is None and len(before["submissions"]) == 1
    after = sdk.v2_outcome(text, v1_allowed=False)
    if not after.jobs:
        return [after.error or "nothing was submitted"]
    return [*after.mistakes, *meaning.differences(before["submissions"][0], after.jobs[0]), *meaning.effects(before["effects"], after.effects)]


def test_the_right_program_passes() -> None:
    assert judged(V2) == []


@pytest.mark.parametrize(("right", "wrong"), BREAKS, ids=[wrong.strip()[:40] or right.strip()[:40] for right, wrong in BREAKS])
def test_a_mistake_is_noticed(right: str, wrong: str) -> None:
    assert right in V2
    assert judged(V2.replace(right, wrong, 1)) != []
