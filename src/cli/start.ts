import { setFlagsFromString } from "node:v8";

// WebAssembly starts in half the time when V8 compiles it once, plainly. It has to be said before the parser is loaded.
setFlagsFromString("--liftoff-only");

const { start } = await import("./main.js");
await start();
