/** Breaks a text into lines between words. A word that is longer than a line stays whole. Empty text has no line. */
export function wrap(value: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of value.split(/\s+/).filter((w) => w !== "")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
