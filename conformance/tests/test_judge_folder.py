"""A folder of a project is judged by the programs in it, each run with the files that it imports."""
from dataclasses import replace
from pathlib import Path

import judge

FILES = {
    "common/__init__.py": "",
    "common/config.py": '''
from azureml.core import Environment
from azureml.pipeline.steps import ParallelRunConfig


def make_config(ws):
    return ParallelRunConfig(
        source_directory="src", entry_script="score.py", mini_batch_size="5", error_threshold=10, output_action="append_row", environment=Environment.get(ws, "scoring"), compute_target="cpu", node_count=2,
    )
''',
    "jobs/names.py": 'EXPERIMENT = "nightly"\n',
    "jobs/score_images.py": '''
import json

from azureml.core import Dataset, Experiment, Workspace
from azureml.pipeline.core import Pipeline, PipelineData
from azureml.pipeline.steps import ParallelRunStep

from common.config import make_config
from names import EXPERIMENT

ws = Workspace.from_config()
store = ws.get_default_datastore()
images = Dataset.File.from_files((store, json.load(open("settings.json"))["images"]))
scores = PipelineData("scores", datastore=store)
step = ParallelRunStep("score-images", make_config(ws), [images.as_named_input("images")], scores)
Experiment(ws, EXPERIMENT).submit(Pipeline(ws, [step]))
''',
    "settings.json": '{"images": "images/2024"}\n',
    "src/score.py": "def run(mini_batch):\n    return mini_batch\n",
}


def write(folder: Path) -> None:
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def test_what_is_run_and_what_is_imported(tmp_path: Path) -> None:
    write(tmp_path)
    sources = [path for path in FILES if path.endswith(".py")]
    assert judge.entries(tmp_path, sources) == ["jobs/score_images.py", "src/score.py"]
    assert judge.imports_of(tmp_path, "jobs/score_images.py", "jobs/score_images.py") == {"common/__init__.py", "common/config.py", "jobs/names.py"}


def test_a_program_runs_with_its_siblings_and_a_mistake_in_one_is_noticed(tmp_path: Path) -> None:
    write(tmp_path)
    case = judge.upgraded_cases(tmp_path)["jobs/score_images.py"]
    [recorded] = judge.record([case.v1])
    right = judge.verdict(case, recorded)
    assert (right.outcome, right.recorder, right.problems, right.changed) == ("same", "real", [], True)
    wrong = case.v2.files["common/config.py"].replace("instance_count=2", "instance_count=3")
    assert wrong != case.v2.files["common/config.py"]
    broken = replace(case, v2=case.v2.with_code("common/config.py", wrong))
    assert judge.verdict(broken, recorded).outcome == "differs"
