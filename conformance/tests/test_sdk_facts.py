"""What azure-ai-ml 1.35.2 really does where the codemod depends on it."""
import inspect
import json
import os
from pathlib import Path
from typing import Any

import pytest
import azure.ai.ml.parallel
from azure.ai.ml import Input, MLClient, Output, dsl, load_job
from azure.ai.ml._restclient.arm_ml_service._utils.model_base import SdkJSONEncoder
from azure.ai.ml.constants import AssetTypes, InputOutputModes
from azure.ai.ml.entities import BatchRetrySettings, BuildContext, Environment, RetrySettings
from azure.ai.ml.exceptions import UnexpectedKeywordError, UserErrorException, ValidationException
from azure.ai.ml.operations import JobOperations
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


IMAGES = Input(type="uri_folder", path="azureml:images@latest")


def task(**kwargs: Any) -> RunFunction:
    return RunFunction(**{**dict(code="src", entry_script="score.py", environment="azureml:env@latest", program_arguments=""), **kwargs})


def test_the_package_exports_what_is_imported() -> None:
    assert azure.ai.ml.parallel.__all__ == ["parallel_run_function", "RunFunction", "ParallelJob"]
    assert {AssetTypes.URI_FILE, AssetTypes.URI_FOLDER, AssetTypes.MLTABLE} == {"uri_file", "uri_folder", "mltable"}
    assert {InputOutputModes.EVAL_MOUNT, InputOutputModes.DIRECT, InputOutputModes.RO_MOUNT, InputOutputModes.UPLOAD} == {"eval_mount", "direct", "ro_mount", "upload"}


def test_run_function_swallows_what_it_does_not_know() -> None:
    assert "nonsense" not in json.dumps(node_of(job_of(make(task=task(nonsense=1)))))


def test_arguments_as_a_list_pass_and_are_sent_as_the_text_of_a_list() -> None:
    job = job_of(make(task=task(program_arguments=["--a", "1"])))
    assert job._validate().passed
    assert node_of(job)["task"]["program_arguments"] == "['--a', '1']"


def test_left_out_append_row_to_is_not_sent() -> None:
    assert "append_row_to" not in node_of(job_of(make()))["task"]
    assert node_of(job_of(make(task=task(append_row_to=None))))["task"].get("append_row_to") is None


def test_an_environment_is_required_and_a_script_is_not() -> None:
    assert "jobs.score.task.environment" in job_of(make(task=task(environment=None)))._validate().error_messages
    assert job_of(make(task=task(entry_script="nowhere.py")))._validate().passed
    assert job_of(make(task=task(entry_script=None)))._validate().passed


def test_the_code_folder_has_to_be_there() -> None:
    assert "jobs.score.task.code" in job_of(make(task=task(code="nowhere")))._validate().error_messages


@pytest.mark.parametrize("reference", ["azureml:n:1", "azureml:n@latest", "azureml://registries/azureml/environments/sklearn-1.5/labels/latest"])
def test_an_environment_can_be_named(reference: str) -> None:
    job = job_of(make(task=task(environment=reference)))
    assert job._validate().passed
    assert node_of(job)["task"]["environment"] == reference


def test_the_description_lands_on_the_component() -> None:
    job = job_of(make(description="scores"))
    assert job.jobs["score"].component.description == "scores"
    assert node_of(job).get("description") is None


def test_tags_are_sent_and_properties_are_not() -> None:
    node = job_of(make(tags={"a": "b"}, properties={"c": "d"})).jobs["score"]
    assert node.tags == {"a": "b"}
    assert node.properties == {}


def test_retry_settings_are_a_dict_or_retry_settings() -> None:
    assert node_of(job_of(make(retry_settings={"timeout": 3})))["retry_settings"] == {"timeout": 3}
    assert node_of(job_of(make(retry_settings={"timeout": None, "max_retries": 2})))["retry_settings"] == {"max_retries": 2}
    assert node_of(job_of(make(retry_settings=RetrySettings(timeout=3, max_retries=1))))["retry_settings"] == {"timeout": 3, "max_retries": 1}
    with pytest.raises(ValidationException):
        make(retry_settings=BatchRetrySettings(timeout=3, max_retries=1))


def test_environment_variables_become_text_and_none_is_lost() -> None:
    assert node_of(job_of(make(environment_variables={"A": 1, "B": None, "C": True})))["environment_variables"] == {"A": "1", "C": "True"}
    with pytest.raises(ValidationException):
        make(environment_variables=["A=1"])


def test_partition_keys_as_text_are_accepted_and_wrong() -> None:
    assert node_of(job_of(make(mini_batch_size=None, partition_keys="store")))["partition_keys"] == '"store"'


