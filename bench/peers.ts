import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./trees.js";

/** The programs to compare with: each with the command that starts it, or why it is not there. */
export interface Peer {
  readonly argv: readonly string[];
  readonly version: string;
}

const VENV = join(CACHE, "peers");
const PACKAGES = ["ruff==0.17.6", "ast-grep-cli==0.51.1", "libcst==1.9.0"];
const RULE = "id: parallel-run\nlanguage: python\nrule:\n  pattern: ParallelRunStep($$$)\n";

/** Installs the peers outside the repository where that works; the reasons for those that are missing are printed. */
export function findPeers(): Record<"rg" | "ruff" | "astGrep" | "libcst", Peer | null> {
  const python = join(VENV, "bin", "python");
  try {
    if (!existsSync(python)) execFileSync("python3", ["-m", "venv", VENV]);
    execFileSync(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES]);
  } catch (error) {
    console.log(`ruff, ast-grep and libcst: not installed by pip: ${String(error).split("\n")[0]}`);
  }
  const inVenv = (name: string): string => join(VENV, "bin", name);
  return {
    rg: peer("rg", ["--version"], ["-l", "ParallelRun"], "it is not on the PATH; most systems have a package ripgrep"),
    ruff: peer(inVenv("ruff"), ["--version"], ["check", "--select", "F", "--no-cache", "--quiet"], "see above"),
    astGrep: peer(inVenv("ast-grep"), ["--version"], ["scan", "--inline-rules", RULE], "see above"),
    libcst: peer(python, ["-c", "import libcst; print('libcst', libcst._version.__version__)"], ["-m", "libcst.tool", "codemod", "-x", "nothing.Nothing", "--no-format", "--hide-progress", "."], "see above"),
  };
}

function peer(program: string, version: readonly string[], args: readonly string[], absent: string): Peer | null {
  try {
    return { argv: [program, ...args], version: execFileSync(program, version, { encoding: "utf8", stdio: "pipe" }).split("\n")[0]! };
  } catch {
    console.log(`${program}: not measured: ${absent}`);
    return null;
  }
}
