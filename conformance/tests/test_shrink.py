"""Programs that go wrong become small. What goes wrong is here a matter of text, so nothing is run."""
import ast

import generate
import pytest
import shrink


def smallest(files: dict[str, str], *needed: str) -> tuple[str, int]:
    """The smallest program that still has some text in it, and how many were tried."""
    tried = 0

    def goes_wrong(programs: list[dict[str, str]]) -> list[bool]:
        nonlocal tried
        tried += len(programs)
        texts = [ast.unparse(ast.parse("\n".join((shrink._as_script(p) or p).values()))) for p in programs]
        return [all(x in text for x in needed) for text in texts]

    return "\n".join(shrink.shrink(files, goes_wrong).values()), tried


def test_what_hangs_together_goes_together() -> None:
    small, tried = smallest({"main.py": """
import os
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep

SIZE = "5"
def make_config(size):
    return ParallelRunConfig(mini_batch_size=size, run_max_try=int(os.getenv("TRIES", "3")))
def main():
    config = make_config(SIZE)
    score = ParallelRunStep("score", config, arguments=["--a", "1"])
    report = ParallelRunStep("report", config)
    report.run_after(score)
    pipeline = Pipeline(steps=[score, report])
    run = pipeline.submit("nightly")
    run.wait_for_completion()
if __name__ == "__main__":
    main()
"""}, "run_max_try=", "ParallelRunStep('score'", ".submit(")
    assert small == """\
from azureml.pipeline.core import Pipeline
from azureml.pipeline.steps import ParallelRunConfig, ParallelRunStep
config = ParallelRunConfig(run_max_try=3)
score = ParallelRunStep('score', config)
pipeline = Pipeline(steps=[score])
pipeline.submit()
"""
    assert tried < 80


def test_what_a_class_holds_is_kept_while_it_is_read() -> None:
    small, _ = smallest({"main.py": "class Settings:\n    size = 5\nunread = 1\nconfig = max(Settings.size, 1)\nprint(config)\n"}, "Settings.size", "size = 5", "print")
    assert "unread" not in small


def test_the_text_of_statements_that_stay_is_kept() -> None:
    small, _ = smallest({"main.py": "a = 1\nb = call(\n    x=2,   # why\n)\nsubmit(b)\n".replace("call", "print").replace("submit", "print")}, "x=2")
    assert "    x=2,   # why\n" in small


def test_a_class_notebook_and_modules_become_one_script() -> None:
    for wanted in ("notebook", "class: the program", "files: functions of another one", "function: main()"):
        files = next(files for files, features in (generate.make(3, n) for n in range(300)) if wanted in features)
        small, _ = smallest(files, "ParallelRunConfig")
        assert "self" not in small and "def main" not in small and len(small.splitlines()) <= 3, small


@pytest.mark.parametrize("marks", [("entry_script=", ".submit(", "name"), ("entry_script=", ".submit(", "inputs=", "argparse")])
def test_a_generated_program_becomes_small(marks: tuple[str, ...]) -> None:
    files = next(files for files, _ in (generate.make(1, n) for n in range(500)) if len(files) == 1 and all(mark in files.get("main.py", "") for mark in marks))
    small, tried = smallest(files, *marks)
    assert len(small.splitlines()) <= 7 and tried < 200, small
