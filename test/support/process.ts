import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess, SpawnSyncReturns } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** Bundles a file of the repository, to be run by a plain node. It lies where the packages are found. */
export function bundled(entry: string): string {
  const folder = join(process.cwd(), "node_modules/.cache/prs-upgrade-test");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${entry.replace(/\W+/g, "-")}-${process.pid}.mjs`);
  buildSync({
    entryPoints: [join(process.cwd(), entry)], outfile, bundle: true, format: "esm", platform: "node", target: "node20", mainFields: ["module", "main"], logLevel: "error",
    banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' },
  });
  return outfile;
}

/** The command line in a process of its own, as it is now and not as `dist/` has it. */
export class Command {
  private readonly script = bundled("src/cli/start.ts");

  run(cwd: string, args: readonly string[], options: { env?: NodeJS.ProcessEnv; node?: readonly string[]; before?: readonly string[]; timeout?: number } = {}): SpawnSyncReturns<string> {
    const [program, ...rest] = [...(options.before ?? []), process.execPath, ...(options.node ?? []), this.script, ...args];
    return spawnSync(program!, rest, { cwd, encoding: "utf8", env: { ...process.env, ...options.env }, timeout: options.timeout ?? 60_000, maxBuffer: 2 ** 28 });
  }

  start(cwd: string, args: readonly string[]): ChildProcess {
    return spawn(process.execPath, [this.script, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  }
}
