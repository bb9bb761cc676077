"""Makes v1 programs and judges their upgrades (see ``judge.py``).

    sh conformance/generate.sh --count 2000 --seed 1      a run by night
    sh conformance/generate.sh --count 1 --seed 17 --show  one program and what became of it
    sh conformance/generate.sh --count 500 --from 1500     goes on where a run was stopped

Program ``n`` of a seed is always the same. A program is valid v1: the real v1 packages ran it. Its upgrade means the same, or a finding says what stays v1;
anything else is WRONG, made as small as it gets and printed.
"""
from __future__ import annotations

import argparse
import ast
import collections
import json
import random
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any, Callable

import judge
import shrink


@dataclass
class Statement:
    """A statement of the program: its lines, the names that it sets and those that it reads. An expression is kept apart where it may move into a function."""

    lines: list[str]
    sets: set[str]
    reads: set[str]
    name: str | None = None
    expression: str | None = None
    kind: str = ""


@dataclass
class Program:
    rnd: random.Random
    statements: list[Statement] = field(default_factory=list)
    imports: set[str] = field(default_factory=set)
    #: What it is made of, for the counts.
    features: set[str] = field(default_factory=set)
    parameters: list[tuple[str, str, str, str]] = field(default_factory=list)  # variable, name, default, another value
    options: list[tuple[str, str, str]] = field(default_factory=list)  # of argparse: name, type, default
    taken: dict[str, int] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    main: bool = False
    #: Imports of the program's own modules.
    extra: list[str] = field(default_factory=list)
    #: The names of steps with what each writes, for the code that downloads it.
    results: list[tuple[str, str]] = field(default_factory=list)

    def chance(self, share: float) -> bool:
        return self.rnd.random() < share

    def one(self, *choices: Any) -> Any:
        return self.rnd.choice(choices)

    def fresh(self, base: str) -> str:
        self.taken[base] = self.taken.get(base, 0) + 1
        return base if self.taken[base] == 1 else f"{base}_{self.taken[base]}"

    def say(self, line: str, sets: str = "", reads: str = "", kind: str = "") -> None:
        self.statements.append(Statement(line.split("\n"), set(sets.split()), set(reads.split()), kind=kind))

    def let(self, name: str, expression: str, reads: str = "", kind: str = "") -> str:
        self.statements.append(Statement([f"{name} = {expression}"], {name}, set(reads.split()), name, expression, kind))
        return name

    def uses(self, name: str) -> str:
        """A class of v1 by the name that the program imports it under."""
        self.imports.add(name)
        return self.aliases.get(name, name)


MODULES = {
    "azureml.core": "Dataset Datastore Environment Experiment Workspace".split(), "azureml.core.compute": ["AmlCompute", "ComputeTarget"], "azureml.core.compute_target": ["ComputeTargetException"], "azureml.core.runconfig": ["RunConfiguration"],
    "azureml.core.conda_dependencies": ["CondaDependencies"], "azureml.data": ["OutputFileDatasetConfig"], "azureml.data.dataset_consumption_config": ["DatasetConsumptionConfig"],
    "azureml.data.data_reference": ["DataReference"], "azureml.pipeline.core": "Pipeline PipelineData PipelineParameter Schedule ScheduleRecurrence StepSequence".split(),
    "azureml.pipeline.steps": "CommandStep ParallelRunConfig ParallelRunStep PythonScriptStep".split(),
}
MODULE_OF = {name: module for module, names in MODULES.items() for name in names}


def value(p: Program, literal: str, *, what: str, parameter: bool = False, simple: float = 0.45) -> tuple[str, str]:
    """An expression for a literal, and the names that it reads."""
    text = literal.startswith(('"', "'"))
    whole = literal.lstrip("-").isdigit()
    if p.chance(simple):
        return literal, ""
    forms = ["variable", "environ", "argparse", "dict", "condition", "class"]
    forms += ["arithmetic"] if whole else ["fstring", "concatenated", "format"] if text else []
    forms += ["parameter", "parameter"] if parameter else []
    form = p.one(*forms)
    p.features.add(f"value: {form}")
    name = p.fresh(what)
    inner = literal[1:-1]
    if form == "variable":
        p.let(name.upper() if p.chance(0.5) else name, literal, kind="constant")
        return next(iter(p.statements[-1].sets)), next(iter(p.statements[-1].sets))
    if form == "environ":
        read = f'os.environ.get("{name.upper()}", "{inner if text else literal}")' if p.chance(0.6) else f'os.getenv("{name.upper()}", "{inner if text else literal}")'
        p.imports.add("os")
        return (read if text else f"int({read})" if whole else f"float({read})"), ""
    if form == "argparse":
        p.options.append((name, "str" if text else "int" if whole else "float", literal))
        p.imports.add("argparse")
        return f"args.{name}", "args"
    if form == "dict":
        table = p.fresh("settings")
        p.let(table, f'{{"{name}": {literal}, "other": 1}}', kind="constant")
        return (f'{table}["{name}"]' if p.chance(0.7) else f'{table}.get("{name}")'), table
    if form == "class":
        held = p.fresh("Settings")
        p.say(f"class {held}:\n    {name} = {literal}", held, kind="constant")
        return f"{held}.{name}", held
    if form == "condition":
        flag = p.fresh("large").upper()
        yes = p.chance(0.5)
        p.let(flag, str(yes), kind="constant")
        other = f'"{inner}x"' if text and what not in ("mini_batch_size", "logging_level", "output_action") else literal
        return f"({literal} if {flag} else {other})" if yes else f"({other} if {flag} else {literal})", flag
    if form == "arithmetic":
        n = int(literal)
        if p.chance(0.5):
            return f"({n - 1} + 1)", ""
        base = p.fresh("base").upper()
        p.let(base, str(n - 1), kind="constant")
        return f"{base} + 1", base
    if form == "parameter":
        default, other = (literal, f"{int(literal) + 1}") if whole else (literal, '"WARNING"' if what == "logging_level" else f'"{int(inner) + 1}"' if inner.isdigit() else '"2kb"')
        variable = p.fresh(f"{what}_param")
        pipeline_parameter(p, variable, f"{what}_{len(p.parameters)}", default, other)
        return variable, variable
    cut = p.rnd.randint(0, len(inner))
    head = p.fresh("prefix")
    p.let(head, f'"{inner[:cut]}"', kind="constant")
    rest = inner[cut:]
    if form == "fstring":
        return f'f"{{{head}}}{rest}"', head
    if form == "concatenated":
        return f'{head} + "{rest}"', head
    return f'"{{}}{rest}".format({head})', head


