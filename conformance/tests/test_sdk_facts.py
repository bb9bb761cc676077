"""What azure-ai-ml 1.35.2 really does where the codemod depends on it."""
import json
import os
from pathlib import Path
from typing import Any

import pytest
from azure.ai.ml import Input, Output, dsl
from azure.ai.ml._restclient.arm_ml_service._utils.model_base import SdkJSONEncoder
from azure.ai.ml.entities import BuildContext, Environment
from azure.ai.ml.exceptions import UserErrorException, ValidationException
from azure.ai.ml.parallel import RunFunction, parallel_run_function


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Any:
    (tmp_path / "src").mkdir()
    here = os.getcwd()
    os.chdir(tmp_path)
    yield
    os.chdir(here)


def make(**kwargs: Any) -> Any:
    settings: dict[str, Any] = dict(
        name="score", inputs={"images": Input(type="uri_folder", path="azureml:images@latest")}, input_data="${{inputs.images}}", compute="cluster",
        instance_count=1, mini_batch_size="5", retry_settings={"timeout": 60, "max_retries": 3},
        task=RunFunction(code="src", entry_script="score.py", environment="azureml:env@latest", program_arguments=""),
    )
    return parallel_run_function(**{**settings, **kwargs})


def job_of(function: Any, body: Any = None, **parameters: Any) -> Any:
    @dsl.pipeline(name="p")
    def single(value=1):  # type: ignore[no-untyped-def]
        node = function()
        if body:
            body(node, value)

    return single(**parameters)


def sent(job: Any) -> dict[str, Any]:
    rest = job._to_rest_object()
    for node in rest.properties.jobs.values():
        node["componentId"] = "azureml:component:1"
    return json.loads(json.dumps(rest, cls=SdkJSONEncoder, exclude_readonly=True))["properties"]


def node_of(job: Any) -> dict[str, Any]:
    return next(iter(sent(job)["jobs"].values()))


def test_unknown_keywords_are_swallowed() -> None:
    node = node_of(job_of(make(append_row_to="${{outputs.o}}", allowed_failed_percent=5, nonsense=1)))
    assert "append_row_to" not in json.dumps(node) and "allowed_failed_percent" not in json.dumps(node)


def test_mini_batch_size_is_a_string_without_a_space() -> None:
    with pytest.raises(TypeError):
        make(mini_batch_size=10)
    for text in ("100 kb", "1.5MB", "10B"):
        with pytest.raises(ValueError):
            make(mini_batch_size=text)
    assert make(mini_batch_size="10kb").mini_batch_size == 10240


@pytest.mark.parametrize("name", ["error_threshold", "mini_batch_error_threshold", "max_concurrency_per_instance"])
def test_counts_are_ints(name: str) -> None:
    with pytest.raises(ValidationException):
        make(**{name: "5"})


def test_logging_level_is_one_of_three() -> None:
    with pytest.raises(Exception, match="WARN"):
        job_of(make(logging_level="WARN"))._validate()
    assert job_of(make(logging_level="WARNING"))._validate().passed is True


def test_a_path_in_inputs_needs_no_argument_at_the_call() -> None:
    assert node_of(job_of(make()))["inputs"]["images"]["uri"] == "azureml:images@latest"


def test_the_name_of_the_function_is_the_name_of_the_node() -> None:
    assert list(sent(job_of(make(name="other")))["jobs"]) == ["other"]


def test_a_dash_in_a_name_is_refused() -> None:
    @dsl.pipeline(name="p")
    def pipeline() -> None:
        node = make(name="score-images")()
        node.logging_level = "INFO"

    with pytest.raises(UserErrorException):
        pipeline()


def test_one_name_twice_is_refused() -> None:
    function = make()

    @dsl.pipeline(name="p")
    def pipeline() -> None:
        first = function()
        second = function()
        first.logging_level = second.logging_level = "INFO"

    with pytest.raises(UserErrorException):
        pipeline()


