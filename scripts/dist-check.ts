import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Builds into a temporary folder and compares with the committed `dist/`. */
const fresh = mkdtempSync(join(tmpdir(), "prs-upgrade-dist-"));
try {
  execFileSync("npx", ["tsx", "scripts/build.ts", fresh], { stdio: "inherit" });
  const names = new Set([...readdirSync(fresh), ...readdirSync("dist")]);
  const stale = [...names].filter((name) => !same(join(fresh, name), join("dist", name)));
  if (stale.length > 0) {
    console.error(`dist/ is stale: ${stale.join(", ")}. Run npm run build and commit it.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

function same(a: string, b: string): boolean {
  try {
    return readFileSync(a).equals(readFileSync(b));
  } catch {
    return false;
  }
}
