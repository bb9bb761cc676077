import type { Upgrade } from "../run.js";

/** Upgrades as a command does: most runs find nothing to upgrade, and load none of this. */
export const engine: Upgrade = async (sources, around) => {
  const [{ setFlagsFromString }, { upgradeProgram }] = await Promise.all([import("node:v8"), import("../engine.js")]);
  // WebAssembly starts in half the time when V8 compiles it once, plainly. It has to be said before the parser is loaded.
  setFlagsFromString("--liftoff-only");
  return upgradeProgram(sources, around);
};