@pytest.mark.parametrize("attribute", ["max_concurrency_per_instance", "error_threshold", "resources.instance_count", "retry_settings.timeout", "retry_settings.max_retries"])
def test_a_parameter_can_be_bound_on_the_node(attribute: str) -> None:
    def bind(node: Any, value: Any) -> None:
        *path, last = attribute.split(".")
        for name in path:
            node = getattr(node, name)
        setattr(node, last, value)

    job = job_of(make(error_threshold=1, max_concurrency_per_instance=1), bind)
    assert job._validate().passed
    got: Any = node_of(job)
    for name in attribute.split("."):
        got = got[name]
    assert got == "${{parent.inputs.value}}"


@pytest.mark.parametrize("attribute", ["mini_batch_size", "logging_level"])
def test_a_parameter_object_here_cannot_be_sent(attribute: str) -> None:
    """It validates, and fails when the job is turned into JSON: the binding has to be text."""
    job = job_of(make(logging_level="INFO"), lambda node, value: setattr(node, attribute, value))
    assert job._validate().passed
    with pytest.raises(TypeError):
        sent(job)
    text = job_of(make(logging_level="INFO"), lambda node, value: setattr(node, attribute, "${{parent.inputs.value}}"))
    assert text._validate().passed
    assert node_of(text)[attribute] == "${{parent.inputs.value}}"


def test_set_resources_takes_no_parameter() -> None:
    with pytest.raises(Exception):
        sent(job_of(make(), lambda node, value: node.set_resources(instance_count=value)))


def test_outputs_keep_their_paths() -> None:
    path = "azureml://datastores/${{default_datastore}}/paths/azureml/${{name}}/rows.csv"
    assert node_of(job_of(make(outputs={"rows": Output(type="uri_file", path=path)})))["outputs"]["rows"]["uri"] == path


def test_an_environment_with_a_conda_file_needs_an_image() -> None:
    environment = Environment(name="e", conda_file={"dependencies": ["python=3.10"]})
    assert environment.image is None
    assert Environment(name="e", image="i", conda_file={"dependencies": ["python=3.10"]}).conda_file


def test_an_environment_is_built_from_an_image_or_a_folder() -> None:
    """Both together are accepted by the constructor; the codemod gives one."""
    assert Environment(name="e", build=BuildContext(path=".", dockerfile_path="Dockerfile")).build.dockerfile_path == "Dockerfile"


def test_a_missing_conda_file_is_refused_at_once() -> None:
    with pytest.raises(ValidationException):
        Environment(name="e", image="i", conda_file="nowhere.yml")


def test_references_in_arguments_are_not_checked() -> None:
    task = RunFunction(code="src", entry_script="score.py", environment="azureml:env@latest", program_arguments="--a ${{inputs.nothing}}", append_row_to="${{outputs.nothing}}")
    assert job_of(make(task=task))._validate().passed


def test_settings_can_be_set_after_the_call() -> None:
    job = job_of(make())
    job.settings.force_rerun = True
    job.settings.continue_on_step_failure = True
    settings = sent(job)["settings"]
    assert settings["force_rerun"] is True and settings["continue_on_step_failure"] is True


def test_a_dataset_parameter_is_passed_at_the_call() -> None:
    function = make(inputs={"images": Input(type="uri_folder", mode="ro_mount")})

    @dsl.pipeline(name="p")
    def pipeline(chosen):  # type: ignore[no-untyped-def]
        function(images=chosen)

    job = pipeline(chosen=Input(type="uri_folder", path="azureml:images:1"))
    assert job._validate().passed
    assert node_of(job)["inputs"]["images"]["value"] == "${{parent.inputs.chosen}}"


def test_is_deterministic_lands_on_the_component() -> None:
    assert job_of(make(is_deterministic=False)).jobs["score"].component.is_deterministic is False


def test_partition_keys_are_sent_as_json() -> None:
    assert json.loads(node_of(job_of(make(mini_batch_size=None, partition_keys=["store", "brand"])))["partition_keys"]) == ["store", "brand"]
