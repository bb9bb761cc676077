import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import type { Log } from "sarif";

/** The schema of OASIS is of draft 04, which names itself with `id`; it uses nothing else that later drafts changed. */
const schema = JSON.parse(readFileSync(join(__dirname, "schemas", "sarif-schema-2.1.0.json"), "utf8")) as { id: string };
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile({ ...schema, $schema: undefined, id: undefined, $id: schema.id });

/** What the schema has against a text. */
export function sarifErrors(text: string): unknown[] {
  validate(JSON.parse(text));
  return validate.errors ?? [];
}

/** A file with all the fixes of a SARIF log that change it, applied as the standard says, by lines and columns. */
export function withFixes(text: string, uri: string, log: Log): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
  const replacements = log.runs.flatMap((run) => run.results ?? []).flatMap((result) => result.fixes ?? []).flatMap((fix) => fix.artifactChanges)
    .filter((change) => change.artifactLocation.uri === uri).flatMap((change) => change.replacements);
  const offset = (line: number, column: number): number => starts[line - 1]! + column - 1;
  return replacements
    .map(({ deletedRegion: r, insertedContent }, i) => ({ start: offset(r.startLine!, r.startColumn!), end: offset(r.endLine!, r.endColumn!), text: insertedContent?.text ?? "", i }))
    // Two at one place come in their order.
    .sort((a, b) => b.start - a.start || b.end - a.end || b.i - a.i)
    .reduce((result, { start, end, text: inserted }) => result.slice(0, start) + inserted + result.slice(end), text);
}