def test_a_mini_batch_size_that_is_left_out_is_sent_as_zero() -> None:
    assert node_of(job_of(make(mini_batch_size=None)))["mini_batch_size"] == 0


def test_a_unit_is_converted_by_the_function_and_not_on_the_node() -> None:
    assert node_of(job_of(make(mini_batch_size="10MB")))["mini_batch_size"] == 10 * 2**20
    assert node_of(job_of(make(), lambda node, value: setattr(node, "mini_batch_size", "10MB")))["mini_batch_size"] == "10MB"


def test_an_instance_count_may_be_text() -> None:
    assert job_of(make(instance_count="2"))._validate().passed
    with pytest.raises(Exception, match="two"):
        job_of(make(instance_count="two"))._validate()


@pytest.mark.parametrize("name", ["mini_batch_size", "logging_level", "error_threshold", "mini_batch_error_threshold", "max_concurrency_per_instance", "instance_count"])
def test_the_function_itself_takes_no_parameter(name: str) -> None:
    @dsl.pipeline(name="p")
    def pipeline(value=1):  # type: ignore[no-untyped-def]
        make(**{name: value})()

    with pytest.raises(Exception):
        pipeline()._validate(raise_error=True)


@pytest.mark.parametrize("attribute", ["compute", "partition_keys"])
def test_these_cannot_be_bound_to_a_parameter_object(attribute: str) -> None:
    job = job_of(make(partition_keys=["store"]), lambda node, value: setattr(node, attribute, [value] if attribute == "partition_keys" else value))
    with pytest.raises(TypeError):
        sent(job)


def test_a_later_mini_batch_error_threshold_of_the_function_is_lost() -> None:
    function = make(mini_batch_error_threshold=1, error_threshold=1)
    function.mini_batch_error_threshold = function.error_threshold = 9
    node = node_of(job_of(function))
    assert (node["mini_batch_error_threshold"], node["error_threshold"]) == (1, 9)


def test_an_unknown_attribute_of_a_node_is_sent() -> None:
    assert node_of(job_of(make(), lambda node, value: setattr(node, "not_an_attribute", 3)))["not_an_attribute"] == 3


@pytest.mark.parametrize("name", ["1x", "a-b", "a b"])
def test_the_name_of_an_input_is_an_identifier(name: str) -> None:
    with pytest.raises(ValidationException):
        job_of(make(inputs={name: IMAGES}, input_data="${{inputs." + name + "}}"))


def test_names_that_differ_in_case_alone_are_refused() -> None:
    with pytest.raises(ValidationException):
        job_of(make(inputs={"images": IMAGES, "Images": IMAGES}))


def test_a_missing_path_is_not_noticed_and_a_missing_literal_is() -> None:
    assert job_of(make(inputs={"images": Input(type="uri_folder")}))._validate().passed
    assert "jobs.score.inputs.n" in job_of(make(inputs={"images": IMAGES, "n": Input(type="integer")}))._validate().error_messages


@pytest.mark.parametrize("declared", [{"mode": "bogus"}, {"type": "tabular"}])
def test_an_unknown_mode_or_type_is_refused(declared: dict[str, str]) -> None:
    with pytest.raises(Exception, match="not in set"):
        job_of(make(inputs={"images": Input(**{"type": "uri_folder", "path": "azureml:images:1", **declared})}))._validate()


@pytest.mark.parametrize(("kind", "mode", "got"), [("mltable", "direct", "Direct"), ("mltable", "eval_mount", "EvalMount"), ("uri_folder", "ro_mount", "ReadOnlyMount"), ("uri_folder", "download", "Download")])
def test_types_and_modes_are_sent(kind: str, mode: str, got: str) -> None:
    given = node_of(job_of(make(inputs={"images": Input(type=kind, path="azureml:images:1", mode=mode)})))["inputs"]["images"]
    assert (given["job_input_type"], given["mode"]) == (kind, got)


@pytest.mark.parametrize(("kind", "default", "got"), [("integer", 1, "1"), ("number", 0.5, "0.5"), ("boolean", True, "True"), ("string", "x", "x")])
def test_a_literal_is_passed_through_a_parameter_as_text(kind: str, default: Any, got: str) -> None:
    function = make(inputs={"images": IMAGES, "n": Input(type=kind)})

    @dsl.pipeline(name="p")
    def pipeline(n=default):  # type: ignore[no-untyped-def]
        function(n=n)

    job = pipeline()
    assert job._validate().passed
    assert sent(job)["inputs"]["n"]["value"] == got
    assert node_of(job)["inputs"]["n"]["value"] == "${{parent.inputs.n}}"


