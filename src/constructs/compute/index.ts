import type { AttributeExpression, Expression, Statement } from "../../python/ast.js";
import { expressionsOf, outer, statementOf, walkExpression, walkStatements } from "../../python/ast.js";
import type { Doc, ItemDoc } from "../../python/layout.js";
import { call, item, keyword } from "../../python/layout.js";
import type { Module } from "../../python/module.js";
import { readingAround } from "../../python/readings.js";
import type { Binding } from "../../python/scope.js";
import type { Concept, Context } from "../concept.js";
import type { V1Object } from "../model.js";
import type { Plan } from "../plan.js";
import { variableOf } from "../step/model.js";
import { notImported } from "../step/source.js";
import { clientOf } from "../workspace/index.js";
import { COMPUTE, COMPUTE_STATUS, PROVISIONING } from "./findings.js";
import { table } from "../../table.js";

/** What each argument of `provisioning_configuration` is called by the v2 `AmlCompute`. */
const PROVISIONING_ARGUMENTS: Readonly<Record<string, string>> = table({
  vm_size: "size", vm_priority: "tier", min_nodes: "min_instances", max_nodes: "max_instances", idle_seconds_before_scaledown: "idle_time_before_scale_down",
  tags: "tags", description: "description", location: "location",
});

/** What v1 fills in when it is left out (azureml-core 1.61); v2 would leave it to the service. */
const FILLED_IN: Readonly<Record<string, string>> = table({ min_nodes: "0", max_nodes: "4", idle_seconds_before_scaledown: "1800" });

/** Compute targets: by name, and the idiom that gets one or creates it. */
export const compute: Concept = {
  vocabulary: {
    calls: {
      ComputeTarget: { kind: "compute", parameters: ["workspace", "name"] },
      AmlCompute: { kind: "compute", parameters: ["workspace", "name"] },
      "ComputeTarget.create": { kind: "compute", parameters: ["workspace", "name", "provisioning_configuration"] },
      "AmlCompute.create": { kind: "compute", parameters: ["workspace", "name", "provisioning_configuration"] },
      "AmlCompute.provisioning_configuration": {
        kind: "provisioning", parameters: ["vm_size", "vm_priority", "min_nodes", "max_nodes", "idle_seconds_before_scaledown"],
      },
    },
    methods: { "workspace.compute_targets.get": { kind: "compute", parameters: ["name"] } },
    subscripts: { "workspace.compute_targets": "compute" },
  },
  check: {
    compute: (o, plan) => {
      const config = o.args.get("provisioning_configuration");
      if (!config || plan.reader.objectOf(config)?.kind === "provisioning") return null;
      const missing = plan.reader.notImported(config);
      return { rule: PROVISIONING, range: config, title: "How is this compute provisioned?", why: missing === null ? "Its provisioning configuration can't be seen from here." : notImported(missing) };
    },
    provisioning: (o, plan) => {
      const unknown = o.args.names().find((n) => !(n in PROVISIONING_ARGUMENTS)) ?? (o.args.unknown.length > 0 ? "*" : undefined);
      const created = plan.consumersOf(o).filter((x) => x.kind === "compute");
      return unknown !== undefined || created.length !== 1
        ? { rule: PROVISIONING, range: o.site, title: "A compute configuration that has to be moved by hand", why: unknown === undefined ? "It is used for several computes, or for none in sight." : `v2's AmlCompute has no place for ${unknown}.` } : null;
    },
  },
  write: {
    compute: (o, c) => {
      c.draft.finding(COMPUTE, o.site, { title: `${o.form === "workspace.compute_targets[]" ? "ws.compute_targets[...]" : o.form} -> ml_client.compute`, v1: o.form, v2: "MLClient.compute" });
      const config = o.args.get("provisioning_configuration");
      const client = clientOf(workspaceOf(o, c), o.site, c);
      if (config) return created(client, config, c);
      return call(`${client}.compute.get`, [item(nameDoc(o, c))]);
    },
    provisioning: (o, c) => {
      const target = c.plan.consumersOf(o).find((x) => x.kind === "compute")!;
      c.draft.finding(PROVISIONING, o.site, { title: "AmlCompute.provisioning_configuration -> AmlCompute", v1: o.form, v2: "AmlCompute" });
      const comments = o.site.kind === "call" ? c.draft.commentsOf(o.site) : null;
      const items: ItemDoc[] = [keyword("name", nameDoc(target, c))];
      for (const [v1, v2] of Object.entries(PROVISIONING_ARGUMENTS)) {
        const value = o.args.get(v1);
        if (value && !(value.kind === "constant" && value.value === null)) items.push(c.draft.commented(keyword(v2, tier(v2, value, c)), value, comments));
        else if (v1 in FILLED_IN) items.push(keyword(v2, FILLED_IN[v1]!));
      }
      return call(c.draft.v2("AmlCompute"), items);
    },
  },
  rewrites: {
    // These are called the same in v2.
    "compute.name": same,
    "compute.location": same,
    "compute.provisioning_state": same,
    "compute.tags": same,
    "compute.vm_size": (_, e, c) => `${holderOf(e, c)}.size`,
    "compute.list_nodes()": (o, e, c) => {
      c.draft.finding(COMPUTE, e, { title: "list_nodes() -> ml_client.compute.list_nodes(...)", v1: "AmlCompute.list_nodes", v2: "MLClient.compute.list_nodes" });
      return `${clientOf(workspaceOf(o, c), e, c)}.compute.list_nodes(${holderOf(e, c)}.name)`;
    },
    // begin_create_or_update(...).result() has waited already.
    "compute.wait_for_completion()": (_, e, c) => {
      c.draft.finding(COMPUTE, e, { title: "wait_for_completion -> .result() of the creation", v1: "ComputeTarget.wait_for_completion", v2: "begin_create_or_update(...).result()" });
      return null;
    },
    "compute.get_status()": (_, e, c) => {
      const chain = e.parent && "parens" in e.parent && e.parent.kind === "attribute" && e.parent.name === "serialize" ? e.parent.parent : null;
      c.draft.finding(COMPUTE_STATUS, e, { title: "get_status() -> provisioning_state", why: "v2 tells the state of the provisioning, not the v1 status object", v1: "ComputeTarget.get_status", v2: "AmlCompute.provisioning_state" });
      const target = holderOf(e, c);
      if (chain && "parens" in chain && chain.kind === "call") {
        c.draft.replace(chain, `${target}.provisioning_state`);
        return `${target}`;
      }
      return `${target}.provisioning_state`;
    },
    "compute.delete()": (o, e, c) => call(`${clientOf(workspaceOf(o, c), e, c)}.compute.begin_delete`, [item(`${holderOf(e, c)}.name`)]),
  },
};

