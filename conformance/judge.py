"""Judges upgraded programs by what they do: a v1 program runs on the real v1 packages, its upgrade on the real azure-ai-ml, and what both submit is compared.

    sh conformance/judge.sh FOLDER...     upgrades every Python file and notebook below the folders and prints, for each, whether it means the same
"""
from __future__ import annotations

import ast
import collections
import copy
import itertools
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterator

import nbformat

import meaning
import notebook_cells
import sdk
from project import Project

HERE = Path(__file__).parent
CLI = Path(os.environ.get("PRS_UPGRADE_CLI", HERE.parent / "bin" / "prs-upgrade.js"))
V1_PYTHON = Path(os.environ.get("PRS_UPGRADE_VENV_V1", Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "prs-upgrade" / "conformance-v1")) / "bin" / "python"


@dataclass
class Recorded:
    """What a v1 program does (see ``sdk.v1_submissions``), and what it was recorded on."""

    before: dict[str, Any]
    #: ``real``, or ``stand-in`` where the real packages did not run it; then ``why`` says what they said.
    on: str
    why: str | None = None


class RealV1:
    """The real v1 packages, in a process of their own that answers one program after another."""

    def __init__(self) -> None:
        if not V1_PYTHON.exists():
            raise SystemExit(f"{V1_PYTHON} is missing: conformance/venv.sh makes it")
        self._process = subprocess.Popen([str(V1_PYTHON), str(HERE / "real_v1.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def ask(self, project: Project, kind: str) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"program": project.program, "files": project.files, "entry": project.entry, "kind": kind}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def describe(self, project: Project) -> dict[str, Any]:
        """A dataset that is fetched by name is a file dataset, and a table where that does not run."""
        first = self.ask(project, "file")
        if first["error"] is None:
            return first
        second = self.ask(project, "table")
        return second if second["error"] is None else first



#: Processes that wait for a program. Loading the packages takes seconds, so they are kept; each ends with this process, which its input comes from.
_waiting: list[RealV1] = []


def record(programs: list[str | Project], workers: int = 2) -> list[Recorded]:
    """Records v1 programs, a few at a time."""
    projects = [Project.of(p) for p in programs]

    def one(project: Project) -> dict[str, Any]:
        try:
            server = _waiting.pop()
        except IndexError:
            server = RealV1()
        answer = server.describe(project)
        _waiting.append(server)
        return answer

    with ThreadPoolExecutor(workers) as pool:
        answers = list(pool.map(one, projects))
    return [_recorded(project, answer) for project, answer in zip(projects, answers)]


def _recorded(project: Project, answer: dict[str, Any]) -> Recorded:
    if answer["error"] is None:
        return Recorded(answer, "real")
    before = sdk.v1_submissions(project) or {"error": "the process died"}
    return Recorded(before, "stand-in", reason(answer["error"]))


def reason(error: str) -> str:
    """The line of a traceback that says what is wrong."""
    said = re.search(r"[Mm]essage\W+(\w.*)", error)
    lines = [line for line in error.strip().splitlines() if re.match(r"\S*(Error|Exception|Exit)\b", line)] or error.strip().splitlines()
    return (said[1] if said else lines[-1])[:300]


#: The files of a report.
Report = list[dict[str, Any]]


def _findings(report: Report) -> list[dict[str, Any]]:
    return [f for file in report for f in file["findings"]]


#: What may differ because the report says so: a person has to write it, or to read that it is different. By the code of the finding, and how its message begins.
#: Where a finding is about one step, parameter or output, ``_Excuses`` holds it to that.
LEFT = {
    "PRS305": r": environment ", "PRS708": r": environment ", "PRS523": r": environment (by name|image|Dockerfile|packages|python|conda packages|pip packages|channels)",
    "PRS523 environment_variables": r": (environment_)?variables: ", "PRS203": r"is delivered as", "PRS205": r"the pattern of .* is cut", "PRS204": r"the pattern of .* is cut|one of several paths|is not in an MLTable", "PRS207": r"one of several paths",
    "PRS208": r"on the compute is dropped", "PRS210": r"is delivered as", "PRS216": r"a path in place of a dataset", "PRS217": r"comes from",
}
#: What v2 calls the settings of a submission.
KEPT = {"tags": "tags", "regenerate_outputs": "force_rerun", "continue_on_step_failure": "continue_on_step_failure"}


class _Excuses:
    """What the findings on one upgraded program allow to differ from what v1 submits, publishes or schedules."""

    def __init__(self, report: Report, before: dict[str, Any], program: Project) -> None:
        self._findings = [f for f in _findings(report) if f["effort"] != "upgraded"]
        self._before = before
        self._steps = [step for submission in pipelines(before) for step in submission["steps"]]
        #: The statements whose list of arguments a person has to look at.
        self._lists = under_todo(program, "PRS126")

    def allow(self, difference: str) -> bool:
        return any(self._allows(f, difference) for f in self._findings)

    def _allows(self, finding: dict[str, Any], difference: str) -> bool:
        text = f"{finding['code']} {finding['message']}"
        if any(text.startswith(beginning) and re.search(pattern, difference) for beginning, pattern in LEFT.items()):
            return True
        if text.startswith("PRS126 What is in this list of arguments"):
            return self._list_of_arguments(difference)
        # The wait itself, or a v1 status that a condition still asks for: a branch that is not taken waits for nothing.
        if re.match(r'PRS438 wait_for_completion has to be written anew|PRS430 "\w+" is left: ', text):
            return difference.startswith("waits: ")
        if text.startswith("PRS133 Does it matter where "):
            return self._place_of_output(text, difference)
        if said := re.match(r"PRS436 submit\(([\w, ]+)=\.\.\.\)", text):
            return self._submission(said[1].split(", "), text, difference)
        return False

    def _list_of_arguments(self, difference: str) -> bool:
        """The words of the step whose list it is, and the parameters that reach no other step."""
        about = [s for s in self._steps if any(_is_about(statement, s["name"]) for statement in self._lists)]
        if said := re.fullmatch(r"parameters: v1 (\{.*\}), v2 (\{.*\})", difference):
            given, got = ast.literal_eval(said[1]), ast.literal_eval(said[2])
            elsewhere = {meaning._identifier(name) for s in self._steps if s not in about for name in s["parameters"]}
            return got.items() <= given.items() and not elsewhere & (given.keys() - got.keys())
        # Data in such a list becomes the text of an Input: that is what the finding asks about. A word that differs is a mistake.
        return any(difference.startswith((f"{s['name']}: arguments: ", f"{s['name']}: argument: v1 {{")) for s in about)

    def _place_of_output(self, text: str, difference: str) -> bool:
        """An output that the published pipeline gives away: v2 says nothing of its place, and the rows are given away beside it."""
        said = re.match(r"""PRS133 Does it matter where (["'])([^"']+)\1 lies""", text)
        for step, output in ((s, o) for s in self._steps for o in s["outputs"] if o["given away"] and (said is None or said[2] == o["given away"])):
            where = re.escape(step["name"])
            own = rf"{where}: output {re.escape(meaning.key_of(str(output['name'])))}: (type|mode|place|registered as): v1 .*, v2 (None|'ReadWriteMount')"
            rows = rf"{where}: the rows(' file( name)?: v1 .*, v2 '?None'?| do not lie in the folder of the output)"
            if re.fullmatch(own, difference) or (output["rows"] and re.fullmatch(rows, difference)):
                return True
        return False

    def _submission(self, names: list[str], text: str, difference: str) -> bool:
        """Settings that the job keeps from another submission, and parameters whose value does not arrive: the default counts then."""
        if said := re.fullmatch(r"(\w+): v1 (.*), v2 (.*)", difference):
            return said[1] in [KEPT.get(name) for name in names] and said[3] in {repr(s[said[1]]) for s in self._before["submissions"]}
        renamed = dict(re.findall(r'"([^"]+)" is (\w+)', text))
        if "pipeline_parameters" not in names:
            return False
        for step in self._steps:
            for default, given in (values for name, values in step["parameters"].items() if not renamed or name in renamed):
                setting = re.fullmatch(rf"{re.escape(step['name'])}: (?!argument:)\w+: v1 '?(.*?)'?, v2 '?(.*?)'?", difference)
                if setting and [meaning.size(x) or x for x in setting.groups()] == [meaning.size(x) or str(x) for x in (given, default)]:
                    return True
                if difference.startswith(f"{step['name']}: argument: v1 {str(given)!r}, v2 '${{{{inputs."):
                    return True
        return False


def pipelines(before: dict[str, Any]) -> list[dict[str, Any]]:
    """What v1 submits, publishes and schedules, as submissions."""
    return [*before["submissions"], *(x["pipeline"] for x in [*before["published"], *before["schedules"]])]


def _is_about(statement: ast.stmt, step: str) -> bool:
    """Whether a statement makes a step, or may do: its name may be computed."""
    names = [k.value for n in ast.walk(statement) if isinstance(n, ast.Call) for k in n.keywords if k.arg in ("name", "display_name")]
    return any(not isinstance(e, ast.Constant) or meaning.node_name(str(e.value)) == meaning.node_name(step) for e in names)


def under_todo(project: Project, code: str) -> list[ast.stmt]:
    """The statements that a TODO with a code stands above."""
    found = []
    for text in project.code.values():
        lines = text.splitlines()
        for statement in (s for s in ast.walk(ast.parse(text)) if isinstance(s, ast.stmt)):
            found += [statement] if any(f"TODO(prs-upgrade {code})" in line for line in _comments_above(lines, statement.lineno)) else []
    return found


def _comments_above(lines: list[str], number: int) -> Iterator[str]:
    return itertools.takewhile(lambda line: line.strip().startswith("#"), reversed(lines[: number - 1]))


def renamed(submission: dict[str, Any], job: Any, report: Report) -> dict[str, Any]:
    """A v1 submission with the names of outputs that v2 has to say in the code (PRS131). All else of such an output has to be what it was."""
    said = [m[1] for f in _findings(report) if f["code"] == "PRS131" and (m := re.search(r'-> Output "(\w+)": its name is only known when the code runs', f["message"]))]
    if not said or job is None:
        return submission
    changed = copy.deepcopy(submission)
    for step in changed["steps"]:
        node = job.rest["jobs"].get(meaning.node_name(step["name"])) or {}
        declared, own = set(node.get("outputs") or {}), [o for o in step["outputs"] if o["name"]]
        missing = [o for o in own if meaning.key_of(o["name"]) not in declared]
        new = [name for name in said if name in declared - {meaning.key_of(o["name"]) for o in own}]
        if len(missing) != 1 or len(new) != 1:
            continue
        old, missing[0]["name"] = missing[0]["name"], new[0]
        for other in changed["steps"]:
            for given in (x for x in [*other["inputs"], *other["side_inputs"], *other["arguments"], other["folder"]] if isinstance(x, dict)):
                if given.get("output") == old and given.get("step") == step["name"]:
                    given["output"] = new[0]
                if other is step and given.get("own") == old:
                    given["own"] = new[0]
    return changed


def by_hand(report: Report, steps: list[dict[str, Any]]) -> dict[str, tuple[str, list[str]]]:
    """The steps that the report leaves to a person, by the variable that the pipeline function calls."""
    variables = re.findall(r"calls (\w+) already", json.dumps(report, ensure_ascii=False))
    others = [s for s in steps if s["type"] not in ("ParallelRunStep", "PythonScriptStep", "CommandStep")]
    return {variable: (s["name"], [meaning.key_of(o["name"]) for o in s["outputs"]]) for variable, s in zip(variables, others)}


def left_to_a_person(project: Project, error: str) -> Project | None:
    """The project without the statement that failed, where it is one that the upgrade left to a person: it stands under a TODO."""
    for name, text in project.code.items():
        if statement := _failed(text, re.findall(rf'"(?:[^"\n]*/)?{re.escape(name)}", line (\d+)', error)):
            return project.with_code(name, without(text, statement))
    return None


def _failed(text: str, numbers: list[str]) -> ast.stmt | None:
    lines = text.splitlines()
    for number in map(int, numbers):
        around = [s for s in ast.walk(ast.parse(text)) if isinstance(s, ast.stmt) and s.lineno <= number <= (s.end_lineno or 0)]
        statement = max(around, key=lambda s: s.lineno, default=None)
        if statement and any("TODO(prs-upgrade" in line for line in _comments_above(lines, statement.lineno)):
            return statement
    return None


def without(text: str, statement: ast.stmt) -> str:
    """A program in which a statement does nothing."""
    lines = text.splitlines()
    lines[statement.lineno - 1 : statement.end_lineno] = [" " * statement.col_offset + "pass"] + [""] * ((statement.end_lineno or 0) - statement.lineno)
    return "\n".join(lines) + "\n"


def needs_what_is_left(whole: Project, rest: Project, error: str) -> bool:
    """Whether a program stops for a name, or an attribute, that only the statements set that are left to a person."""
    missing = re.search(r"(?:NameError: name|object has no attribute) '(\w+)'", error)
    return missing is not None and missing[1] in _bound(whole) - _bound(rest)


def _bound(project: Project) -> set[str]:
    nodes = [n for text in project.code.values() for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name | ast.Attribute) and isinstance(n.ctx, ast.Store)]
    return {n.id if isinstance(n, ast.Name) else n.attr for n in nodes}


def is_said_to_fail(report: Report, program: Project, error: str) -> bool:
    """Whether a program stops at what a TODO is about: the v1 environment (PRS528), the v1 conda specification (PRS523), or a v2 job that is read as a v1 run (PRS438)."""
    said = [f"{f['code']} {f['message']}" for f in _findings(report)]
    read = re.search(r"'PipelineJob' object has no attribute '(\w+)'", error)
    if read:
        # The job is passed on, and read somewhere else; or the TODO stands in the block of the line that reads it.
        return any(x.startswith("PRS438 a v2 job where ") for x in said) or (any(x.startswith(f"PRS438 {read[1]} has to be written anew") for x in said) and _is_said_near(program, read[1], error))
    return any((x.startswith("PRS528") and "Non-string passed to ArmStr for environment" in error) or (re.match(r"PRS\d+ What does this conda specification hold", x) is not None and "No such file or directory" in error) for x in said)


def _is_said_near(program: Project, attribute: str, error: str) -> bool:
    """Whether a TODO on an attribute stands in, or above, the statement of the module in which the program failed."""
    for name, text in program.code.items():
        lines = text.splitlines()
        for number in map(int, re.findall(rf'"(?:[^"\n]*/)?{re.escape(name)}", line (\d+)', error)):
            around = next((s for s in ast.parse(text).body if s.lineno <= number <= (s.end_lineno or 0)), None)
            if around and any(f"TODO(prs-upgrade PRS438): {attribute}:" in line for line in [*_comments_above(lines, around.lineno), *lines[around.lineno - 1 : number]]):
                return True
    return False


def problems(before: dict[str, Any], program: Project, report: Report) -> list[str]:
    """What is wrong with an upgraded program: what differs from v1 and no finding says, what does not run, what the SDK would swallow."""
    whole = all(file["status"] in ("upgraded", "unchanged") for file in report)
    whole_program = program = program.with_environments()
    found: list[str] = []
    excuses = _Excuses(report, before, program)
    left = by_hand(report, [s for submission in (before["submissions"] or []) for s in submission["steps"]])
    after = sdk.v2_outcome(program, v1_allowed=not whole, by_hand=left)
    while not whole and after.error and not (after.jobs or after.published) and (rest := left_to_a_person(program, after.error)):
        program = rest  # what comes after it is judged all the same
        after = sdk.v2_outcome(program, v1_allowed=True, by_hand=left)
    if after.error and (whole or not (left_to_a_person(program, after.error) or is_said_to_fail(report, program, after.error) or needs_what_is_left(whole_program, program, after.error))):
        found.append(f"v2 does not run: {reason(after.error)}")
    found += after.mistakes
    jobs, submissions = after.jobs, before["submissions"]
    # The program stops at a line that is left to a person, so what comes after it is not submitted.
    if len(jobs) + len(after.left) > len(submissions) if after.error else len(jobs) + len(after.left) != len(submissions):
        found.append(f"v1 submits {len(submissions)} pipelines, v2 {len(jobs)}" + (f" and {len(after.left)} as v1" if after.left else ""))
    if not jobs and not after.error:
        for submission, same in zip(submissions, after.left):
            found += [f"what stays v1 is not what it was: {x}" for x in between(normal(submission), normal(same))]
    elif not after.left:
        for submission, job in zip(submissions, jobs):
            found += [d for d in meaning.differences(renamed(submission, job, report), job) if not excuses.allow(d)]
    pairs = [
        (before["published"], list(after.published.values()), meaning.published_differences), (before["schedules"], after.schedules, meaning.schedule_differences),
        (before["calls"], after.calls, meaning.call_differences),
    ]
    for given, got, differences in pairs:
        # What waits for a decision is not there.
        if len(got) != len(given) if whole else len(got) > len(given):
            found.append(f"v1 makes {len(given)}, v2 {len(got)} of what is published, scheduled or called")
        for a, b in zip(_those_of(given, got), got):
            a = {**a, "pipeline": renamed(a["pipeline"], b.job, report)} if "pipeline" in a else a
            found += [d for d in differences(a, b) if not excuses.allow(d)]
    if after.error is None and not after.left:
        found += [d for d in meaning.effects(before["effects"], after.effects) if not excuses.allow(d)]
    return found


def _those_of(given: list[dict], got: list) -> list[dict]:
    """What v1 made and v2 made too, by its name where it has one: what waits for a decision may stand between."""
    names = [meaning._letters(getattr(b, "name", "")) for b in got]
    found = [a for a in given if meaning._letters(a["name"]) in names]
    return found if len(found) == len(got) else given


def normal(submission: dict[str, Any]) -> dict[str, Any]:
    """A submission without what two recordings of one program may say differently: a default that is filled in or left out, the names that v1 makes up."""
    plain = json.loads(json.dumps(submission, default=str))
    plain["steps"].sort(key=lambda s: s["name"])
    for name in ("continue_on_step_failure", "force_rerun"):
        plain[name] = bool(plain[name])
    for step in plain["steps"]:
        run, settings = step["run"], step["settings"]
        if run:
            step["compute"] = run["compute"] = step["compute"] or run["compute"]
            run["shm_size"] = run["shm_size"] or "2g"
        parallel = step["type"] == "ParallelRunStep"
        if parallel:
            first = (step["inputs"] or [{}])[0]
            default = 2**20 if first.get("kind") == "table" or first.get("table") else 10
            settings.update({k: v for k, v in meaning.DEFAULTS.items() if settings.get(k) is None})
            settings["mini_batch_size"] = None if settings.get("partition_keys") else meaning.size(settings.get("mini_batch_size") or default)
            settings["output_action"] = str(settings["output_action"]).lower()
            settings["environment_variables"] = {k: str(v) for k, v in (settings.get("environment_variables") or {}).items()}
            if settings["output_action"] != "append_row":
                settings.pop("append_row_file_name", None)
        step["settings"] = {k: v for k, v in settings.items() if k not in ("environment", "compute_target") and v not in (None, {})}
        for environment in (step["environment"], (run or {}).get("environment")):
            if environment and environment.get("packages"):
                environment["packages"]["pip"] = meaning._options_first(environment["packages"]["pip"])
        for given in [*step["inputs"], *step["side_inputs"], *step["arguments"]]:
            if isinstance(given, dict):
                if parallel:
                    given.pop("mode", None)
                if given.get("as") == given.get("output"):
                    given["as"] = None
                if given.get("own") is not None:
                    given.pop("as", None)
    return plain


def between(a: Any, b: Any, path: str = "") -> Iterator[str]:
    """Where two plain values differ."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted({*a, *b}):
            yield from between(a.get(key), b.get(key), f"{path}.{key}" if path else key)
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (x, y) in enumerate(zip(a, b)):
            yield from between(x, y, f"{path}[{i}]")
    elif a != b:
        yield f"{path}: {a!r}, {b!r}"


@dataclass
class Upgrade:
    """One upgraded file: its text and its part of the report."""

    text: str
    report: dict[str, Any]


def upgrade(folder: Path, cli: Path = CLI) -> dict[str, Upgrade]:
    """Upgrades the files of a folder in place; one process of the command for all of them."""
    ran = subprocess.run(["node", str(cli), ".", "--write", "--format", "json"], cwd=folder, capture_output=True, text=True)
    if not ran.stdout.startswith("{"):
        raise RuntimeError(f"the command said no report: {ran.stderr[-2000:]}")
    files = {f["path"]: f for f in json.loads(ran.stdout)["files"]}
    return {path: Upgrade(program(folder / path), report) for path, report in files.items()}


def program(path: Path) -> str:
    """A script, or the cells of a notebook."""
    return notebook_cells.program(path) if path.suffix == ".ipynb" else _text(path)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="surrogateescape")


@dataclass
class Verdict:
    """``same``, ``left`` (a finding says what stays v1), ``differs``, ``v1 does not run``, ``no pipeline``."""

    outcome: str
    recorder: str
    problems: list[str] = field(default_factory=list)
    #: Whether the file was changed at all, and the codes of the findings that leave something to a person.
    changed: bool = False
    left: list[str] = field(default_factory=list)

    def line(self) -> str:
        return self.outcome + (f" [{self.recorder}]" if self.recorder != "real" else "") + (f" ({', '.join(dict.fromkeys(self.left))})" if self.left else "") + "".join(f"\n    {p}" for p in self.problems)


@dataclass
class Case:
    """A program before and after, and the reports of its files. Without a report, the command found nothing of v1 in it."""

    v1: Project
    v2: Project
    report: Report


def verdict(case: Case, recorded: Recorded) -> Verdict:
    """Whether an upgraded program means what it meant."""
    if recorded.before.get("error"):
        return Verdict("v1 does not run", "stand-in", [f"{recorded.why}"])
    before = recorded.before
    makes = [s for submission in [*before["submissions"], *(p["pipeline"] for p in before["published"])] for s in submission["steps"] if s["type"] == "ParallelRunStep"]
    said = [f for f in _findings(case.report) if f["effort"] in ("decision", "unsupported")]
    recorder = recorded.on if recorded.on == "real" else f"stand-in: {recorded.why}"
    changed = case.v1 != case.v2
    statuses = {file["status"] for file in case.report}
    judged = Verdict("same", recorder, changed=changed, left=[f["code"] for f in said])
    if not changed:
        judged.outcome = "no pipeline" if not makes else "left" if said or "refused" in statuses else "differs"
        judged.problems = ["a parallel run step stays v1, and no finding says so"] if judged.outcome == "differs" else []
        return judged
    try:
        judged.problems = problems(before, case.v2, case.report)
    except Exception:  # the program is so far from what it was that it can't be compared
        judged.problems = [f"the judge can't compare it: {reason(traceback.format_exc())}"]
    if makes and not any("parallel_run_function" in text or "load_job(" in text for text in case.v2.texts) and not said:
        judged.problems.append("a parallel run step stays v1, and no finding says so")
    judged.outcome = "differs" if judged.problems else "same" if statuses <= {"upgraded", "unchanged"} else "left"
    return judged


def judge(programs: dict[str, dict[str, str]], workers: int = 2) -> dict[str, Verdict]:
    """Upgrades and judges programs, all in one run of the command. Each is the files of a folder of its own, and ``main.py`` or ``main.ipynb`` is what is run."""
    with tempfile.TemporaryDirectory() as work:
        for name, files in programs.items():
            for path, text in files.items():
                (Path(work) / name / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(work) / name / path).write_text(text, encoding="utf-8", errors="surrogateescape")
        before = {name: _of_folder(Path(work) / name, _main(files)) for name, files in programs.items()}
        upgraded = upgrade(Path(work))
        cases = {}
        for name, files in programs.items():
            mine = {path.removeprefix(f"{name}/"): u for path, u in upgraded.items() if path.startswith(f"{name}/")}
            cases[name] = Case(before[name], _of_folder(Path(work) / name, _main(files)), [mine[path].report for path in files if path in mine])
    return _verdicts(cases, workers)


def _main(files: dict[str, str]) -> str:
    return next(name for name in ("main.py", "main.ipynb") if name in files)


def judge_folder(source: Path, workers: int = 2) -> dict[str, Verdict]:
    """Judges the programs below a folder: the files that no other one imports, and those that say that they are run. All files are upgraded together, in a copy; each program
    is run in the folder, with the files that it imports and those that it reads."""
    return _verdicts(upgraded_cases(source), workers)


def upgraded_cases(source: Path) -> dict[str, Case]:
    """The programs of a folder, upgraded in a copy."""
    with tempfile.TemporaryDirectory() as work:
        copied = Path(work) / "folder"
        shutil.copytree(source, copied, ignore=shutil.ignore_patterns(".*", "__pycache__", "node_modules"), ignore_dangling_symlinks=True)
        sources = sorted(str(p.relative_to(copied)) for kind in ("*.py", "*.ipynb") for p in copied.rglob(kind) if p.is_file())
        before = {entry: _of_folder(copied, entry) for entry in entries(copied, sources)}
        upgraded = upgrade(copied)
        reports = {entry: [upgraded[path].report for path in sources if path in upgraded and (path == entry or path in project.files)] for entry, project in before.items()}
        return {entry: Case(project, _of_folder(copied, entry), reports[entry]) for entry, project in before.items()}


def entries(folder: Path, sources: list[str]) -> list[str]:
    """The files that are run: notebooks, those that no other file imports, and those that say so."""
    imported = {path for source in sources for path in imports_of(folder, source, source) if path != source}
    return [path for path in sources if path not in imported or path.endswith(".ipynb") or re.search(r"__name__ *== *['\"]__main__", _text(folder / path))]


def imports_of(folder: Path, path: str, entry: str) -> set[str]:
    """The files below a folder that a file imports, directly, when a program in that folder runs. A package runs its ``__init__.py``, too."""
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(program(folder / path))
    except (SyntaxError, ValueError, nbformat.ValidationError):
        return set()
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {"/" + alias.name.replace(".", "/") for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = "/" if node.level == 0 else "../" * (node.level - 1)
            module = start + (node.module or "").replace(".", "/")
            names |= {module, *(f"{module.rstrip('/')}/{alias.name}" for alias in node.names)}
    found: set[str] = set()
    for name in names:
        roots = ["", posixpath.dirname(entry)] if name.startswith("/") else [posixpath.dirname(path)]
        for root in roots:
            parts = posixpath.normpath(posixpath.join(root, name.lstrip("/"))).split("/")
            modules = ["/".join(parts) + ".py", *("/".join([*parts[: i + 1], "__init__.py"]) for i in range(len(parts)))]
            found |= {module for module in modules if (folder / module).is_file()}
    return found


def _of_folder(folder: Path, entry: str) -> Project:
    """A program with the files of its folder that it imports, at whatever distance, and all that are no Python and short."""
    needed, waiting = set(), [entry]
    while waiting:
        path = waiting.pop()
        if path not in needed:
            needed.add(path)
            waiting += imports_of(folder, path, entry)
    others = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and p.suffix not in (".py", ".ipynb") and p.stat().st_size < 200_000}
    read = ((path, (folder / path).read_bytes().decode(errors="replace")) for path in sorted({*needed - {entry}, *others}))
    return Project(program(folder / entry), {path: text for path, text in read if not {"\0", "\ufffd"} & set(text)}, f"{entry.removesuffix('.ipynb')}.py" if entry.endswith(".ipynb") else entry)


def _verdicts(cases: dict[str, Case], workers: int) -> dict[str, Verdict]:
    recorded = dict(zip(cases, record([case.v1 for case in cases.values()], workers)))
    with ThreadPoolExecutor(workers) as pool:
        return dict(zip(cases, pool.map(lambda name: verdict(cases[name], recorded[name]), cases)))


def main(folders: list[str]) -> int:
    if not folders:
        print(__doc__, file=sys.stderr)
        return 2
    totals: collections.Counter[str] = collections.Counter()
    recorders: collections.Counter[str] = collections.Counter()
    for folder in folders:
        for name, judged in judge_folder(Path(folder)).items():
            if judged.outcome == "no pipeline" and not judged.changed:
                totals["no pipeline"] += 1
                continue
            totals[judged.outcome] += 1
            recorders["real" if judged.recorder == "real" else "stand-in"] += 1
            print(f"{name}: {judged.line()}", flush=True)
    print("; ".join(f"{n} {outcome}" for outcome, n in totals.most_common()) + f". v1 recorded on: {dict(recorders)}")
    return 1 if totals["differs"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
