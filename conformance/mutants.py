"""Breaks the mapping on purpose, one place at a time, and demands that the judge notices.

    sh conformance/mutants.sh [WORD...]     all of them, or those whose name has a word

Each mutation is a change of text in a copy of the TypeScript, which has to match exactly once. The copy upgrades the fixtures; those that come out in another way than
before are judged, until one no longer means what its v1 program meant: then the mutation is caught. Before it, that fixture did. Two mutations are tried at a time, and each
prints its line when it is through.
"""
from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import judge
from project import Project

ROOT = Path(__file__).parent.parent
CONSTRUCTS = "src/constructs"
#: Fixtures that are upgraded together, mutations that are tried at a time, and changed fixtures that are judged before a mutation counts as missed.
GROUP, WORKERS, MOST = 60, 2, 20


@dataclass
class Mutation:
    name: str
    file: str
    changes: list[tuple[str, str]]


SETTINGS, WRITE, READ = f"{CONSTRUCTS}/parallel-run/settings.ts", f"{CONSTRUCTS}/parallel-run/write.ts", f"{CONSTRUCTS}/parallel-run/read.ts"
PIPELINE, SUBMIT, OUTPUT, INPUT = f"{CONSTRUCTS}/pipeline/index.ts", f"{CONSTRUCTS}/run/submit.ts", f"{CONSTRUCTS}/output/write.ts", f"{CONSTRUCTS}/data/input.ts"
ROWS, PUBLISH, SCHEDULE, SCRIPT = f"{CONSTRUCTS}/output/rows.ts", f"{CONSTRUCTS}/publish/publish.ts", f"{CONSTRUCTS}/publish/schedule.ts", f"{CONSTRUCTS}/script-step/index.ts"
REFERENCE, SPECIFICATION, WORKSPACE, WAIT, DATA, STEP = f"{CONSTRUCTS}/environment/reference.ts", f"{CONSTRUCTS}/environment/specification.ts", f"{CONSTRUCTS}/workspace/index.ts", f"{CONSTRUCTS}/run/wait.ts", f"{CONSTRUCTS}/data/index.ts", f"{CONSTRUCTS}/step/write.ts"

