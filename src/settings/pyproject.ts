import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { closest } from "fastest-levenshtein";
import { readPlainFile } from "../files/plain.js";
import { readable } from "../files/readable.js";

/** What `[tool.prs-upgrade]` of a `pyproject.toml` says. */
export interface Settings {
  /** Codes and their beginnings: only these are listed. */
  readonly select?: readonly string[];
  /** Codes and their beginnings that are not listed. */
  readonly ignore?: readonly string[];
  /** Patterns of `.gitignore` form, relative to the folder of the file. */
  readonly exclude?: readonly string[];
  /** The baseline file, relative to the folder of the file. */
  readonly baseline?: string;
}

/** Settings, and where they stand. */
export interface FoundSettings {
  readonly file: string;
  readonly settings: Settings;
}

/** The settings can't be used; the message says why and where. */
export class SettingsError extends Error {
  constructor(readonly file: string, reason: string) {
    super(reason);
  }
}

const KEYS: Readonly<Record<keyof Settings, "a list of texts" | "a text">> = { select: "a list of texts", ignore: "a list of texts", exclude: "a list of texts", baseline: "a text" };

/**
 * Finds the settings that hold in a folder: those of the nearest `pyproject.toml` that has some, up to the root of the git repository.
 *
 * @returns null where there are none
 * @throws SettingsError
 */
export async function findSettings(folder: string): Promise<FoundSettings | null> {
  for (let at = folder; ; at = dirname(at)) {
    const file = join(at, "pyproject.toml");
    const settings = existsSync(file) ? await readSettings(file) : null;
    if (settings) return { file, settings };
    if (existsSync(join(at, ".git")) || dirname(at) === at) return null;
  }
}

async function readSettings(file: string): Promise<Settings | null> {
  const text = textOf(file);
  // Most files have no such table, and reading TOML takes its time.
  if (!text.includes("prs-upgrade")) return null;
  const table = await tableIn(text, file);
  if (table === undefined) return null;
  if (typeof table !== "object" || table === null || Array.isArray(table)) throw new SettingsError(file, "tool.prs-upgrade must be a table");
  for (const [key, value] of Object.entries(table)) {
    const line = lineOf(key, text);
    if (!isKey(key)) throw new SettingsError(file, `${line}[tool.prs-upgrade] has no key ${JSON.stringify(key)}; did you mean ${closest(key, Object.keys(KEYS))}?`);
    if (!fits(value, KEYS[key])) throw new SettingsError(file, `${line}${key} in [tool.prs-upgrade] must be ${KEYS[key]}`);
  }
  return table as Settings;
}

function textOf(file: string): string {
  try {
    return readPlainFile(file).toString("utf8");
  } catch (error) {
    throw new SettingsError(file, readable(error));
  }
}

async function tableIn(text: string, file: string): Promise<unknown> {
  const { parse, TomlError } = await import("smol-toml");
  try {
    const tool = parse(text.replace(/^\ufeff/, ""))["tool"];
    return typeof tool === "object" && "prs-upgrade" in tool ? tool["prs-upgrade"] : undefined;
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new SettingsError(file, `${error.line}:${error.column}: it is not valid TOML: ${error.message.split("\n", 1)[0]!.replace(/^Invalid TOML document: /, "")}`);
  }
}

function isKey(key: string): key is keyof Settings {
  return Object.hasOwn(KEYS, key);
}

function fits(value: unknown, type: "a list of texts" | "a text"): boolean {
  return type === "a text" ? typeof value === "string" && value !== "" : Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** Where a key stands in its table, as `12: `; empty where that can't be seen. */
function lineOf(key: string, text: string): string {
  const lines = text.split(/\r?\n/);
  const table = lines.findIndex((line) => /^\s*\[\s*tool\s*\.\s*["']?prs-upgrade["']?\s*\]/.test(line));
  const end = lines.findIndex((line, i) => i > table && /^\s*\[/.test(line));
  const at = lines.findIndex((line, i) => table >= 0 && i > table && (end < 0 || i < end) && (/^\s*("[^"]*"|'[^']*'|[\w-]+)\s*=/.exec(line)?.[1] ?? "").replace(/^["']|["']$/g, "") === key);
  return at < 0 ? "" : `${at + 1}: `;
}