/** What stands before the dot of an attribute or a method call. */
function holderOf(e: Expression, c: Context): string {
  const attribute = e.kind === "call" ? e.callee : e;
  return attribute.kind === "attribute" ? c.draft.text(attribute.value) : "";
}

function same(_: V1Object, e: Expression, c: Context): Doc {
  return `${holderOf(e, c)}.${e.kind === "attribute" ? e.name : ""}`;
}

function created(client: string, config: Expression, c: Context): Doc {
  const begin = call(`${client}.compute.begin_create_or_update`, [item(c.draft.doc(config))]);
  return { ...begin, close: ").result()" };
}

function tier(v2: string, value: Expression, c: Context): Doc {
  // v1 says "lowpriority" and "dedicated", v2 "low_priority" and "dedicated".
  if (v2 !== "tier") return c.draft.doc(value);
  if (value.kind === "string") return value.value?.toLowerCase() === "lowpriority" ? c.draft.string("low_priority") : c.draft.doc(value);
  return `${atom(value, c)}.replace(${c.draft.string("lowpriority")}, ${c.draft.string("low_priority")})`;
}

/** The expression of the workspace that an object was asked from. */
export function workspaceOf(o: V1Object, c: Context): Expression | undefined {
  const given = o.args.get("workspace");
  if (given) return given;
  let receiver = o.receiver;
  while (receiver) {
    const from = c.plan.reader.objectsOf(receiver)[0];
    if (!from || from.kind === "workspace") return receiver;
    receiver = from.receiver;
  }
  return undefined;
}

/** The name of a compute, as v2 code. */
export function nameDoc(o: V1Object, c: Context): Doc {
  const name = o.args.get("name") ?? (o.site.kind === "subscript" ? o.site.index : undefined);
  return name ? c.draft.doc(name) : c.draft.string("");
}