MUTATIONS = [
    Mutation("max_retries is one more", SETTINGS, [('c.draft.commented({ prefix, value: c.draft.doc(defaultOf(e, c)) }, e, comments)', 'c.draft.commented({ prefix, value: prefix.includes("max_retries") ? `${c.draft.text(e)} + 1` : c.draft.doc(defaultOf(e, c)) }, e, comments)')]),
    Mutation("timeout and max_retries change places", SETTINGS, [('[["run_invocation_timeout", "timeout"], ["run_max_try", "max_retries"]]', '[["run_invocation_timeout", "max_retries"], ["run_max_try", "timeout"]]')]),
    Mutation("error_threshold is dropped", SETTINGS, [('...simple("error_threshold", "error_threshold"),', "")]),
    Mutation("allowed_failed_count is dropped", SETTINGS, [('...simple("allowed_failed_count", "mini_batch_error_threshold"),', "")]),
    Mutation("allowed_failed_percent takes allowed_failed_count", WRITE, [('step.config.args.get("allowed_failed_percent")', 'step.config.args.get("allowed_failed_count")')]),
    Mutation("allowed_failed_percent is dropped", WRITE, [("isNone(percent, c) ? [] : [{ parts", "true ? [] : [{ parts")]),
    Mutation("node_count and process_count_per_node change places", SETTINGS, [('simple("node_count", "instance_count")', 'simple("node_count", "max_concurrency_per_instance")'), ('simple("process_count_per_node", "max_concurrency_per_instance")', 'simple("process_count_per_node", "instance_count")')]),
    Mutation("logging_level is dropped", SETTINGS, [('...simple("logging_level", "logging_level"),', "")]),
    Mutation("the default mini_batch_size of files is that of tables", SETTINGS, [('const size = table ? "1MB" : "10";', 'const size = table ? "10" : "1MB";')]),
    Mutation("a mini_batch_size that is a parameter is its default only", READ, [('  mini_batch_size: "mini_batch_size",\n  node_count', "  node_count")]),
    Mutation("a node_count that is a parameter is bound to another attribute", READ, [('node_count: "resources.instance_count"', 'node_count: "max_concurrency_per_instance"')]),
    Mutation("another entry script", SETTINGS, [('...simple("entry_script", "entry_script"),', 'keyword("entry_script", c.draft.string("other.py")),')]),
    Mutation("another environment", SETTINGS, [('...simple("environment", "environment"),', 'keyword("environment", c.draft.string("azureml:other@latest")),')]),
    Mutation("another compute", SETTINGS, [('...simple("compute_target", "compute"),', 'keyword("compute", c.draft.string("other")),')]),
    Mutation("environment variables are dropped", SETTINGS, [("...variables(config, comments, c),", "")]),
    Mutation("the last input is split in place of the first", WRITE, [('"${{inputs." + main.key + "}}"', '"${{inputs." + step.inputs.at(-1).key + "}}"')]),
    Mutation("data is downloaded in place of mounted", INPUT, [('uri ? pathDoc(uri, c) : draft.string(""), "RO_MOUNT")', 'uri ? pathDoc(uri, c) : draft.string(""), "DOWNLOAD")')]),
    Mutation("files are read as a table", INPUT, [('kind === "table" ? "DIRECT" : "EVAL_MOUNT");', '"DIRECT");')]),
    Mutation("rows are appended to the folder", WRITE, [("(rows.separate ? rowsKey : outputKey)(step.output, c.plan)", "outputKey(step.output, c.plan)")]),
    Mutation("rows get another file name", OUTPUT, [('[...place, "/", ...rows.file]', '[...place, "/rows.txt"]')]),
    Mutation("an upload becomes a mount", OUTPUT, [('if (modeOf(base, c.plan) === "upload") items', 'if (modeOf(base, c.plan) === "other") items')]),
    Mutation("an output is registered under no name", OUTPUT, [('if (name) items.push(keyword("name", assetName(name, c)));', "")]),
    Mutation("arguments in another order", WRITE, [("const words = wordsOf(step.items, c);", "const words = wordsOf(step.items, c).reverse();")]),
    Mutation("is_deterministic is inverted", WRITE, [('keyword("is_deterministic", draft.doc(reuse))', 'keyword("is_deterministic", `not ${draft.text(reuse)}`)')]),
    Mutation("a step reads another output of the step before", PIPELINE, [('"outputs", outputKey(source.output, c.plan), c)));', '"outputs", outputKey(producer.outputs.at(-1), c.plan) + (producer.outputs.length > 1 ? "" : "_rows"), c)));')]),
    Mutation("a parameter reaches the step as another one", PIPELINE, [("items.push(keyword(i.key, parameterName(i.parameter, c.plan)!));", "items.push(keyword(i.key, parameterName(model.parameters.at(-1), c.plan)!));")]),
    Mutation("another default of a parameter", PIPELINE, [('keyword(key, draft.doc(p.args.get("default_value")!))', 'keyword(key, draft.string("0"))')]),
    Mutation("the parameters of a submission are lost", PIPELINE, [("const given = run ? submitted(run, c.plan) : null;\n  const at = statementOf((run", "const given = null;\n  const at = statementOf((run")]),
    Mutation("an output is read in another mode", PIPELINE, [('.mode = ${c.draft.v2("InputOutputModes")}.${mode}`);', '.mode = ${c.draft.v2("InputOutputModes")}.RO_MOUNT`);')]),
    Mutation("another experiment", SUBMIT, [('items.push(keyword("experiment_name", experiment));', 'items.push(keyword("experiment_name", draft.string("other")));')]),
    Mutation("tags are dropped", SUBMIT, [("if (tags && !isNone(tags)) items.push", "if (false) items.push")]),
    Mutation("a failed step does not stop the pipeline", PIPELINE, [('items.push(keyword("continue_on_step_failure", "False"));', 'items.push(keyword("continue_on_step_failure", "True"));')]),
    Mutation("run_max_try is dropped", SETTINGS, [('[["run_invocation_timeout", "timeout"], ["run_max_try", "max_retries"]]', '[["run_invocation_timeout", "timeout"]]')]),
    Mutation("a mini_batch_size in kilobytes is one in megabytes", SETTINGS, [("return isText(e, c) ? c.draft.doc(e)", 'return e.kind === "string" && e.value !== null ? c.draft.string(e.value.replace(/kb/i, "mb")) : isText(e, c) ? c.draft.doc(e)')]),
    Mutation("an error_threshold of -1 is dropped", SETTINGS, [('...simple("error_threshold", "error_threshold"),', '...(get("error_threshold") && c.draft.text(get("error_threshold")!) === "-1" ? [] : simple("error_threshold", "error_threshold")),')]),
    Mutation("source_directory is dropped", SETTINGS, [('put("source_directory", "code", valueDoc("source_directory", get("source_directory")!, at, c))', 'keyword("code", c.draft.string("."))')]),
    Mutation("partition_keys are dropped", SETTINGS, [('...simple("partition_keys", "partition_keys"),', "")]),
    Mutation("the description of a step is dropped", SETTINGS, [('...simple("description", "description"),', "")]),
    Mutation("rows are appended where v1 has a summary only", ROWS, [('(typeof known === "string" && known.toLowerCase() !== "append_row")', "false")]),
    Mutation("rows are not appended", WRITE, [("if (append !== null) task.push", "if (false) task.push")]),
    Mutation("an output that v1 downloads is mounted", OUTPUT, [('source.mode === "download" ? "DOWNLOAD" : null', "null")]),
    Mutation("data that v1 downloads is mounted", INPUT, [('if (mode !== "download" || how === "DIRECT") return how;', "if (how) return how;")]),
    Mutation("an output has no place of its own", OUTPUT, [("hasPlace(base, plan) ? folder : null, settings)", "null, settings)")]),
    Mutation("an output of a step is read for that of another", PIPELINE, [("const producer = model.steps.find((s) => s.outputs.includes(source.output));", "const producer = model.steps.find((s) => s.outputs.length > 0)!;"), ('"outputs", outputKey(source.output, c.plan), c)));', '"outputs", outputKey(producer.outputs[0], c.plan), c)));')]),
    Mutation("default_datastore is dropped", PIPELINE, [('const store = args.get("default_datastore");', "const store = undefined;")]),
    Mutation("an output of the pipeline gets another name", PIPELINE, [("c.draft.string(identifier(known) + suffix)", 'c.draft.string("all_" + identifier(known) + suffix)')]),
    Mutation("the description of a pipeline is dropped", PIPELINE, [('if (description) items.push(keyword("description"', 'if (false) items.push(keyword("description"')]),
    Mutation("regenerate_outputs is dropped", SUBMIT, [('["continue_on_step_failure", "continue_on_step_failure"], ["regenerate_outputs", "force_rerun"]', '["continue_on_step_failure", "continue_on_step_failure"]')]),
    Mutation("what is published has no version", PUBLISH, [('...(version && !isNone(version) ? [keyword("tags"', '...(false ? [keyword("tags"')]),
    Mutation("a schedule has another interval", SCHEDULE, [('...plain("interval"),', 'keyword("interval", "9"),')]),
    Mutation("a schedule runs in another experiment", SCHEDULE, [("if (experiment) draft.insertBefore", "if (false) draft.insertBefore")]),
    Mutation("an environment in its latest version", REFERENCE, [('...(version ? [":", ...textOf(version, c)] : ["@"', '...(false ? [] : ["@"')]),
    Mutation("a channel of the packages is dropped", SPECIFICATION, [('[this.own("anaconda"), this.own("conda-forge")]', '[this.own("conda-forge")]')]),
    Mutation("a script step runs on one node", SCRIPT, [('if (nodes) items.push(keyword("instance_count"', 'if (false) items.push(keyword("instance_count"')]),
    Mutation("the arguments of docker are dropped", SCRIPT, [("  if (docker) {", "  if (false) {")]),
    Mutation("a script step is always deterministic", SCRIPT, [("keyword(\"is_deterministic\", draft.doc(reuse))", 'keyword("is_deterministic", "True")')]),
    Mutation("error_threshold and mini_batch_error_threshold change places", SETTINGS, [('simple("error_threshold", "error_threshold")', 'simple("error_threshold", "mini_batch_error_threshold")'), ('simple("allowed_failed_count", "mini_batch_error_threshold")', 'simple("allowed_failed_count", "error_threshold")')]),
    Mutation("a default of a parameter becomes text", PIPELINE, [('keyword(key, draft.doc(p.args.get("default_value")!))', 'keyword(key, `str(${draft.text(p.args.get("default_value")!)})`)')]),
    Mutation("subscription and resource group change places", WORKSPACE, [('"subscription_id", "subscription_id", c)', '"resource_group", "subscription_id", c)'), ('"resource_group", "resource_group_name", c)', '"subscription_id", "resource_group_name", c)')]),
    Mutation("nothing waits for a run", WAIT, [("if (bare && settings.raises) return stream;", 'if (bare && settings.raises) return "pass";')]),
    Mutation("the default mini_batch_size beside a shared config is that of files", WRITE, [("if (shared) items.push(...defaultMiniBatch(step.config, main, c)", "if (shared) items.push(...defaultMiniBatch(step.config, null, c)")]),
    Mutation("append_row_file_name is lost", ROWS, [('given ? textOf(given, c) : ["parallel_run_step.txt"]', '["parallel_run_step.txt"]')]),
    Mutation("the variables of the environment count more than those of the config", SETTINGS, [("...inherited.filter((i) => i.prefix === \"**\" || !items.some((x) => x.prefix === i.prefix)), ...items]", "...items, ...inherited]")]),
    Mutation("the folder is not passed as --output", WRITE, [("passesFolder(step, c.plan) ?", "false ?")]),
    Mutation("a node takes the outputs of its inputs in the other order", PIPELINE, [("for (const input of step.inputs) {\n    const { source } = input;\n    if (source.type === \"parameter\")", "for (const [at, input] of step.inputs.entries()) {\n    const { source } = step.inputs.at(-1 - at)!;\n    if (source.type === \"parameter\")")]),
    Mutation("a path on the compute is dropped without a word", DATA, [('rules.PATH_ON_COMPUTE, path, {', 'rules.PATH_ON_COMPUTE, path, { effort: "upgraded",')]),
    Mutation("a step is shown under another name", STEP, [('keyword("display_name", draft.doc(e))]', 'keyword("display_name", draft.string("other"))]')]),
]


