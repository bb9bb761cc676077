"""What a v1 call says that reads a table: the judge's statement of it, held against the MLTable that the real v1 packages make of the call."""
import json
import os
import subprocess
from pathlib import Path

import pytest

import tables

HERE = Path(__file__).parents[1]
URL = "https://example.com/a/b.csv"
CALLS = [
    f'from_delimited_files("{URL}", infer_column_types=False)',
    f'from_delimited_files("{URL}")',
    f'from_delimited_files("{URL}", set_column_types={{"zip": DataType.to_string(), "day": DataType.to_datetime("%d/%m/%Y")}})',
    f'from_delimited_files(["{URL}", "https://acct.blob.core.windows.net/c/x/*.csv"], False, True, False, None, "\\t", False, "/{{year}}/b.csv", True, True, "utf16")',
    f'from_delimited_files("{URL}", header="COMBINE_ALL_FILES_HEADERS", encoding="windows1252", infer_column_types=False)',
    f'from_delimited_files("{URL}", header="ONLY_FIRST_FILE_HAS_HEADERS", encoding="latin1", infer_column_types=False)',
    'from_parquet_files("https://acct.dfs.core.windows.net/c/dir")',
    'from_parquet_files("wasbs://c@a.blob.core.windows.net/x/", include_path=True, partition_format="/{year:yyyy}/b.parquet")',
    f'from_parquet_files("{URL}", set_column_types={{"a": DataType.to_long(), "b": DataType.to_float(), "c": DataType.to_bool(), "d": DataType.to_datetime(["%Y", "%Y-%m"])}})',
    'from_json_lines_files("abfss://c@a.dfs.core.windows.net/x/*.jsonl", invalid_lines="drop", encoding="ascii")',
]
REAL = """
import json, sys
sys.path.insert(0, sys.argv[1])
import tables, yaml
from azureml.core import Dataset
from azureml.data import DataType

def of(form, args, kwargs):
    learns = form == "from_delimited_files" and kwargs.get("infer_column_types", args[3] if len(args) > 3 else True)
    rest = {k: v for k, v in {**dict(zip(tables.PARAMETERS[form], args)), **kwargs}.items() if k not in ("validate", "infer_column_types")}
    made = getattr(Dataset.Tabular, form)(validate=False, **rest, **({"infer_column_types": False} if form == "from_delimited_files" else {}))
    return tables.of_definition(yaml.safe_load(made._dataflow._py_rs_dataflow.to_yaml_string()), learns)

class Calls:
    def __getattr__(self, form):
        return lambda *args, **kwargs: of(form, args, kwargs)

print(json.dumps([eval(call, {"DataType": DataType}, {form: getattr(Calls(), form) for form in tables.PARAMETERS}) for call in json.loads(sys.argv[2])]))
"""


@pytest.fixture(scope="module")
def real() -> list[str]:
    python = Path(os.environ["PRS_UPGRADE_VENV_V1"]) / "bin" / "python"
    done = subprocess.run([python, "-c", REAL, str(HERE), json.dumps(CALLS)], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("number", range(len(CALLS)), ids=CALLS)
def test_the_judge_says_what_v1_says(number: int, real: list[str]) -> None:
    names = {form: (lambda *args, form=form, **kwargs: tables.of_call(form, args, kwargs)) for form in tables.PARAMETERS}
    assert eval(CALLS[number], {"DataType": tables.DataType}, names) == real[number]  # noqa: S307


def test_a_date_without_a_format_and_a_datastore_say_nothing() -> None:
    assert tables.of_call("from_delimited_files", (URL,), {"set_column_types": {"day": tables.DataType.to_datetime()}}) is None
    assert tables.of_call("from_delimited_files", ((object(), "sales"),), {}) is None


@pytest.mark.parametrize(("one", "other"), [
    ("{read_delimited: {infer_column_types: false}}", "{read_delimited: {}}"),
    ("{read_delimited: {infer_column_types: {sample_size: 200}}}", "{read_delimited: {infer_column_types: true}}"),
    ("{read_delimited: {delimiter: ';'}}", "{read_delimited: {}}"),
    ("{read_delimited: {infer_column_types: {column_type_overrides: [{columns: zip, column_type: string}]}}}", "{read_delimited: {infer_column_types: true}}, {convert_column_types: [{columns: zip, column_type: string}]}"),
    ("read_parquet, {extract_columns_from_partition_format: {partition_format: '/{y}/x'}}", "{extract_columns_from_partition_format: {partition_format: '/{y}/x'}}, read_parquet"),
])
def test_what_differs_is_seen(one: str, other: str) -> None:
    made = [tables.of_file(f"{{paths: [{{file: x}}], transformations: [{steps}]}}") for steps in (one, other)]
    assert made[0] != made[1]