def pipeline_parameter(p: Program, variable: str, name: str, default: str, other: str) -> None:
    cls = p.uses("PipelineParameter")
    given = f'{cls}(name="{name}", default_value={default})' if p.chance(0.7) else f'{cls}("{name}", {default})'
    p.let(variable, given, kind="parameter")
    p.parameters.append((variable, name, default, other))


def call(p: Program, head: str, required: list[tuple[str, str]], named: list[tuple[str, str]], positional: bool = False) -> str:
    """A call; the required arguments may be positional, the others are in any order."""
    p.rnd.shuffle(named)
    parts = [v for _, v in required] if positional else [f"{k}={v}" for k, v in required]
    if not positional and p.chance(0.5):
        parts += [f"{k}={v}" for k, v in named]
        p.rnd.shuffle(parts)
    else:
        parts += [f"{k}={v}" for k, v in named]
    if p.chance(0.5) or sum(map(len, parts)) < 60:
        return f"{head}({', '.join(parts)})"
    noted = p.rnd.randrange(len(parts)) if p.chance(0.15) else None
    return f"{head}(\n    " + "\n    ".join(f"{part},  # as agreed" if i == noted else f"{part}," for i, part in enumerate(parts)) + "\n)"


def workspace(p: Program) -> None:
    cls = p.uses("Workspace")
    p.let("ws", p.one(f"{cls}.from_config()", f"{cls}.from_config()", f'{cls}("sub", "group", "lake")', f'{cls}.get(name="lake", subscription_id="sub", resource_group="group")'), kind="workspace")
    p.let("store", p.one("ws.get_default_datastore()", f'{p.uses("Datastore")}.get(ws, "archive")', 'ws.datastores["archive"]'), "ws", kind="datastore")


def environment(p: Program) -> str:
    cls = p.uses("Environment")
    form = p.one("get", "get", "conda", "image", "packages", "packages", "lookup", "subscript")
    if form == "subscript":
        return p.let("env", 'ws.environments["scoring"]', "ws", kind="environment")
    if form == "get":
        return p.let("env", f'{cls}.get(ws, "scoring")' if p.chance(0.5) else f'{cls}.get(workspace=ws, name="scoring", version="3")', "ws", kind="environment")
    if form == "lookup":
        return p.let("env", f'{cls}.get(ws, name="scoring")', "ws", kind="environment")
    if form == "conda":
        return p.let("env", f'{cls}.from_conda_specification("scoring", "conda.yml")' if p.chance(0.5) else f'{cls}.from_conda_specification(name="scoring", file_path="conda.yml")', kind="environment")
    if form == "image":
        return p.let("env", f'{cls}.from_docker_image("scoring", "acme/score:1")', kind="environment")
    p.let("env", f'{cls}("scoring")', kind="environment")
    conda = p.uses("CondaDependencies")
    packages = f'{conda}.create(pip_packages=["pillow", "azureml-defaults"], conda_packages=["numpy"])'
    if p.chance(0.15):
        p.say("env.python.user_managed_dependencies = True", "env!", "env")
    elif p.chance(0.5):
        p.let("conda", packages if p.chance(0.7) else f"{conda}()")
        if p.chance(0.4):
            p.say('conda.add_pip_package("torch==2.1")', "conda!", "conda")
        if p.chance(0.2):
            p.say('conda.add_conda_package("scipy")', "conda!", "conda")
        p.say("env.python.conda_dependencies = conda", "env!", "env conda conda!")
    else:
        p.say(f"env.python.conda_dependencies = {packages}", "env!", "env")
    if p.chance(0.4):
        p.say('env.docker.base_image = "acme/base:2"', "env!", "env")
    if p.chance(0.3):
        p.say("env.docker.enabled = True", "env!", "env")
    if p.chance(0.3):
        p.say('env.environment_variables = {"OMP_NUM_THREADS": "1"}', "env!", "env")
    return "env"


def compute(p: Program) -> tuple[str, str]:
    form = p.one("text", "text", "lookup", "target", "aml", "try")
    if form == "try":
        name, target, cls = p.fresh("compute_target"), p.uses("ComputeTarget"), p.uses("AmlCompute")
        made = f'{target}.create(ws, "cpu-cluster", {cls}.provisioning_configuration(vm_size="STANDARD_D2_V2", max_nodes=4))'
        p.features.add("compute: try")
        p.say(f'try:\n    {name} = {target}(workspace=ws, name="cpu-cluster")\nexcept {p.uses("ComputeTargetException")}:\n    {name} = {made}', name, "ws")
        return name, name
    if form == "text":
        return value(p, '"cpu-cluster"', what="cluster", simple=0.5)
    given = 'ws.compute_targets["cpu-cluster"]' if form == "lookup" else f'{p.uses("ComputeTarget" if form == "target" else "AmlCompute")}(ws, "cpu-cluster")'
    return (p.let(p.fresh("compute_target"), given, "ws", kind="compute"),) * 2


@dataclass
class Input:
    """Data that a step may read: the expression of a split input, of a side input, and what reads what."""

    expression: str
    reads: str
    table: bool = False
    name: str = ""


def dataset(p: Program, table: bool) -> Input:
    name = p.fresh("tables" if table else p.one("images", "labels", "pages"))
    cls = p.uses("Dataset")
    if table:
        base = p.one(f'{cls}.Tabular.from_delimited_files((store, "{name}/all.csv"))', f'{cls}.Tabular.from_parquet_files(path=(store, "{name}"))')
    else:
        base = p.one(f'{cls}.get_by_name(ws, "{name}")', f'{cls}.get_by_name(ws, name="{name}", version=3)', f'{cls}.File.from_files((store, "{name}"))', f'{cls}.File.from_files(path=(store, "{name}/**"))', f'ws.datasets["{name}"]')
    read = "ws" if "ws" in base.replace("rows", "") else "store"
    variable = p.fresh(f"{name}_data")
    if not table and p.chance(0.2):
        p.let(variable, base, read, kind="dataset")
        consumption = p.uses("DatasetConsumptionConfig")
        p.features.add("input: DatasetConsumptionConfig")
        if p.chance(0.4):
            p.features.add("input: data that is a parameter")
            parameter = p.let(p.fresh(f"{name}_param"), f'{p.uses("PipelineParameter")}(name="{name}_data_in", default_value={variable})', variable, kind="consumption")
            return Input(p.let(p.fresh(f"{name}_input"), f'{consumption}("{name}", {parameter}){p.one(".as_mount()", "")}', parameter, kind="consumption"), f"{name}_input", table, name)
        return Input(p.let(p.fresh(f"{name}_input"), f'{consumption}("{name}", {variable}, mode="mount")', variable, kind="consumption"), f"{name}_input", table, name)
    mode = "" if table else p.one(".as_mount()", ".as_mount()", ".as_download()") if "get_by_name" in base or "datasets" in base else p.one("", ".as_mount()", ".as_download()")
    if p.chance(0.5):
        p.let(variable, base, read, kind="dataset")
        if "from_files" in base and p.chance(0.15):
            p.features.add("input: is registered")
            p.say(f'{variable}.register(ws, {p.one("", "name=")}"{name}-set"{p.one("", ", create_new_version=True")})', f"{variable}!", f"ws {variable}")
        if p.chance(0.5):
            return Input(p.let(p.fresh(f"{name}_input"), f'{variable}.as_named_input("{name}"){mode}', variable, kind="consumption"), f"{name}_input", table, name)
        if p.chance(0.5):
            return Input(f'{variable}.as_named_input("{name}"){mode}', variable, table, name)
        return Input(p.let(p.fresh(f"{name}_input"), f'{variable}.as_named_input(name="{name}"){mode}', variable, kind="consumption"), f"{name}_input", table, name)
    return Input(p.let(p.fresh(f"{name}_input"), f'{base}.as_named_input("{name}"){mode}', read, kind="consumption"), f"{name}_input", table, name)


