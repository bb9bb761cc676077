import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import { Draft } from "../draft.js";
import { registrationOf, tableOf } from "../output/read.js";
import type { Plan } from "../plan.js";
import { knownText } from "../step/source.js";
import { assetNameOf } from "./asset-name.js";
import { assetType } from "./kind.js";

/** A data asset that the upgraded program makes, as others find it. */
export interface MadeAsset {
  /** The name that v1 registers. */
  readonly v1Name: string;
  readonly name: string;
  readonly type: "MLTABLE" | "URI_FILE" | "URI_FOLDER";
}

/** The data assets that a program makes whenever it runs, once it is upgraded, and where. A name in a branch is v1's too, when that is not taken. */
export function assetsMadeBy(plan: Plan): (MadeAsset & { at: Expression })[] {
  if (!plan.of("step").some((o) => o.form === "ParallelRunStep" && plan.moves(o))) return [];
  const c = { plan, draft: new Draft(plan.module, () => new Map()) };
  const registered = plan.of("dataset").filter((o) => o.form === "dataset.register" && plan.moves(o)).map((o) => ({ at: o.site, name: o.args.get("name"), type: () => assetType(o, c) }));
  const written = plan.of("output").filter((o) => o.receiver === null && plan.moves(o)).flatMap((o) => {
    const made = registrationOf(o, plan);
    return made ? [{ at: made.site, name: made.args.get("name"), type: () => (tableOf(o, plan) ? "MLTABLE" : "URI_FOLDER") as MadeAsset["type"] }] : [];
  });
  return [...registered, ...written].flatMap(({ at, name, type }) => {
    const v1Name = knownText(name, plan);
    const { block } = statementOf(at);
    return v1Name === null || (block.owner !== null && block.owner.kind !== "function") ? [] : [{ at, v1Name, name: assetNameOf(v1Name), type: type() }];
  });
}
