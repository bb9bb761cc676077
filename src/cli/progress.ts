import type { Terminal } from "./terminal.js";

/** Fewer files are read in no time. */
const LONG = 2000;
const WIDTH = 30;

/** Draws a bar on standard error while many files are read, and takes it away at the end. */
export function progressBar(terminal: Terminal): (done: number, total: number) => void {
  let drawn = -1;
  return (done, total) => {
    if (total < LONG || !terminal.errorIsTerminal) return;
    const filled = Math.floor((done / total) * WIDTH);
    if (done === total) terminal.error("\r\u001b[K");
    else if (filled !== drawn) terminal.error(`\r${"#".repeat(filled)}${".".repeat(WIDTH - filled)} ${done}/${total} files`);
    drawn = filled;
  };
}
