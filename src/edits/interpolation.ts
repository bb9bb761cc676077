import type { StringPart, StringPiece } from "../python/ast.js";
import { escapeFor, literalText } from "../python/strings.js";
import type { TextEdit } from "./text-edit.js";

/** A part of an f-string in braces. */
export type Interpolation = Extract<StringPart, { text: null }>;

export function isInterpolation(part: StringPart): part is Interpolation {
  return part.expression !== null;
}

/**
 * An edit of what stands in the braces of an f-string, as it may stand there. A literal becomes text of the string. Other code gets the other
 * quotes: before Python 3.12 those of the string itself may not stand in its braces.
 */
export function inFString(edit: TextEdit, piece: StringPiece, part: Interpolation): TextEdit {
  const { start, end } = part.expression;
  const text = edit.start <= start && end <= edit.end && part.format === "" ? literalText(edit.text) : null;
  if (text !== null) {
    const escaped = escapeFor(text, piece.quote[0]!);
    if (escaped === text || !/r/i.test(piece.prefix)) return { start: part.start, end: part.end, text: escaped.replace(/[{}]/g, "$&$&") };
  }
  const other = piece.quote === '"' ? "'" : '"';
  // Without the other quotes and backslashes, each quote begins or ends a text.
  const isSwapped = piece.quote.length === 1 && !edit.text.includes(other) && !edit.text.includes("\\");
  return isSwapped ? { ...edit, text: edit.text.replaceAll(piece.quote, other) } : edit;
}

/** The edit that makes a plain text of an f-string in which nothing is left in braces. */
export function withoutBraces(piece: StringPiece, edits: readonly TextEdit[], source: string): TextEdit[] {
  const gone = piece.parts.filter(isInterpolation).filter((part) => edits.some((edit) => edit.start === part.start && edit.end === part.end));
  if (gone.length === 0 || gone.length < piece.parts.filter(isInterpolation).length || edits.some((edit) => /[{}]/.test(edit.text))) return [];
  if (/[{}]/.test(piece.parts.flatMap((part) => (isInterpolation(part) ? [] : [source.slice(part.start - piece.start, part.end - piece.start)])).join(""))) return [];
  return [{ start: piece.start, end: piece.start + piece.prefix.length, text: piece.prefix.replace(/f/i, "") }];
}
