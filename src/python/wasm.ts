import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The path of a WebAssembly file: beside the running file in what ships, in its package during development.
 *
 * @param name such as `tree-sitter-python.wasm`
 * @param packagePath such as `tree-sitter-python/tree-sitter-python.wasm`
 */
export function wasmPath(name: string, packagePath: string): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), name);
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(packagePath);
}
