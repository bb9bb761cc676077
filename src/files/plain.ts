import { readFileSync, statSync } from "node:fs";

/**
 * Reads a file that a project holds, and nobody has named: a pipe or a device in its place would be read without an end.
 *
 * @throws the error of the file system, or one that says that it is no file
 */
export function readPlainFile(path: string): Buffer {
  if (!statSync(path).isFile()) throw new Error("it is no file");
  return readFileSync(path);
}