/**
 * `compute=` for a `compute_target=`: v2 takes the name, v1 the name or the object.
 *
 * @param at the statement that the code will stand in
 */
export function computeNameDoc(e: Expression, at: Statement, c: Context): Doc {
  const { reader, module } = c.plan;
  if (typeof module.known(e) === "string" || e.kind === "string" || module.isTextAttribute(e)) return c.draft.doc(e);
  if (reader.is(e, "compute")) {
    const o = reader.objectOf(e);
    return o && o.site === e && variableOf(o) === null ? nameDoc(o, c) : `${atom(e, c)}.name`;
  }
  if (inEachReading(e).every((x) => reader.objectsOf(x).length === 0 && isText(x, c.plan))) return c.draft.doc(e);
  const { text } = c.draft.repeatable(e, "compute", at);
  return `getattr(${text}, "name", ${text})`;
}

/** An expression in every reading of the function around it: they have to become the same code. */
function inEachReading(e: Expression): Expression[] {
  const around = readingAround(statementOf(e));
  if (!around) return [e];
  return around.f.readings.flatMap((r) => [...walkStatements(r.body)]).flatMap(expressionsOf).flatMap((top) => [...walkExpression(top)]).filter((x) => x.start === e.start && x.end === e.end && x.kind === e.kind);
}

const TEXT_TYPE = /^["']?(?:str|(?:typing\.)?Optional\[str\]|str\s*\|\s*None)["']?$/;

/** Whether an expression is text, or None: by its annotation, as an option of the command line or the environment, or by every value that is known of it. */
function isText(e: Expression, plan: Plan, depth = 0): boolean {
  const { reader, module } = plan;
  if (depth > 8) return false;
  const all = (values: readonly (Expression | null | undefined)[]): boolean => values.length > 0 && values.every((v) => v && isText(v, plan, depth + 1));
  switch (e.kind) {
    case "string": return true;
    case "attribute": {
      if (reader.flow.isArguments(e.value) || isTextField(e, plan)) return true;
      const elsewhere = module.names.definitionsAt(e);
      return elsewhere.length > 0 ? all(elsewhere.map((d) => (d.kind === "assign" && d.index === null ? d.value : null))) : all(reader.flow.attributeValues(e).map((v) => (v?.index === null ? v.value : null)));
    }
    case "subscript": return module.dottedNameOf(e.value) === "os.environ";
    case "call": return /^os\.(getenv|environ\.get)$/.test(module.dottedNameOf(e.callee) ?? "");
    case "name": {
      const definitions = module.names.definitionsOf(e);
      return definitions.length > 0 && definitions.every((d) => d.index === null && (d.kind === "parameter" ? isAnnotatedText(d, module) || all(passedTo(d, module)) : d.kind === "assign" && all([d.value])));
    }
    default: return false;
  }
}

/** `cluster: str` in the body of the class. */
function isTextField(e: AttributeExpression, { reader, module }: Plan): boolean {
  const owner = reader.flow.crossed(e);
  return owner?.kind === "class" && owner.body.statements.some((s) => s.kind === "assign" && s.annotation !== null && s.targets[0]?.kind === "name" && s.targets[0].id === e.name && TEXT_TYPE.test(module.slice(s.annotation)));
}

function isAnnotatedText({ statement: f, variable }: Binding, module: Module): boolean {
  const annotation = f.kind === "function" ? f.parameters.find((p) => p.name === variable.name)?.annotation : null;
  return annotation ? TEXT_TYPE.test(module.slice(annotation)) : false;
}

/** What the calls of a function pass to a parameter, or its default. */
function passedTo({ statement: f, variable }: Binding, { names }: Module): (Expression | null | undefined)[] {
  return f.kind === "function" ? f.readings.map((r) => names.scopeIn(r.body).variables.get(variable.name)?.bindings.find((b) => b.kind === "parameter")?.value) : [];
}

/** An expression as the left side of a dot. */
export function atom(e: Expression, c: Context): string {
  const text = c.draft.text(e);
  const simple = e.kind === "name" || e.kind === "attribute" || e.kind === "subscript" || e.kind === "call" || e.kind === "string";
  return simple && !(e.kind === "string" && e.pieces.length > 1) || c.draft.module.slice(outer(e)).startsWith("(") ? text : `(${text})`;
}
