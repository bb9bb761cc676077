import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { build } from "esbuild";
import type { BuildOptions, BuildResult, Metafile, Plugin } from "esbuild";
import { Project } from "ts-morph";

const require = createRequire(import.meta.url);
const out = process.argv[2] ?? "dist";
/** Lies beside the command, which reads it when it has to say what a rule is. */
const RULE_DOCS = "src/findings/rule-docs.generated.json";

const common: BuildOptions = { bundle: true, mainFields: ["module", "main"], platform: "node", target: "node20", minifySyntax: true, minifyWhitespace: true, legalComments: "none", metafile: true, logLevel: "error" };
/** Bundled CommonJS packages call `require`, which an ES module does not have. */
const esm: BuildOptions = { ...common, format: "esm", banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' } };
const cjs: BuildOptions = { ...common, format: "cjs", define: { "import.meta.url": "__importMetaUrl" }, banner: { js: 'const __importMetaUrl=require("node:url").pathToFileURL(__filename).href;' } };

/** commander asks for child_process at once, and starts a program only for commands that are files of their own, which we have none of: 9 ms less. */
const lazyChildProcess: Plugin = {
  name: "lazy child_process",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) => (/[\\/]node_modules[\\/]commander[\\/]/.test(importer) ? { path, namespace: "lazy" } : undefined));
    onLoad({ filter: /./, namespace: "lazy" }, () => ({ contents: 'exports.spawn=(...a)=>require("node:child_process").spawn(...a)' }));
  },
};

mkdirSync(out, { recursive: true });
const results = [
  ...(await buildCommand()),
  await build({ ...esm, entryPoints: ["src/index.ts"], outfile: join(out, "index.js") }),
  await build({ ...cjs, entryPoints: ["src/index.ts"], outfile: join(out, "index.cjs") }),
];
const wasm = ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-python/tree-sitter-python.wasm"];
for (const file of wasm) copyFileSync(require.resolve(file), join(out, basename(file)));
const texts = new Map([["index.d.ts", declarations()], [basename(RULE_DOCS), JSON.stringify(JSON.parse(readFileSync(RULE_DOCS, "utf8")))], ["THIRD-PARTY-LICENSES.txt", licences(results.map((r) => r.metafile!))]]);
// The same types for those who require() the library: a .d.ts here would tell them that it is an ES module.
texts.set("index.d.cts", texts.get("index.d.ts")!);
for (const [name, text] of texts) writeFileSync(join(out, name), text);
const made = new Set([...results.flatMap((r) => Object.keys(r.metafile!.outputs)), ...wasm, ...texts.keys()].map((file) => basename(file)));
for (const name of readdirSync(out)) if (!made.has(name)) rmSync(join(out, name));

/**
 * The command. What `import()` asks for stands in files of its own, so that a run loads what it needs. CommonJS, because Node starts it
 * some 15 ms sooner than ES modules, and esbuild splits ES modules only into many small files, of which each costs a millisecond.
 */
async function buildCommand(): Promise<BuildResult[]> {
  const parts = new Map([[resolve("src/cli/start.ts"), "cli.cjs"], [resolve("src/cli/search-worker.ts"), "cli-search-worker.cjs"], [resolve("src/cli/upgrade-worker.ts"), "cli-upgrade-worker.cjs"]]);
  const split: Plugin = {
    name: "split",
    setup: ({ onResolve, resolve: find }) => onResolve({ filter: /./ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind !== "dynamic-import" || pluginData === split) return undefined;
      const { path: target, external } = await find(path, { kind: "require-call", resolveDir, pluginData: split });
      if (external) return undefined;
      if (!parts.has(target)) parts.set(target, `cli-${path.replace(/^.*\//, "").replace(/\.js$/, "")}.cjs`);
      return { path: `./${parts.get(target)!}`, external: true };
    }),
  };
  const results: BuildResult[] = [];
  // The map grows while it is gone through.
  for (const [entry, file] of parts) results.push(await build({ ...cjs, entryPoints: [entry], outfile: join(out, file), plugins: [split, lazyChildProcess], supported: { "dynamic-import": false } }));
  return results;
}

/** The types of the library in one file. */
function declarations(): string {
  const project = new Project({ tsConfigFilePath: "tsconfig.json", skipAddingFilesFromTsConfig: true, compilerOptions: { noEmit: false, declaration: true } });
  const parts = ["src/edits/text-edit.ts", "src/findings/finding.ts", "src/index.ts"].map((file) => {
    const source = project.addSourceFileAtPath(file);
    // The library gives its types and message; what else these files hold is its own business.
    for (const s of [...source.getFunctions(), ...source.getClasses()]) if (s.isExported() && !["upgrade", "message"].includes(s.getName() ?? "")) s.remove();
    for (const s of source.getVariableStatements()) s.remove();
    return source.getEmitOutput({ emitOnlyDtsFiles: true }).getOutputFiles().map((f) => f.getText()).join("");
  });
  return parts.join("\n").replace(/^(import|export) (type )?\{[^}]*\} from "[^"]*";\n/gm, "").replace(/^export \{\};\n/gm, "");
}

/** The licences of the packages that the bundles hold. */
function licences(metafiles: readonly Metafile[]): string {
  const folders = new Set(["node_modules/tree-sitter-python"]);
  for (const input of metafiles.flatMap((m) => Object.keys(m.inputs))) {
    const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
    if (match) folders.add(match[0]);
  }
  return [...folders].sort().map((folder) => {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name: string; version: string; license?: string };
    return `${manifest.name} ${manifest.version} (${manifest.license ?? "see its licence"})\n\n${licenceText(folder)}\n`;
  }).join(`${"-".repeat(80)}\n`);
}

function licenceText(folder: string): string {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (!name) throw new Error(`${folder} has no licence file: say by hand under which terms it is shipped`);
  return readFileSync(join(folder, name), "utf8").trim();
}