def reference(p: Program) -> Input:
    """A folder of a datastore that no dataset stands for."""
    name = p.fresh(p.one("weights", "lookup"))
    cls = p.uses("DataReference")
    given = p.one(f'{cls}(datastore=store, data_reference_name="{name}", path_on_datastore="ref/{name}")', f'{cls}(store, data_reference_name="{name}", path_on_datastore="ref/{name}", mode="download")')
    p.features.add("input: DataReference")
    return Input(p.let(f"{name}_ref", given, "store", kind="dataset"), f"{name}_ref", False, name)


@dataclass
class Output:
    variable: str
    #: What a later step writes to read it: as split input, as side or plain input.
    split: str
    side: str
    kind: str
    given: str = ""


def output(p: Program, script: bool) -> Output:
    name = p.fresh(p.one("scores", "result", "cleaned"))
    kind = p.one("data", "data", "config", "config", "promoted")
    if kind == "config":
        cls = p.uses("OutputFileDatasetConfig")
        given = p.one(f'{cls}("{name}")', f'{cls}(name="{name}", destination=(store, "out/{name}"))', f'{cls}("{name}", (store, "runs/{{run-id}}/{{output-name}}"))', f'{cls}(name="{name}").as_upload()', f'{cls}("{name}", destination=(store, "out/{name}")).register_on_complete("{name}-set")', f'{cls}(name="{name}", destination=(store, "up/{name}")).as_upload(overwrite=True)')
        p.let(name, given, "store" if "store" in given else "", kind="output")
        p.features.add("output: OutputFileDatasetConfig")
        return Output(name, p.one(name, f'{name}.as_input("{name}_in")', f'{name}.as_input(name="{name}_in")', f"{name}.as_input()"), p.one(name, f'{name}.as_input("{name}_in")', f'{name}.as_input("{name}_in").as_download()'), kind, name)
    cls = p.uses("PipelineData")
    given = p.one(f'{cls}("{name}", datastore=store)', f'{cls}("{name}", store)', f'{cls}(name="{name}")', f'{cls}("{name}", datastore=store, pipeline_output_name="{name}_all")', f'{cls}("{name}", datastore=store, output_mode="upload")', f'{cls}("{name}", datastore=store, output_name="{name}_named")', f'{cls}(name="{name}", datastore=store, is_directory=True)', f'{cls}("{name}", datastore=store, output_path_on_compute="{name}")')
    p.features.add("output: PipelineData" + (" as_dataset" if kind == "promoted" else ""))
    if kind == "promoted":
        p.let(name, f"{given}.as_dataset()" if p.chance(0.5) else given, "store" if "store" in given else "", kind="output")
        if "as_dataset" not in p.statements[-1].lines[0]:
            name = p.let(f"{name}_set", f"{name}.as_dataset()", name)
        return Output(name, p.one(f'{name}.as_named_input("{name}_in")', name, f'{name}.as_named_input("{name}_in").as_mount()'), p.one(name, f'{name}.as_named_input("{name}_in").as_download()'), kind, name)
    p.let(name, given, "store" if "store" in given else "", kind="output")
    return Output(name, "", p.one(name, name, f'{name}.as_mount()', f'{name}.as_download()', f'{name}.as_input("{name}_in")'), kind, name)


LITERALS = ['"x y"', "3", '"it\'s"', "True", '"a=b"', "-1", "0.5", '"{x}"', '"plain"', '"a;b"', '"100%"', '"#1"']


def arguments(p: Program, sides: list[tuple[str, Input | Output]], own: str | None, script: bool, inline: bool = False) -> tuple[str | None, str]:
    """``arguments=[...]`` and the names that it reads."""
    items: list[list[str]] = []
    reads: list[str] = []
    for expression, source in sides:
        if p.chance(0.75):
            items.append([f'"--{source.name if isinstance(source, Input) else source.variable}"', expression])
    for variable, name, *_ in list(p.parameters):
        if p.chance(0.25):
            items.append([f'"--{name}"', variable])
            reads.append(variable)
    for i in range(p.rnd.randint(0, 2)):
        literal = p.one(*LITERALS)
        if p.chance(0.4):
            items.append([f'"--flag_{i}"'])
        elif p.chance(0.6):
            items.append([f'"--opt_{i}"', literal])
        else:
            expression, read = value(p, p.one('"resnet"', "7"), what="model")
            items.append([f'"--opt_{i}"', expression])
            reads += read.split()
    if p.chance(0.15):
        variable = p.fresh("threshold")
        pipeline_parameter(p, variable, variable, p.one("0.5", '"a"', "True", '"two words"'), p.one("0.75", '"b c"'))
        items.append([f'"--{variable}"', variable])
        reads.append(variable)
    if own and p.chance(0.4 if not script else 0.7):
        items.append(['"--out"', own])
    p.rnd.shuffle(items)
    flat = [x for item in items for x in item]
    if not flat and p.chance(0.7):
        return None, ""
    listed = f"[{', '.join(flat)}]"
    names = " ".join(reads)
    if flat and not inline and p.chance(0.25):
        read = names + " " + " ".join(_names(listed))
        variable = p.fresh("script_args")
        if len(items) > 1 and p.chance(0.5):
            head = len(items[0])
            p.let(variable, f"[{', '.join(flat[:head])}]", read)
            p.say(f"{variable} {p.one('+=', '+=')} [{', '.join(flat[head:])}]", f"{variable}!", f"{variable} {read}")
            return variable, f"{variable} {variable}!"
        p.let(variable, listed, read)
        if p.chance(0.5):
            return variable, variable
        flag = p.fresh("verbose").upper()
        p.let(flag, str(p.chance(0.5)), kind="constant")
        more = p.one('["--level", "debug mode"]', '["--verbose"]', '["--n", 5]')
        p.say(f"if {flag}:\n    {p.one(f'{variable} += {more}', f'{variable}.extend({more})')}", f"{variable}!", f"{variable} {flag}")
        p.features.add("arguments: on a condition")
        return variable, f"{variable} {variable}!"
    return listed, names


