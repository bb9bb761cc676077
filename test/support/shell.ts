import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { folder } from "./project.js";

/** What a shell script did. */
export interface ShellOutcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script with bash as CI services do: from a file, with an environment of its own. `flags` are what the service starts bash with. */
export function bash(script: string, flags: readonly string[], cwd: string, env: Readonly<Record<string, string>>): ShellOutcome {
  const file = join(folder().root, "script.sh");
  writeFileSync(file, script);
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", ...flags, file], { cwd, encoding: "utf8", env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, ...env } });
  return { status, stdout, stderr };
}

/** A folder with an `npx` and a `prs-upgrade` that start the built command, as they would once the package is published. */
export function commands(): string {
  const { root } = folder();
  const start = `exec "${process.execPath}" "${resolve("bin/prs-upgrade.js")}" "$@"\n`;
  const npx = `[ "$1" = --yes ] && [ "$2" = github:OWNER/prs-upgrade#v0.1.0 ] || { echo "npx $*" >&2; exit 9; }\nshift 2\n${start}`;
  for (const [name, body] of [["npx", npx], ["prs-upgrade", start]] as const) {
    writeFileSync(join(root, name), `#!/bin/sh\n${body}`);
    chmodSync(join(root, name), 0o755);
  }
  return root;
}
