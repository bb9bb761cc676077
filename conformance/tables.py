"""What an MLTable file says, and what a v1 call says that reads a table from addresses, in one form that compares.

The order of the steps counts: partitions are found before the file is read, and a column that is learned first and converted then is another column.
"""
from __future__ import annotations

import json
import re
from typing import Any

import yaml

DEFAULTS = {
    "read_delimited": {
        "delimiter": ",", "header": "all_files_same_headers", "encoding": "utf8", "support_multi_line": False, "empty_as_string": False, "include_path_column": False, "infer_column_types": True,
    },
    "read_parquet": {"include_path_column": False},
    "read_json_lines": {"invalid_lines": "error", "encoding": "utf8", "include_path_column": False},
}
ALL = "path validate include_path infer_column_types set_column_types separator header partition_format support_multi_line empty_as_string encoding".split()
PARAMETERS = {
    "from_delimited_files": ALL,
    "from_parquet_files": "path validate include_path set_column_types partition_format".split(),
    "from_json_lines_files": "path validate include_path set_column_types partition_format invalid_lines encoding".split(),
}
HEADERS = {
    "True": "all_files_same_headers", "False": "no_header", "ALL_FILES_HAVE_SAME_HEADERS": "all_files_same_headers", "NO_HEADERS": "no_header",
    "ONLY_FIRST_FILE_HAS_HEADERS": "from_first_file", "COMBINE_ALL_FILES_HEADERS": "all_files_different_headers",
}
OWN = ("partition_size", "path_column", "ignore_errors")


def of_file(text: str) -> str:
    """What the text of an MLTable file says."""
    return of_definition(yaml.safe_load(text))


def of_definition(table: dict[str, Any], learned: bool = False) -> str:
    """
    :param learned: whether v1 learned the types of the columns that are not converted; the dataflow of v1 holds what it learned
    """
    steps = []
    for step in table["transformations"]:
        name, given = (step, {}) if isinstance(step, str) else next(iter(step.items()))
        if name in DEFAULTS:
            given = {**DEFAULTS[name], **{k: v for k, v in given.items() if k not in OWN}}
            if "encoding" in given:  # it is called by two names, of which read_json_lines knows one
                given["encoding"] = {"utf-16": "utf16", "windows-1252": "windows1252"}.get(given["encoding"], given["encoding"])
            learns = given.pop("infer_column_types", False)
            if isinstance(learns, dict) or learns:
                learns = learns if isinstance(learns, dict) else {}
                given["learned from"] = learns.get("sample_size", 100)
                given["types"] = _types(learns.get("column_type_overrides", []))
        elif name == "convert_column_types":
            given = {"types": _types(given)}
        elif isinstance(given, dict):
            given = {k: v for k, v in given.items() if k not in OWN}
        steps.append([name, given])
    if learned:
        converted = next((given["types"] for name, given in steps if name == "convert_column_types"), {})
        steps = [[n, {**g, "learned from": 200, "types": converted} if n == "read_delimited" else g] for n, g in steps if n != "convert_column_types"]
    return "table:" + json.dumps({"paths": [dict(p) for p in table["paths"]], "steps": steps}, sort_keys=True)


def _types(given: list[dict[str, Any]]) -> dict[str, Any]:
    def of(kind: Any) -> Any:
        formats = kind["datetime"]["formats"] if isinstance(kind, dict) else None
        return kind if formats is None else ["datetime", *([formats] if isinstance(formats, str) else formats)]

    return {column: of(x["column_type"]) for x in given for column in ([x["columns"]] if isinstance(x["columns"], str) else x["columns"])}


def of_call(form: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str | None:
    """What a v1 call says; None where it reads from a datastore, or where v1 looks at the data first to know what it says."""
    given = {**dict(zip(PARAMETERS.get(form, []), args)), **kwargs}
    paths = given.get("path")
    paths = paths if isinstance(paths, list) else [paths]
    if form not in PARAMETERS or not paths or not all(isinstance(p, str) for p in paths):
        return None
    reader = {"from_delimited_files": "read_delimited", "from_parquet_files": "read_parquet", "from_json_lines_files": "read_json_lines"}[form]
    same = {"separator": "delimiter", "encoding": "encoding", "support_multi_line": "support_multi_line", "empty_as_string": "empty_as_string", "include_path": "include_path_column", "invalid_lines": "invalid_lines"}
    settings = {same[k]: v for k, v in given.items() if k in same}
    settings["encoding"] = settings.get("encoding", "utf8").lower()
    if reader == "read_parquet":
        del settings["encoding"]
    if "header" in given:
        settings["header"] = HEADERS[str(given["header"]).rsplit(".", 1)[-1]]
    if reader == "read_delimited":
        settings["infer_column_types"] = False
    types = [{"columns": k, "column_type": v} for k, v in (given.get("set_column_types") or {}).items()]
    if any(x["column_type"] is None for x in types):
        return None
    steps: list[Any] = [{"extract_columns_from_partition_format": {"partition_format": given["partition_format"]}}] if given.get("partition_format") else []
    steps += [{reader: settings}, *([{"convert_column_types": types}] if types else [])]
    return of_definition({"paths": [_path(p) for p in paths], "transformations": steps}, reader == "read_delimited" and given.get("infer_column_types", True))


def _path(address: str) -> dict[str, str]:
    """A web server gives one file; storage is looked through, under its own scheme."""
    storage = re.match(r"http(s?)://([^/]+\.(blob|dfs)\.core\.[^/]+)/([^/]+)/?(.*)", address)
    if storage:
        secure, host, kind, container, path = storage.groups()
        return {"pattern": f"{'wasb' if kind == 'blob' else 'abfs'}{secure}://{container}@{host}/{path}"}
    return {"file" if address.lower().startswith("http") else "pattern": address}


class DataType:
    """The types of ``set_column_types``. A date without a format is looked up in the data."""

    to_string = staticmethod(lambda: "string")
    to_long = staticmethod(lambda: "int")
    to_float = staticmethod(lambda decimal_mark=".": "float")  # azureml-dataprep 5.5 does not look at the mark
    to_bool = staticmethod(lambda: "boolean")
    to_stream = staticmethod(lambda workspace, escaped=False: None)

    @staticmethod
    def to_datetime(formats: Any = None) -> Any:
        return {"datetime": {"formats": formats}} if formats else None