def _names(expression: str) -> set[str]:
    return {n.id for n in ast.walk(ast.parse(expression, mode="eval")) if isinstance(n, ast.Name)}


def config(p: Program, env: str, table: bool) -> str:
    """A ``ParallelRunConfig``."""
    cls = p.uses("ParallelRunConfig")
    reads = env + (" env!" if env == "env" else "")

    def setting(name: str, literal: str, parameter: bool = False) -> tuple[str, str]:
        nonlocal reads
        expression, read = value(p, literal, what=name, parameter=parameter)
        reads += f" {read}"
        return name, expression

    target, read = compute(p)
    reads += f" {read}"
    required = [
        ("environment", env), setting("entry_script", p.one('"score.py"', '"batch/run.py"')), setting("error_threshold", p.one("-1", "0", "5", "10")),
        setting("output_action", p.one('"append_row"', '"append_row"', '"summary_only"')), ("compute_target", target), setting("node_count", p.one("1", "2", "4"), True),
    ]
    pool: list[Callable[[], tuple[str, str]]] = [
        lambda: setting("process_count_per_node", p.one("1", "2", "8"), True), lambda: setting("mini_batch_size", p.one('"5"', "7", '"10"') if not table else p.one('"10kb"', '"1MB"', "4096"), True),
        lambda: setting("logging_level", p.one('"DEBUG"', '"INFO"', '"WARNING"'), True), lambda: setting("run_invocation_timeout", p.one("60", "600"), True), lambda: setting("run_max_try", p.one("1", "3", "5"), True),
        lambda: setting("append_row_file_name", p.one('"rows.csv"', '"all.txt"')), lambda: setting("allowed_failed_count", p.one("-1", "3")), lambda: setting("allowed_failed_percent", p.one("5", "50", "2.5")),
        lambda: setting("description", p.one('"scores pages"', '"it is"')), lambda: ("environment_variables", p.one('{"A": "1"}', '{"A": "1", "LEVEL": "x y"}')),
    ]
    named = [make() for make in pool if p.chance(0.45)]
    if p.chance(0.85):
        if p.chance(0.1):
            p.imports.add("os")
            named.append(("source_directory", 'os.path.join("steps", "scoring")'))
        else:
            named.append(setting("source_directory", p.one('"src"', '"steps/scoring"')))
    name = p.fresh(p.one("config", "parallel_run_config", "score_config"))
    splat = ""
    if p.chance(0.08) and named:
        p.features.add("settings: **dict")
        moved = [named.pop() for _ in range(min(2, len(named)))]
        common = p.fresh("common")
        p.let(common, "dict(" + ", ".join(f"{k}={v}" for k, v in moved) + ")" if p.chance(0.5) else "{" + ", ".join(f'"{k}": {v}' for k, v in moved) + "}", reads)
        reads += f" {common}"
        splat = common
    text = call(p, cls, required, named, positional=p.chance(0.1))
    if splat:
        text = text[: text.rindex(")")].rstrip()
        text += f"\n    **{splat},\n)" if "\n" in text else f", **{splat})"
    p.let(name, text, reads, kind="config")
    if p.chance(0.08) and not any(variable.startswith(("run_max_try_param", "node_count_param")) for variable, *_ in p.parameters):
        p.features.add("settings: assigned later")
        expression, read = value(p, "2", what="run_max_try")
        p.say(f"{name}.{p.one('run_max_try', 'node_count')} = {expression}", f"{name}!", f"{name} {read}")
    return name


