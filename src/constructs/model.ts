import type { Expression } from "../python/ast.js";
import type { Arguments } from "../python/module.js";

/** What a v1 value is. */
export type Kind =
  | "workspace" | "collection" | "credential" | "job-context" | "job-experiment"
  | "compute" | "provisioning"
  | "datastore" | "path" | "dataset" | "consumption" | "reference"
  | "environment" | "conda" | "build-context" | "image" | "runconfig" | "docker" | "binding"
  | "parameter" | "output"
  | "config" | "step"
  | "pipeline" | "experiment" | "run" | "step-runs" | "step-run" | "step-output" | "output-data" | "run-view"
  | "published" | "published-id" | "rest-endpoint" | "invocation" | "invocation-body" | "run-id"
  | "recurrence" | "schedule" | "publish-lookup" | "interactive-auth" | "auth-header"
  | "model" | "sdk-version" | "details" | "telemetry" | "list" | "library-steps";

/** A v1 value, by the place that makes it. Two reads of one variable are one object. */
export interface V1Object {
  readonly kind: Kind;
  /** The v1 callable or attribute that makes it: `Dataset.get_by_name`, `dataset.register`, `workspace.compute_targets`. */
  readonly form: string;
  readonly site: Expression;
  /** The arguments of the call; empty for an attribute or a subscript. */
  readonly args: Arguments;
  /** What the method, attribute or subscript is taken from. */
  readonly receiver: Expression | null;
  /** Whether the class comes from the deprecated `azureml.contrib` package. */
  readonly contrib: boolean;
}

/** A call that makes an object: what it makes and the names of its parameters in order. */
export interface CallShape {
  readonly kind: Kind;
  readonly parameters: readonly string[];
  /** The parameters in the order of the deprecated `azureml.contrib` package, where it has another. */
  readonly contrib?: readonly string[];
}

/** A function of another package that makes an object out of its first argument: `requests.post` of a published endpoint. */
export interface FunctionShape extends CallShape {
  readonly of: Kind;
}

/** The part of the v1 vocabulary that one concept knows. */
export interface Vocabulary {
  /** By class and function, without the module: `Dataset.File.from_files`; `*` stands for any last name. */
  readonly calls?: Readonly<Record<string, CallShape>>;
  /** By dotted name: `requests.post`. */
  readonly functions?: Readonly<Record<string, FunctionShape>>;
  /** By kind and name, or by form and name: `dataset.register`, `workspace.datasets.get`. */
  readonly methods?: Readonly<Record<string, CallShape>>;
  /** By kind and name: `workspace.compute_targets`. */
  readonly attributes?: Readonly<Record<string, Kind>>;
  /** By the form that is subscripted: `workspace.compute_targets`. */
  readonly subscripts?: Readonly<Record<string, Kind>>;
  /** Constants: `DEFAULT_CPU_IMAGE`. */
  readonly constants?: Readonly<Record<string, Kind>>;
}

/** How a use of an object is read. */
export type Role =
  /** Bound to a name: the reads of that name are uses of their own. */
  | { readonly type: "alias" }
  /** An argument of, the receiver of, or an item in another object. */
  | { readonly type: "part"; readonly of: V1Object }
  /** A call or attribute that has a v2 counterpart: `run.wait_for_completion`. */
  | { readonly type: "rewrite"; readonly key: string; readonly expression: Expression }
  /** A setting assigned or added to it after it was made: `docker.base_image`. */
  | { readonly type: "mutation"; readonly path: string; readonly expression: Expression; readonly value: Expression | null }
  /** Shown, tested or compared: the v2 counterpart serves as well. */
  | { readonly type: "harmless" }
  /** Anything else: it needs the v1 object. */
  | { readonly type: "residual"; readonly reason: string };

export interface Use {
  readonly object: V1Object;
  readonly expression: Expression;
  readonly role: Role;
}

/** Whether a dotted name is of SDK v1. `azureml.fsspec` is a package of its own, which works beside SDK v2. */
export function isV1Name(dotted: string): boolean {
  return /^azureml(\.|$)/.test(dotted) && !/^azureml\.fsspec(\.|$)/.test(dotted);
}