def build(source: Path, out: Path) -> Path:
    """The command line of a copy of the TypeScript."""
    out.mkdir(parents=True, exist_ok=True)
    banner = 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);'
    options = ["--bundle", "--platform=node", "--target=node20", "--format=esm", "--main-fields=module,main", "--log-level=error", f"--banner:js={banner}", f"--outfile={out / 'cli.js'}"]
    subprocess.run([str(ROOT / "node_modules/.bin/esbuild"), str(source / "src/cli/start.ts"), *options], check=True)
    for wasm in ("web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-python/tree-sitter-python.wasm"):
        shutil.copy(ROOT / "node_modules" / wasm, out)
    return out / "cli.js"


def copy(to: Path) -> None:
    shutil.copytree(ROOT / "src", to / "src")
    shutil.copytree(ROOT / "schema", to / "schema")
    for name in ("package.json", "tsconfig.json"):
        shutil.copy(ROOT / name, to)
    (to / "node_modules").symlink_to(ROOT / "node_modules")


FIXTURES = ROOT / "fixtures"


@dataclass
class Upgraded:
    """What a command line makes of a fixture: its code, and the reports of its files."""

    project: Project
    report: judge.Report


def fixtures() -> list[list[str]]:
    """The fixtures whose v2 code runs a parallel step, the shortest first, in groups that are upgraded together. Notebooks are left out."""
    cases = {p.parent for kind in ("v1.py", "v1") for p in FIXTURES.glob(f"*/{kind}") if any((p.parent / v2).exists() for v2 in ("v2.py", "v2"))}
    long = {p.name: len("".join(Project.read(p, "v1").texts)) for p in cases if any("parallel_run_function" in text for text in Project.read(p, "v2").texts)}
    names = sorted(long, key=lambda name: (long[name], name))
    return [names[i : i + GROUP] for i in range(0, len(names), GROUP)]


