import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFiles } from "../../src/files/write.js";

/** Writes groups of four files again and again, old text and new in turn, until the process is killed. */
const root = process.argv[2]!;
const folders = readdirSync(root).sort();
process.stdout.write("ready\n");
for (;;) {
  for (const folder of folders) {
    const paths = ["a.py", "b.py", "sub/c.py", "sub/d.py"].map((name) => join(root, folder, name));
    const before = readFileSync(paths[0]!);
    const after = Buffer.from((before[0] === 111 ? "new\n" : "old\n").repeat(5000));
    await replaceFiles(paths.map((path) => ({ path, before, after })));
  }
}
