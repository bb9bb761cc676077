/** One replacement in a text. Offsets count UTF-16 code units, as JavaScript strings do; `end` is exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Two edits want the same place: a defect of the tool, never of the input. The file is refused. */
export class OverlapError extends Error {
  constructor(readonly first: TextEdit, readonly second: TextEdit) {
    super(`two edits overlap at offset ${second.start}`);
    this.name = "OverlapError";
  }
}

/**
 * Applies edits to a text.
 *
 * @throws OverlapError when two edits overlap. Two insertions at one offset keep the order they were given in.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = sortEdits(edits);
  let result = "";
  let position = 0;
  for (const edit of sorted) {
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** The edits in text order. @throws OverlapError when two overlap. */
export function sortEdits(edits: readonly TextEdit[]): TextEdit[] {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index)
    .map(({ edit }) => edit);
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i]!.start < sorted[i - 1]!.end) throw new OverlapError(sorted[i - 1]!, sorted[i]!);
  }
  return sorted;
}