def test_a_function_is_called_with_keywords_that_it_knows() -> None:
    with pytest.raises(ValidationException, match="positional"):
        make()(1)
    with pytest.raises(UnexpectedKeywordError):
        make()(nothing=1)


def test_a_function_that_is_not_called_is_no_step() -> None:
    make()

    @dsl.pipeline(name="p")
    def pipeline() -> None:
        pass

    assert list(pipeline().jobs) == []


def test_an_output_of_one_step_is_read_by_another() -> None:
    first, second = make(name="first", outputs={"rows": Output(type="uri_folder")}), make(name="second", inputs={"images": Input(type="uri_folder")})

    @dsl.pipeline(name="p")
    def pipeline() -> None:
        node = first()
        second(images=node.outputs.rows)

    job = pipeline()
    assert job._validate().passed
    assert sent(job)["jobs"]["second"]["inputs"]["images"]["value"] == "${{parent.jobs.first.outputs.rows}}"


def test_a_registered_output_keeps_its_name_and_an_upload_its_mode() -> None:
    output = node_of(job_of(make(outputs={"rows": Output(type="uri_folder", name="registered", mode="upload")})))["outputs"]["rows"]
    assert (output["name"], output["mode"]) == ("registered", "Upload")


def test_a_compute_is_needed() -> None:
    assert job_of(make(compute=None))._validate().error_messages == {"jobs.score.compute": "Compute not set"}


def test_what_the_decorator_takes() -> None:
    @dsl.pipeline(name="p", display_name="P", description="d", default_compute="c", default_datastore="ds", continue_on_step_failure=True, force_rerun=True, nonsense=1)
    def pipeline() -> None:
        make(compute=None)()

    rest = sent(pipeline())
    assert (rest["displayName"], rest["description"]) == ("P", "d")
    assert rest["settings"] == {"default_compute": "c", "default_datastore": "ds", "continue_on_step_failure": True, "force_rerun": True, "_source": "DSL"}


def test_a_parameter_has_no_value_while_the_pipeline_is_built() -> None:
    seen: list[str] = []

    @dsl.pipeline(name="p")
    def pipeline(value=1):  # type: ignore[no-untyped-def]
        seen.append(f"{value}")
        make()()
        if value:
            make(name="other")()

    with pytest.raises(UserErrorException, match="bool"):
        pipeline()
    assert seen == ["${{parent.inputs.value}}"]


def test_what_the_client_takes() -> None:
    def names(function: Any) -> list[str]:
        return [n for n in inspect.signature(function).parameters if n not in ("self", "kwargs")]

    assert names(JobOperations.create_or_update) == ["job", "description", "compute", "tags", "experiment_name", "skip_validation"]
    assert names(JobOperations.download) == ["name", "download_path", "output_name", "all"]
    assert names(JobOperations.stream) == ["name"]
    assert "parent_job_name" in names(JobOperations.list)
    assert names(MLClient.from_config) == ["credential", "path", "file_name"]
    assert names(MLClient)[:4] == ["credential", "subscription_id", "resource_group_name", "workspace_name"]


YAML = """
type: pipeline
inputs: {n: 3}
jobs:
  score:
    type: parallel
    compute: azureml:cluster
    inputs: {images: {type: uri_folder, path: "azureml:images:1"}}
    outputs: {rows: {type: uri_file}}
    input_data: ${{inputs.images}}
    mini_batch_size: "10kb"
    resources: {instance_count: 2}
    max_concurrency_per_instance: 2
    retry_settings: {max_retries: 2, timeout: 60}
    task: {type: run_function, code: src, entry_script: score.py, environment: "azureml:env:1", append_row_to: "${{outputs.rows}}"}
"""


@pytest.mark.parametrize(("literal", "bound"), [
    ('mini_batch_size: "10kb"', "mini_batch_size: ${{parent.inputs.n}}"),
    ("max_concurrency_per_instance: 2", "max_concurrency_per_instance: ${{parent.inputs.n}}"),
    ("instance_count: 2", 'instance_count: "${{parent.inputs.n}}"'),
    ("timeout: 60", 'timeout: "${{parent.inputs.n}}"'),
])
def test_an_inline_step_in_yaml_binds_its_settings(literal: str, bound: str, tmp_path: Path) -> None:
    """A correction: azure-ai-ml 1.4.0 could not; 1.35.2 can."""
    for text in (YAML, YAML.replace(literal, bound)):
        (tmp_path / "job.yml").write_text(text)
        assert load_job(str(tmp_path / "job.yml"))._validate().passed
    assert "${{parent.inputs.n}}" in json.dumps(node_of(load_job(str(tmp_path / "job.yml"))))
