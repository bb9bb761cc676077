import type { Reporter } from "./reporter.js";

/** Every report format, by the name that `--format` takes. Each is loaded when it is asked for. */
export const REPORTERS = {
  text: async () => (await import("./text.js")).text,
  json: async () => (await import("./json.js")).json,
  sarif: async () => (await import("./sarif.js")).sarif,
  github: async () => (await import("./github.js")).github,
  azure: async () => (await import("./azure.js")).azure,
  gitlab: async () => (await import("./gitlab.js")).gitlab,
  junit: async () => (await import("./junit.js")).junit,
  markdown: async () => (await import("./markdown.js")).markdown,
  html: async () => (await import("./html.js")).html,
} satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof REPORTERS;