def steps(p: Program, env: str) -> list[str]:
    count = p.rnd.choices([1, 2, 3, 4], [5, 4, 2, 1])[0]
    at = p.rnd.randrange(count)
    made: list[str] = []
    outputs: list[Output] = []
    configs: list[tuple[str, bool]] = []
    run_config = ""
    for i in range(count):
        kind = "parallel" if i == at else p.one("parallel", "script", "script", "command")
        p.features.add(f"step: {kind}")
        own = output(p, kind != "parallel")
        before = [o for o in outputs if p.chance(0.6)]
        reads = [own.variable, *(x for o in before for x in (o.variable,))]
        name = p.one(f"step-{i}", f"score{i}", f"part-{i}-x")
        if kind == "parallel":
            splits = [o for o in before if o.split]
            if splits and p.chance(0.6):
                main_output = splits[0]
                before.remove(main_output)
                split, table = main_output.split, False
            else:
                table = p.chance(0.2)
                data = dataset(p, table)
                split, reads = data.expression, [*reads, *data.reads.split()]
            # A parallel step takes no input binding of a PipelineData.
            sides: list[tuple[str, Input | Output]] = [(o.variable if o.kind == "data" else o.side, o) for o in before if o.kind in ("data", "config")]
            for _ in range(p.rnd.choice([0, 0, 0, 1, 2])):
                extra = dataset(p, False)
                if extra.expression.isidentifier():
                    sides.append((extra.expression, extra))
                    reads += extra.reads.split()
            if p.chance(0.1):
                folder = reference(p)
                sides.append((folder.expression, folder))
                reads.append(folder.expression)
            sides = [(e, s) if e.isidentifier() else (_bound(p, e, reads), s) for e, s in sides]
            given, names = arguments(p, sides, own.given, False)
            reads += names.split()
            if configs and p.chance(0.5) and any(t == table for _, t in configs):
                chosen = next(c for c, t in configs if t == table)
                p.features.add("shared config")
            else:
                chosen = config(p, env, table)
                configs.append((chosen, table))
            named = [("output", own.variable)]
            if sides or p.chance(0.1):
                named.append(("side_inputs", f"[{', '.join(e for e, _ in sides)}]"))
            if given is not None:
                named.append(("arguments", given))
            if p.chance(0.35):
                named.append(("allow_reuse", p.one("True", "False")))
            if own.kind != "promoted" and not any("output_name=" in line for t in p.statements if own.variable in t.sets for line in t.lines):
                p.results.append((name, own.given))
            expression, read = value(p, f'"{name}"', what="step_name", simple=0.8)
            step = call(p, p.uses("ParallelRunStep"), [("name", expression), ("parallel_run_config", chosen), ("inputs", f"[{split}]")], named, positional=p.chance(0.15))
            reads += [chosen, f"{chosen}!", *read.split(), *_names(split)]
        else:
            inputs: list[tuple[str, Input | Output]] = [(o.side, o) for o in before]
            if p.chance(0.4):
                data = dataset(p, False)
                if data.expression.isidentifier():
                    inputs.append((data.expression, data))
                    reads += data.reads.split()
            if p.chance(0.12):
                folder = reference(p)
                inputs.append((folder.expression, folder))
                reads.append(folder.expression)
            inputs = [(e, s) if e.isidentifier() else (_bound(p, e, reads), s) for e, s in inputs]
            given, names = arguments(p, inputs, own.given, True, inline=kind == "command")
            reads += names.split()
            if not run_config:
                run_config = p.let("run_config", f"{p.uses('RunConfiguration')}()")
                p.say("run_config.environment = env", "run_config!", f"run_config {env} env!")
            target, read = compute(p)
            reads += [run_config, "run_config!", *read.split()]
            listed = f"[{', '.join(e for e, _ in inputs)}]"
            shared = [("inputs", listed), ("outputs", f"[{own.variable}]"), ("runconfig", run_config), ("compute_target", target), ("source_directory", '"src"')]
            shared += [("allow_reuse", p.one("True", "False"))] if p.chance(0.35) else []
            if kind == "script":
                named = [*shared, *([("arguments", given)] if given is not None else [])]
                step = call(p, p.uses("PythonScriptStep"), [("name", f'"{p.one(name, f"Step {i}", f"step_{i}")}"'), ("script_name", '"prepare.py"')], named)
            else:
                parts = given if given is not None else "[]"
                command = '["python prepare.py"' + (", " + parts[1:] if parts != "[]" else "]")
                step = call(p, p.uses("CommandStep"), [("name", f'"{name}"'), ("command", command)], shared)
        variable = p.fresh(p.one("step", f"{kind}_step"))
        p.let(variable, step, " ".join({*reads, *_names(step)} & _known(p)), kind="step")
        made.append(variable)
        outputs.append(own)
    return made


def looped(p: Program, env: str) -> str:
    """Steps that a loop makes, in a list."""
    p.features.add("loop: makes steps")
    chosen = config(p, env, False)
    data = dataset(p, False)
    variable = p.fresh("region_steps")
    name = p.one("region", "country")
    output_class, step_class = p.uses("PipelineData"), p.uses("ParallelRunStep")
    named = [("output", f"{name}_scores")]
    if p.chance(0.6):
        named.append(("arguments", f'["--{name}", {name}]'))
    if p.chance(0.3):
        named.append(("allow_reuse", "False"))
    step_name = p.one(f'f"score-{{{name}}}"', f'"score-" + {name}', f'"score-{{}}".format({name})')
    step = call(p, step_class, [("name", step_name), ("parallel_run_config", chosen), ("inputs", f"[{data.expression}]")], named).replace("\n", "\n    ")
    output_name = p.one(f'f"{{{name}}}_scores"', f'{name} + "_scores"', '"scores"')
    values = p.one('["north", "south"]', '("a", "b", "c")')
    if p.chance(0.3):
        values = p.let(p.fresh(f"{name}s").upper(), values, kind="constant")
    body = f"{name}_scores = {output_class}({output_name}, datastore=store)"
    added = f"{variable}.append({step})" if p.chance(0.5) else f"{name}_step = {step}\n    {variable}.append({name}_step)"
    p.say(f"{variable} = []\nfor {name} in {values}:\n    {body}\n    {added}", variable, " ".join({chosen, f"{chosen}!", "store", *data.reads.split(), *(_names(data.expression) | _names(values)) & _known(p)}))
    return variable


def _bound(p: Program, expression: str, reads: list[str]) -> str:
    variable = p.fresh(f"{expression.split('.')[0]}_side")
    p.let(variable, expression, " ".join(_names(expression)))
    reads.append(variable)
    return variable


def _known(p: Program) -> set[str]:
    return {n for s in p.statements for n in s.sets} | {"args"}