def upgraded(cli: Path, names: list[str]) -> dict[str, Upgraded]:
    """What a command line makes of fixtures, each in a folder of its own, all in one run."""
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            to, v1 = Path(folder) / name, FIXTURES / name / "v1"
            if v1.is_dir():
                shutil.copytree(v1, to / "v1")
            else:
                to.mkdir()
                shutil.copy(v1.with_suffix(".py"), to)
        made = judge.upgrade(Path(folder), cli)
        return {name: Upgraded(Project.read(Path(folder) / name, "v1"), [u.report for path, u in made.items() if path.startswith(f"{name}/")]) for name in names}


class Unfit(Exception):
    """The text that a mutation changes is no longer there."""


def mutate(mutation: Mutation, to: Path) -> str:
    """Changes the copy, and gives back the text as it was."""
    path = to / mutation.file
    original = text = path.read_text()
    for old, new in mutation.changes:
        if text.count(old) != 1:
            raise Unfit(f"{old!r} stands {text.count(old)} times in {mutation.file}")
        text = text.replace(old, new)
    path.write_text(text)
    return original


class Fixtures:
    """What the fixtures are without a mutation: each is upgraded, recorded and judged once, when a mutation first needs it."""

    def __init__(self, cli: Path) -> None:
        self._cli, self._lock = cli, threading.Lock()
        self._before: dict[str, dict[str, Upgraded]] = {}
        self._recorded: dict[str, judge.Recorded] = {}
        self._sound: dict[str, bool] = {}

    def before(self, names: list[str]) -> dict[str, Upgraded]:
        """Those of a group that come out in it as they do alone: the others can show no mistake."""
        with self._lock:
            if names[0] not in self._before:
                self._before[names[0]] = {n: u for n, u in upgraded(self._cli, names).items() if u.project == Project.read(FIXTURES / n, "v2")}
            return self._before[names[0]]

    def mistake(self, name: str, before: Upgraded, after: Upgraded) -> str | None:
        """What the judge says of a mutated fixture, where it says nothing of the fixture as it is."""
        v1 = Project.read(FIXTURES / name, "v1")
        if name not in self._recorded:
            self._recorded[name] = judge.record([v1], 1)[0]
        judged = judge.verdict(judge.Case(v1, after.project, after.report), self._recorded[name])
        if judged.outcome != "differs":
            return None
        if name not in self._sound:
            self._sound[name] = judge.verdict(judge.Case(v1, before.project, before.report), self._recorded[name]).outcome in ("same", "left")
        return judged.problems[0] if self._sound[name] else None


