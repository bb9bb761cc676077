/** What a run needs once it has found something to read: loaded then, and together, by `import()`. */
export { DATASET_KIND } from "./constructs/data/findings.js";
export { readPackageFiles } from "./files/packages.js";
export { recover } from "./files/journal.js";
export { ReplaceError, replaceFiles } from "./files/write.js";
export { moduleName, NOTHING, programsOf } from "./programs.js";
export { CONCERNS, inspectScripts, kindOf, scriptPaths, upgradeProgram, withImported, yamlPaths } from "./upgrade.js";
