import type { Expression } from "../../python/ast.js";
import { statementOf } from "../../python/ast.js";
import type { Doc } from "../../python/layout.js";
import { call, keyword } from "../../python/layout.js";
import type { Context } from "../concept.js";
import { BUILD_CONTEXT, ENVIRONMENT_SETTING } from "./findings.js";

/** The build context of a Dockerfile that v1 got by its path. v1 also takes the text of one, which v2 does not. */
export function dockerfileDoc(dockerfile: Expression, c: Context): Doc {
  const { draft } = c;
  const known = c.plan.module.known(dockerfile);
  if (typeof known === "string" && !known.includes("\n") && !/^\s*(FROM|ARG)\s/i.test(known)) {
    const slash = known.lastIndexOf("/");
    const folder = slash < 0 ? "." : known.slice(0, slash) || "/";
    draft.finding(BUILD_CONTEXT, dockerfile, { title: `Dockerfile ${known} -> BuildContext`, why: `v2 uploads the folder ${folder} with it and builds there; v1 sent the file alone. Give it a small folder of its own where that matters`, v1: "docker.base_dockerfile", v2: "BuildContext" });
    return call(draft.v2("BuildContext"), [keyword("path", draft.string(folder)), keyword("dockerfile_path", draft.string(known.slice(slash + 1)))]);
  }
  draft.todo(statementOf(dockerfile), ENVIRONMENT_SETTING, "v2 takes a Dockerfile as a file in a folder: write it there and name both");
  draft.finding(ENVIRONMENT_SETTING, dockerfile, {
    title: typeof known === "string" ? "the text of a Dockerfile" : "a Dockerfile whose path can't be seen", why: "v2 builds from a folder with a Dockerfile in it (BuildContext).", v1: "docker.base_dockerfile", v2: "BuildContext",
  });
  return call(draft.v2("BuildContext"), [keyword("path", draft.string("."))]);
}