def _effort(upgrade: Upgraded) -> list[tuple[str, str]]:
    """What the findings of a fixture ask of a person: a mistake may be that they say nothing."""
    return [(f["code"], f["effort"]) for file in upgrade.report for f in file["findings"]]


def attempt(mutation: Mutation, copied: Path, known: Fixtures) -> tuple[bool, str]:
    """Whether some fixture shows a mutation, and what is said of it. The shortest are asked first, so that most of them need not be upgraded."""
    try:
        original = mutate(mutation, copied)
    except Unfit as error:
        return False, str(error)
    try:
        cli = build(copied, copied / "dist")
    finally:
        (copied / mutation.file).write_text(original)
    asked: list[str] = []
    # One that comes out in another way beside others, such as those that register what it reads, is asked alone, after all groups.
    groups = fixtures()
    for names in groups:
        before, after = known.before(names), upgraded(cli, names)
        if len(names) > 1:
            groups += [[n] for n in names if n not in before]
        for name in (n for n in names if n in before and (after[n].project != before[n].project or _effort(after[n]) != _effort(before[n]))):
            if said := known.mistake(name, before[name], after[name]):
                return True, f"{name}: {said[:150]}"
            asked.append(name)
            if len(asked) == MOST:
                return False, f"not noticed in {', '.join(asked)}"
    return False, f"not noticed in {', '.join(asked)}" if asked else "no fixture comes out in another way"


def main(words: list[str]) -> int:
    started = time.monotonic()
    chosen = [m for m in MUTATIONS if not words or any(w in m.name for w in words)]
    with tempfile.TemporaryDirectory() as work:
        copies = [Path(work) / f"copy-{i}" for i in range(WORKERS)]
        for to in copies:
            copy(to)
        known = Fixtures(build(copies[0], Path(work) / "whole"))
        free = list(copies)

        def one(mutation: Mutation) -> bool:
            copied = free.pop()
            caught, said = attempt(mutation, copied, known)
            free.append(copied)
            print(f"{'caught' if caught else 'MISSED':<8}{mutation.name:<66}{said}", flush=True)
            return caught

        with ThreadPoolExecutor(WORKERS) as pool:
            caught = sum(pool.map(one, chosen))
    print(f"{caught} of {len(chosen)} mutations caught, in {time.monotonic() - started:.0f} s")
    return 0 if caught == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
