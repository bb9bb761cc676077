import { appendFile, mkdtemp, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, relative, sep } from "node:path";
import { readable } from "../files/readable.js";
import type { Report } from "../report.js";
import type { Format } from "../reporters/index.js";
import { LONGEST_SUMMARY, markdownPage } from "../reporters/markdown.js";
import type { ReporterOptions } from "../reporters/reporter.js";
import type { Terminal } from "./terminal.js";

/** A CI service that runs the command. */
export interface Ci {
  readonly name: string;
  /** The format that it shows at the lines of the files. */
  readonly format: Format | null;
  /** Where the working directory lies in the repository, with forward slashes; empty at its root. */
  readonly folder: string;
  /** Where a summary of the step goes: a file that it is added to, or a folder for a file that the service is told of. */
  readonly summary: { readonly file: string } | { readonly folder: string } | null;
}

/** The CI service that these environment variables tell of. */
export function detectCi(env: NodeJS.ProcessEnv, cwd: string): Ci | null {
  if (env.GITHUB_ACTIONS === "true") {
    return { name: "GitHub Actions", format: "github", folder: folderIn(env.GITHUB_WORKSPACE, cwd), summary: env.GITHUB_STEP_SUMMARY ? { file: env.GITHUB_STEP_SUMMARY } : null };
  }
  if (env.TF_BUILD?.toLowerCase() === "true") {
    return { name: "Azure Pipelines", format: "azure", folder: folderIn(env.BUILD_SOURCESDIRECTORY, cwd), summary: { folder: env.AGENT_TEMPDIRECTORY || tmpdir() } };
  }
  if (env.GITLAB_CI === "true") return { name: "GitLab", format: null, folder: folderIn(env.CI_PROJECT_DIR, cwd), summary: null };
  return null;
}

function folderIn(root: string | undefined, cwd: string): string {
  const path = root ? relative(root, cwd) : "";
  return isAbsolute(path) || path.split(sep)[0] === ".." ? "" : path.split(sep).join("/");
}

/** In bytes: the head of the page, and what it says about the rest. */
const LEAST_ROOM = 4096;

/** Puts the report where the service shows the summary of a step. That it can't is no error of the run. */
export async function publishSummary(report: Report, options: ReporterOptions, ci: Ci, terminal: Terminal): Promise<void> {
  if (ci.summary === null) return;
  try {
    if ("file" in ci.summary) {
      const { size } = await stat(ci.summary.file).catch(() => ({ size: 0 }));
      const room = LONGEST_SUMMARY - size;
      if (room < LEAST_ROOM) terminal.error("prs-upgrade: the summary of the step is full\n");
      else await appendFile(ci.summary.file, markdownPage(report, options, room));
      return;
    }
    // Azure Pipelines heads the summary with the file's name.
    const file = join(await mkdtemp(join(ci.summary.folder, "summary-")), "prs-upgrade.md");
    await writeFile(file, markdownPage(report, options, LONGEST_SUMMARY));
    // Standard output belongs to the report, which may go into a file.
    terminal.error(`##vso[task.uploadsummary]${file}\n`);
  } catch (error) {
    terminal.error(`prs-upgrade: the summary of the step could not be written: ${readable(error)}\n`);
  }
}