def pipeline(p: Program, made: list[str], loops: list[str]) -> None:
    forms = ["list", "list", "reversed", "last"]
    forms += ["append", "nested", "plus", "inline", "bare", "tuple", "sequence", "single"]
    form = p.one(*forms)
    if made[1:] and p.chance(0.06):
        p.features.add("steps: run_after")
        p.say(f"{made[-1]}.run_after({made[0]})", f"{made[-1]}!", f"{made[-1]} {made[0]}")
    p.features.add(f"steps: {form}")
    everything = " ".join(made)
    cls = p.uses("Pipeline")
    if form == "append":
        p.let("steps", "[]")
        for i, x in enumerate(made):
            p.say(f"steps.append({x})", "steps!", f"steps {x} {' '.join(made[:i])}")
        given, reads = "steps", f"steps steps! {everything}"
    elif form == "plus":
        p.let("steps", f"[{made[0]}]", made[0])
        if made[1:]:
            p.say(f"steps += [{', '.join(made[1:])}]", "steps!", f"steps {everything}")
        given, reads = "steps", f"steps steps! {everything}"
    else:
        given = {
            "list": f"[{', '.join(made)}]", "inline": f"[{', '.join(made)}]", "reversed": f"[{', '.join(reversed(made))}]", "last": f"[{made[-1]}]", "single": made[-1] if not loops else f"[{made[-1]}]",
            "nested": f"[[{made[0]}], [{', '.join(made[1:])}]]" if made[1:] else f"[[{made[0]}]]", "bare": f"[{made[-1]}]", "sequence": f"[{', '.join(made)}]", "tuple": f"list(({', '.join(made)},))" if p.chance(0.1) else f"[{', '.join(made)}]",
        }[form]
        reads = everything
        if form in ("list", "reversed") and p.chance(0.4):
            given = p.let("steps", given, everything)
            reads += " steps"
    if loops:
        given = p.one(f"{given} + {loops[0]}", f"[*{given}, *{loops[0]}]")
        reads += f" {loops[0]}"
    elif form == "sequence":
        given = f"{p.uses('StepSequence')}(steps={given})"
    extra = p.one("", "", ', description="scores everything"', ", default_datastore=store")
    head = p.one(f"{cls}(workspace=ws, steps={given}{extra})", f"{cls}(ws, {given}{extra})", f"{cls}(ws, steps={given}{extra})")
    p.let("pipeline", head, f"ws {reads} {' '.join(x + '!' for x in made)} store env!", kind="pipeline")
    used = {v for s in p.statements for v in s.reads}
    overrides = [(name, other) for variable, name, default, other in p.parameters if variable in used and p.chance(0.3) and form not in ("last", "bare", "single")]
    if p.chance(0.1):
        p.say("pipeline.validate()", "", "pipeline")
    settings = [f"pipeline_parameters={{{', '.join(f'{chr(34)}{n}{chr(34)}: {v}' for n, v in overrides)}}}"] if overrides else []
    settings += [p.one("regenerate_outputs=True", "continue_on_step_failure=True", "continue_on_step_failure=False")] if p.chance(0.25) else []
    tags = ['tags={"team": "scoring"}'] if p.chance(0.2) else []
    name, read = value(p, '"nightly-scores"', what="experiment_name", simple=0.6)
    how = p.one("inline", "variable", "pipeline", "publish", "inline", "twice", "waited")
    p.features.add(f"submit: {how}")
    experiment = p.uses("Experiment") if how in ("inline", "variable", "twice", "waited") else ""
    if how == "publish":
        p.let("published", f'pipeline.publish(name="scores", description="daily", version="1"{p.one("", ", continue_on_step_failure=True")})', "pipeline", kind="submit")
        p.say("print(published.id)", "", "published")
        if p.chance(0.35):
            p.features.add("submit: schedule")
            recurrence = f'{p.uses("ScheduleRecurrence")}({p.one(chr(34) + "Day" + chr(34) + ", 1", "frequency=" + chr(34) + "Week" + chr(34) + ", interval=2", "frequency=" + chr(34) + "Hour" + chr(34) + ", interval=6")})'
            given = f", pipeline_parameters={{{', '.join(f'{chr(34)}{n}{chr(34)}: {v}' for n, v in overrides)}}}" if overrides and p.chance(0.6) else ""
            p.let("schedule", f'{p.uses("Schedule")}.create(ws, name="nightly", pipeline_id=published.id, experiment_name={name}, recurrence={recurrence}{given})', f"ws published {read}")
        elif p.chance(0.3):
            p.features.add("submit: of what is published")
            p.let("run", f"published.submit(ws, {name})", f"ws published {read}", kind="submit")
        return
    if how == "waited":
        p.let("status", f"{experiment}(ws, {name}).submit({', '.join(['pipeline', *settings, *tags])}).wait_for_completion({p.one('', 'show_output=True')})", f"ws pipeline {read}", kind="submit")
        return
    if how == "pipeline":
        p.let("run", f"pipeline.submit({', '.join([p.one('experiment_name=', '') + name, *settings])})", f"pipeline {read}", kind="submit")
    elif how == "inline":
        p.let("run", f"{experiment}(ws, {name}).submit({', '.join(['pipeline', *settings, *tags])})", f"ws pipeline {read}", kind="submit")
    else:
        p.let("experiment", f"{experiment}(workspace=ws, name={name})", f"ws {read}")
        p.let("run", f"experiment.submit({', '.join(['pipeline', *settings, *tags])})", "experiment pipeline", kind="submit")
        if how == "twice":
            p.let("second", "experiment.submit(pipeline)", "experiment pipeline run run!", kind="submit")
            p.say("second.wait_for_completion()", "", "second")
    if p.chance(0.6):
        p.say(p.one("run.wait_for_completion(show_output=True)", "run.wait_for_completion()"), "run!", "run")
    if p.chance(0.3):
        p.say("print(run.id)", "", "run run!")
    if p.results and (made[1:] == [] or form not in ("last", "bare", "single")) and p.chance(0.3):
        p.features.add("run: results are downloaded")
        step, written = p.one(*p.results)
        if len(made) == 1 and not loops and p.chance(0.5):
            p.say(f'results = next(run.get_children()).get_output_data("{written}")', "results", "run run!")
        else:
            p.say(f'results = run.find_step_run("{step}")[0].get_output_data("{written}")', "results", "run run!")
        p.say(f'results.download(local_path={p.one(chr(34) + "results" + chr(34), chr(34) + "." + chr(34))}{p.one("", ", show_progress=True")})', "results!", "results")
    if p.chance(0.12) and how != "twice":
        p.features.add("run: is published")
        p.let("published", f'run.publish_pipeline(name="scores", description="daily", version="1{p.one("", ".0")}")', "run run!")
    if p.chance(0.25):
        p.features.add("run: is asked")
        p.say(p.one("print(run.get_status(), run.get_portal_url())", 'run.tag("team", "scoring")', "for child in run.get_children():\n    print(child.name, child.get_status())", "print(run.get_details())"), "", "run run!")


def ordered(p: Program) -> list[Statement]:
    """The statements in an order in which each finds what it reads; in the order of writing, or in another one."""
    waiting = list(p.statements)
    if not p.chance(0.4):
        return _sorted(waiting, lambda ready: ready[0])
    p.features.add("order: shuffled")
    return _sorted(waiting, lambda ready: p.rnd.choice(ready))


def _sorted(waiting: list[Statement], choose: Callable[[list[Statement]], Statement]) -> list[Statement]:
    done: list[Statement] = []
    while waiting:
        # A changed object (`x!`) is ready after every statement that changes it, and those keep their order.
        pending = collections.Counter(n for s in waiting for n in s.sets)
        first = {}
        for s in waiting:
            for n in s.sets:
                first.setdefault(n, s)
        ready = [s for s in waiting if not any(pending[n] for n in s.reads if n not in s.sets) and all(first[n] is s for n in s.sets)]
        if not ready:
            raise AssertionError("no order: " + "\n".join(x for s in waiting for x in s.lines))
        chosen = choose(ready)
        waiting.remove(chosen)
        done.append(chosen)
    return done


