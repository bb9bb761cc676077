import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { V1 } from "./v1.js";

export { V1 } from "./v1.js";

/** A folder of a user, gone when the test file is done. */
export interface Project {
  readonly root: string;
  /** Writes a file and the folders above it. */
  add(path: string, content: string | Uint8Array): void;
  read(path: string): string;
  git(...args: string[]): void;
}

const roots: string[] = [];

afterAll(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true, force: true })));

export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): Project {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "prs-upgrade-test-")));
  roots.push(root);
  const project: Project = {
    root,
    add: (path, content) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    git: (...args) => void execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always", ...args], { cwd: root, stdio: "pipe" }),
  };
  for (const [path, content] of Object.entries(files)) project.add(path, content);
  return project;
}

export function repository(files: Readonly<Record<string, string | Uint8Array>> = {}): Project {
  const project = folder(files);
  project.git("init", "--quiet");
  return project;
}

/** v1 code that leaves a decision: nothing tells what the dataset is made of. */
export const V1_TO_DECIDE = V1.replace('Dataset.File.from_files((store, "invoices"))', 'Dataset.get_by_name(ws, "invoices")').replace('mini_batch_size="5", ', "");

export const V1_BROKEN = V1.replace("ws = Workspace.from_config()", "ws = = Workspace.from_config()");
