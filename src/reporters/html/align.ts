import { diffWordsWithSpace } from "diff";

/** A piece of a line, and whether the other side has something else there. */
export interface Piece {
  readonly text: string;
  readonly differs: boolean;
}

/** Two lines that stand beside each other. */
export interface Row {
  readonly before: readonly Piece[] | null;
  readonly after: readonly Piece[] | null;
}

/** Lines with less in common are not shown as one line that changed. */
const ALIKE = 0.45;

/** A block with more pairs of lines than that is a rewrite: to look for lines that stayed would take long and find nothing. */
const MOST_PAIRS = 60_000;

/**
 * Puts the lines that go beside those that come: a line beside the one that took its place (`node_count=4` beside `instance_count=4`),
 * in their order; the others fill the rows between.
 */
export function align(before: readonly string[], after: readonly string[]): Row[] {
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  const fill = (toI: number, toJ: number): void => {
    for (; i < toI || j < toJ; i++, j++) rows.push({ before: i < toI ? whole(before[i]!) : null, after: j < toJ ? whole(after[j]!) : null });
    i = toI;
    j = toJ;
  };
  for (const [a, b] of pairs(before, after)) {
    fill(a, b);
    rows.push(wordsOf(before[a]!, after[b]!));
    i = a + 1;
    j = b + 1;
  }
  fill(before.length, after.length);
  return rows;
}

function whole(text: string): Piece[] {
  return [{ text, differs: false }];
}

function wordsOf(before: string, after: string): Row {
  const changes = diffWordsWithSpace(before, after);
  const side = (leave: "added" | "removed"): Piece[] => changes.filter((change) => !change[leave]).flatMap(({ value, added, removed }) => (added || removed ? marked(value) : whole(value)));
  return { before: side("added"), after: side("removed") };
}

/** Space around what differs is not worth a mark. */
function marked(text: string): Piece[] {
  const middle = text.trim();
  const at = text.indexOf(middle);
  return [{ text: text.slice(0, at), differs: false }, { text: middle, differs: true }, { text: text.slice(at + middle.length), differs: false }].filter((piece) => piece.text !== "");
}

/** The pairs of lines that are alike, in order, chosen so that they have the most in common. */
function pairs(before: readonly string[], after: readonly string[]): [number, number][] {
  if (before.length * after.length > MOST_PAIRS) return [];
  const left = before.map(wordSet);
  const right = after.map(wordSet);
  const width = right.length + 1;
  // best[i * width + j]: the most that the lines from i and from j on can have in common.
  const best = new Float64Array((left.length + 1) * width);
  const alike = new Float64Array(left.length * right.length);
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      const likeness = common(left[i]!, right[j]!);
      alike[i * right.length + j] = likeness;
      best[i * width + j] = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!, likeness >= ALIKE ? likeness + best[(i + 1) * width + j + 1]! : 0);
    }
  }
  const found: [number, number][] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const likeness = alike[i * right.length + j]!;
    if (likeness >= ALIKE && best[i * width + j] === likeness + best[(i + 1) * width + j + 1]!) found.push([i++, j++]);
    else if (best[i * width + j] === best[(i + 1) * width + j]) i++;
    else j++;
  }
  return found;
}

/** Its words and numbers; `node_count` is two. */
function wordSet(line: string): Set<string> {
  return new Set(line.match(/[\p{L}]+|\d+/gu));
}

/** How much two lines have in common, from 0 to 1. */
function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const word of small) if (large.has(word)) shared++;
  return (2 * shared) / (a.size + b.size);
}