def helpers(p: Program, statements: list[Statement]) -> list[str]:
    """Moves some expressions into functions that get what they read; gives back the functions."""
    functions: list[str] = []
    if not p.chance(0.35):
        return functions
    for s in statements:
        if s.expression is None or s.kind not in ("config", "step", "dataset", "consumption", "environment", "pipeline", "output", "compute", "workspace") or not p.chance(0.3):
            continue
        reads = sorted(_names(s.expression) & _known(p))
        function = f"{p.one('make', 'get', 'build')}_{s.name}"
        constants = {n for n in reads if any(n in t.sets and t.kind == "constant" for t in statements)}
        given = [n for n in reads if n not in constants or p.chance(0.5)] if not p.main else reads
        if len(given) < len(reads):
            given = reads  # a constant may stand below the functions
        renamed = {n: (f"the_{n}" if p.chance(0.2) else n) for n in given}
        body = s.expression
        for old, new in renamed.items():
            if old != new:
                body = _renamed(body, old, new)
        p.features.add(f"function: makes a {s.kind}")
        indented = body.replace("\n", "\n    ")
        if p.chance(0.4):
            functions.append(f"def {function}({', '.join(renamed.values())}):\n    made = {indented}\n    return made\n")
        else:
            functions.append(f"def {function}({', '.join(renamed.values())}):\n    return {indented}\n")
        passed = ", ".join(given if p.chance(0.7) else [f"{renamed[n]}={n}" for n in given])
        s.lines = [f"{s.name} = {function}({passed})"]
    return functions


def _renamed(expression: str, old: str, new: str) -> str:
    """An expression with another variable in it: only reads of the name change, not keywords or text."""
    lines = expression.split("\n")
    places = [n for n in ast.walk(ast.parse(expression, mode="eval")) if isinstance(n, ast.Name) and n.id == old]
    for n in sorted(places, key=lambda n: (n.lineno, n.col_offset), reverse=True):
        line = lines[n.lineno - 1]
        if line[n.col_offset : n.col_offset + len(old)] == old:  # inside an f-string of Python 3.11 the place is not that of the name
            lines[n.lineno - 1] = line[: n.col_offset] + new + line[n.col_offset + len(old) :]
    return "\n".join(lines)


def imports(p: Program) -> list[str]:
    plain = [f"import {m}" for m in ("argparse", "os") if m in p.imports]
    lines = []
    for module, names in MODULES.items():
        used = [n for n in names if n in p.imports]
        if used:
            lines.append(f"from {module} import {', '.join(n if n not in p.aliases else f'{n} as {p.aliases[n]}' for n in used)}")
    p.rnd.shuffle(lines)
    return [*plain, *([""] if plain else []), *lines, *p.extra]


def make(seed: int, number: int) -> tuple[dict[str, str], set[str]]:
    """The files of a v1 program, and what it is made of."""
    p = Program(random.Random(f"{seed}/{number}"))
    p.main = p.chance(0.25)
    if p.chance(0.15):
        p.features.add("import: under another name")
        p.aliases = {n: a for n, a in {"ParallelRunConfig": "Config", "ParallelRunStep": "PRS", "Pipeline": "Flow", "PipelineData": "PD", "Dataset": "Data"}.items() if p.chance(0.5)}
    workspace(p)
    env = environment(p)
    for _ in range(p.rnd.choice([0, 0, 1])):
        variable = p.fresh("cutoff")
        pipeline_parameter(p, variable, variable, p.one("3", "0.5", '"low"', "False"), p.one("4", '"high"', "0.9"))
    made = steps(p, env)
    loops = [looped(p, env)] if p.chance(0.12) else []
    pipeline(p, made, loops)
    statements = ordered(p)
    functions = helpers(p, statements)
    lines = _options(p)
    files = _in_files(p, statements, functions)
    lines += [x for s in statements for x in s.lines]
    if p.chance(0.25) and _in_a_class(p, statements, functions):
        text = "\n".join([*imports(p), "", "", *functions, *_class(p, statements), ""])
    elif p.main:
        p.features.add("function: main()")
        imported = imports(p)
        inside = [x for x in imported if x.startswith("from azureml")] if not functions and p.chance(0.15) else []
        if inside:
            p.features.add("import: in a function")
        body = "\n".join(f"    {line}" if line else "" for x in [*inside, *lines] for line in x.split("\n"))
        text = "\n".join([*(x for x in imported if x not in inside), "", "", *functions, f"def main():\n{body}", "", "", 'if __name__ == "__main__":', "    main()", ""])
    else:
        if not functions:
            p.features.add("flat")
        text = "\n".join([*imports(p), "", *functions, *lines, ""])
    files = {"main.py": text, **files}
    if p.chance(0.2) and not any("it's" in text for text in files.values()):
        files = {path: text.replace("'", "\0").replace('"', "'").replace("\0", '"') for path, text in files.items()}
    for text in files.values():
        ast.parse(text)
    if p.chance(0.1):
        p.features.add("notebook")
        files["main.ipynb"] = _notebook(p, files.pop("main.py"))
    return files, p.features


def _options(p: Program) -> list[str]:
    if not p.options:
        return []
    return ["parser = argparse.ArgumentParser()"] + [f'parser.add_argument("--{n}", type={t}, default={d})' for n, t, d in p.options] + ["args, _ = parser.parse_known_args()"]


def _in_files(p: Program, statements: list[Statement], functions: list[str]) -> dict[str, str]:
    """Moves the functions, or the constants, into a module that the program imports."""
    found: dict[str, str] = {}
    if functions and p.chance(0.3):
        p.features.add("files: functions of another one")
        text = "\n".join([*imports(p), "", "", *functions])
        found["parts.py"] = _without_unused(text)
        names = [f.split("(")[0].removeprefix("def ") for f in functions]
        whole = p.chance(0.4)
        if whole:
            for s in statements:
                s.lines = [re.sub(rf"\b({'|'.join(names)})\(", r"parts.\1(", line) for line in s.lines]
        functions[:] = []
        p.extra.append("import parts" if whole else f"from parts import {', '.join(names)}")
    constants = [s for s in statements if s.kind == "constant"]
    if constants and not p.main and not functions and p.chance(0.15):
        p.features.add("files: constants of another one")
        found["constants.py"] = "\n".join(x for s in constants for x in s.lines) + "\n"
        p.extra.append(f"from constants import {', '.join(n for s in constants for n in s.sets)}")
        statements[:] = [s for s in statements if s.kind != "constant"]
    return found


def _without_unused(text: str) -> str:
    """A module without the imports that it does not use."""
    used = {n.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Name)}
    lines = []
    for line in text.split("\n"):
        if line.startswith("from "):
            module, names = line.split(" import ")
            kept = [n for n in names.split(", ") if n.split(" as ")[-1] in used]
            if kept:
                lines.append(f"{module} import {', '.join(kept)}")
        elif not line.startswith("import ") or line.removeprefix("import ") in used:
            lines.append(line)
    return "\n".join(lines)


