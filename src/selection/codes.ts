import { distance } from "fastest-levenshtein";
import { ruleDocs } from "../findings/rule-docs.js";

/** A text that names no rule; the message says which one is nearest. */
export class UnknownCodeError extends Error {}

/**
 * Reads a list of codes and their beginnings: `PRS107,PRS2`.
 *
 * @throws UnknownCodeError where one is the beginning of no code
 */
export function readCodes(list: string): string[] {
  return list.split(",").map((code) => code.trim().toUpperCase()).filter((code) => code !== "").map((code) => {
    if (ruleDocs().some((rule) => rule.code.startsWith(code))) return code;
    throw new UnknownCodeError(`there is no code ${code}; did you mean ${nearestCode(code)}?`);
  });
}

/** The code whose spelling is nearest. */
export function nearestCode(asked: string): string {
  const far = (code: string): number => distance(code, asked.toUpperCase());
  return ruleDocs().map((rule) => rule.code).reduce((best, code) => (far(code) < far(best) ? code : best));
}
