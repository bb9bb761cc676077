import { setFlagsFromString } from "node:v8";

// WebAssembly starts in half the time when V8 compiles it once, plainly. It has to be said before the parser is loaded.
setFlagsFromString("--liftoff-only");

/** What a run needs once it has found something to read: loaded then, and together, by `import()`. */
export { DATASET_KIND } from "./constructs/data/findings.js";
export { readPackageFiles } from "./files/packages.js";
export { recover } from "./files/journal.js";
export { ReplaceError, replaceFiles } from "./files/write.js";
export { moduleName, NOTHING, programsOf } from "./programs.js";
export { CONCERNS, kindOf } from "./kind.js";
export { upgradeShare } from "./task.js";
export { inspectScripts, scriptPaths, upgradeProject, withImported, yamlPaths } from "./upgrade.js";