def _in_a_class(p: Program, statements: list[Statement], functions: list[str]) -> bool:
    """Whether the program can be a class: a name in an f-string has no place of its own in Python 3.11."""
    return not p.options and not any(re.search(r"""\bf["']|^for |^try:""", x, re.M) for s in statements for x in ["\n".join(s.lines)]) and not p.extra


def _class(p: Program, statements: list[Statement]) -> list[str]:
    """A class whose constructor does the first statements, and a method the others; what they set are its attributes."""
    p.features.add("class: the program")
    held = [s for s in statements if s.lines[0].startswith("class ")]
    statements = [s for s in statements if s not in held]
    names = {n for s in statements for n in s.sets}
    bodies = [_with_self("\n".join(s.lines), names) for s in statements]
    cut = p.rnd.randint(1, len(bodies) - 1)
    name = p.one("Scoring", "NightlyScores")
    method = p.one("launch", "submit_scores")  # "run" is what a submission gives
    indented = ["\n".join(f"        {line}" for line in body.split("\n")) for body in bodies]
    use = [f"{name}().{method}()"] if p.chance(0.5) else [f"job = {name}()", f"job.{method}()"]
    return [*(line for s in held for line in [*s.lines, ""]), f"class {name}:", "    def __init__(self):", *indented[:cut], "", f"    def {method}(self):", *indented[cut:], "", "", *use]


def _with_self(statement: str, names: set[str]) -> str:
    lines = statement.split("\n")
    places = [n for n in ast.walk(ast.parse(statement)) if isinstance(n, ast.Name) and n.id in names]
    for n in sorted(places, key=lambda n: (n.lineno, n.col_offset), reverse=True):
        lines[n.lineno - 1] = f"{lines[n.lineno - 1][: n.col_offset]}self.{lines[n.lineno - 1][n.col_offset :]}"
    return "\n".join(lines)


def _notebook(p: Program, text: str) -> str:
    """The program in cells of a few statements each."""
    lines = text.split("\n")
    cells: list[list[str]] = [[]]
    for node in ast.parse(text).body:
        if cells[-1] and p.chance(0.35):
            cells.append([])
        cells[-1] += lines[node.lineno - 1 : node.end_lineno]
    given = [{"cell_type": "code", "id": f"c{i}", "metadata": {}, "execution_count": None, "outputs": [], "source": "\n".join(cell).splitlines(keepends=True)} for i, cell in enumerate(cells)]
    return json.dumps({"cells": given, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def _shown(files: dict[str, str]) -> str:
    return "\n".join(text if path == "main.py" else f"# {path}\n{text}" for path, text in files.items())


def minimise(files: dict[str, str], verdict: judge.Verdict) -> dict[str, str]:
    """A smaller program that goes wrong in the same way."""
    kind = _kind(verdict.problems[0])

    def goes_wrong(candidates: list[dict[str, str]]) -> list[bool]:
        judged = judge.judge({f"m{i:03}": c for i, c in enumerate(candidates)})
        return [v.outcome == "differs" and v.recorder == "real" and kind in map(_kind, v.problems) for v in judged.values()]

    return shrink.shrink(files, goes_wrong)


def _kind(problem: str) -> str:
    """What goes wrong, without the names and numbers of one program."""
    said = re.split(r":? v1 ", problem)[0].split(": ")[-1]
    said = re.sub(r"""'[^']*'|"[^"]*"|\S+\(\)|\{.*\}""", "", said)
    return "".join(c for c in said if c.isalpha())[:25]


def run(count: int, seed: int, show: bool, smallest: bool, start: int = 0, batch: int = 100) -> int:
    started = time.monotonic()
    totals: collections.Counter[str] = collections.Counter()
    by_feature: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    codes: collections.Counter[str] = collections.Counter()
    kinds: collections.Counter[str] = collections.Counter()
    for first in range(start, start + count, batch):
        programs = {f"p{n:05}": make(seed, n) for n in range(first, min(start + count, first + batch))}
        judged = judge.judge({name: files for name, (files, _) in programs.items()})
        for name, v in judged.items():
            files, features = programs[name]
            outcome = {"differs": "WRONG", "v1 does not run": "not v1", "no pipeline": "not v1"}.get(v.outcome, v.outcome)
            if v.recorder != "real" and outcome != "not v1":
                outcome = "not v1"
            totals[outcome] += 1
            codes.update(set(v.left))
            for feature in features:
                by_feature[feature][outcome] += 1
            if show:
                print(f"# {name}: {v.line()}\n{_shown(files)}")
            if outcome == "not v1":
                print(f"{name} of seed {seed} is no v1 program: {v.recorder} {v.problems}")
            if outcome == "WRONG":
                kinds[_kind(v.problems[0])] += 1
                print(f"WRONG: {name} of seed {seed}: " + "\n    ".join(v.problems[:5]), flush=True)
                if smallest and kinds[_kind(v.problems[0])] <= 1:
                    small = _shown(minimise(files, v))
                    print("  the smallest program that goes wrong in this way:\n" + "\n".join(f"    {x}" for x in small.split("\n") if x.strip()), flush=True)
        print(f"{first - start + len(programs)} programs, {totals['WRONG']} wrong, {totals['not v1']} that v1 refuses, {time.monotonic() - started:.0f} s", flush=True)
    print(f"\n{'made of':<42}{'same':>7}{'left':>7}{'WRONG':>7}{'not v1':>8}")
    for feature, outcomes in sorted(by_feature.items()):
        print(f"{feature:<42}{outcomes['same']:>7}{outcomes['left']:>7}{outcomes['WRONG']:>7}{outcomes['not v1']:>8}")
    print(f"{'all':<42}{totals['same']:>7}{totals['left']:>7}{totals['WRONG']:>7}{totals['not v1']:>8}")
    print("left with: " + ", ".join(f"{code} {n}" for code, n in codes.most_common(12)))
    print(f"{count} programs of seed {seed}{f' from {start}' if start else ''} in {time.monotonic() - started:.0f} s: {totals['same']} same, {totals['left']} left with a finding, {totals['WRONG']} wrong, {totals['not v1']} that v1 refuses")
    return 1 if totals["WRONG"] or totals["not v1"] else 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="start", metavar="NUMBER", help="the first program, to go on with a run that was stopped")
    parser.add_argument("--show", action="store_true", help="print every program with its verdict")
    parser.add_argument("--as-they-are", action="store_true", help="do not make failures smaller")
    given = parser.parse_args()
    return run(given.count, given.seed, given.show, not given.as_they_are, given.start)


if __name__ == "__main__":
    sys.exit(main())
