import type { Reporter } from "./reporter.js";

/** Every report format, by the name that `--format` takes. Each is loaded when it is asked for. */
export const REPORTERS = {
  text: async () => (await import("./text.js")).text,
  json: async () => (await import("./json.js")).json,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof REPORTERS;
