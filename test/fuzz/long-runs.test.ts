import { importsAny } from "../../src/files/importers.js";
import { readRequirements } from "../../src/packages/read.js";
import { endpointNameFrom } from "../../src/constructs/publish/read.js";
import { identifier } from "../../src/constructs/step/model.js";
import { withoutCommands, xmlWithoutCommands } from "../../src/reporters/log-commands.js";
import { upgradeText } from "../support/fixtures.js";
import { V1 } from "../support/project.js";

/** One run of the same characters must not be looked at again for each of them. The linter says so of every regular expression; here is what it costs. */
const LENGTH = 1_000_000;

function runOf(unit: string, length = LENGTH): string {
  return unit.repeat(length / unit.length);
}

/** Seconds of the processor, so that what else the machine does has no part in it. */
async function seconds(work: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await work();
  return process.cpuUsage(start).user / 1e6;
}

test.each([
  ["carriage returns in a log", () => withoutCommands(runOf("\r"))],
  ["carriage returns in XML", () => xmlWithoutCommands(runOf("\r"))],
  ["imports in one line", () => importsAny(["other"])(Buffer.from(runOf("import a; ")))],
  ["imports with lists in one line", () => importsAny(["other"])(Buffer.from(runOf("import (a)")))],
  ["imports that a backslash joins", () => importsAny(["other"])(Buffer.from(runOf("import\\\n")))],
  ["lists of imports that end nowhere", () => importsAny(["other"])(Buffer.from(runOf("import (")))],
  ["underscores in a name", () => identifier(`a${runOf("_")}b`)],
  ["dashes in the name of an endpoint", () => endpointNameFrom(`a${runOf("-")}b`)],
  ["lines of a requirements file", () => readRequirements("requirements", runOf("a\n"))],
  ["spaces in a requirements file", () => readRequirements("requirements", `a${runOf(" ")}b`)],
  ["spaces in a setup.cfg", () => readRequirements("setup.cfg", `[options]\ninstall_requires = a${runOf(" ")}b`)],
  ["comment lines", () => upgradeText("a.py", `${V1}${runOf("# c\n")}`)],
  ["lines that hold a backslash", () => upgradeText("a.py", `${V1}x = 1 + \\\n${runOf("    \\\n")} 2\n`)],
])("a megabyte of %s", async (_, work) => expect(await seconds(work)).toBeLessThan(10));

test.each([" ", "\t", "'", '\\"', "\\\\", "0", ".", "(", "[", "{", "#", ":", "/", "-", "_", "%", "$", "\\n", "*", "`", ",", "\u00e9"])("texts and comments of many %j", async (unit) => {
  const run = runOf(unit, 20_000);
  const text = V1.replace(/"(invoices|scores|scoring|score.py|cpu-cluster|score)"/g, (_, name: string) => `"${name}${run}"`).replace("config =", `# ${run}\nconfig =`);
  expect(await seconds(() => upgradeText("a.py", text))).toBeLessThan(20);
});

test("names are found however an import is written", () => {
  const holds = (text: string, name: string): boolean => importsAny([name])(Buffer.from(text));
  expect([
    holds("from x import importers\n", "importers"), holds("from a import my_import, b", "my_import"), holds("import a; from b import (c, # (\n d)", "d"),
    holds('"source": ["x\\nimport steps\\n"]', "steps"), holds("from \\\n steps import \\\n b", "steps"), holds("from a import \\\r\n steps", "steps"),
  ]).toEqual([true, true, true, true, true, true]);
  expect([holds("import a\nsteps", "steps"), holds("steps = 1\nimport a", "steps"), holds("from a import (b)\nsteps", "steps")]).toEqual([false, false, false]);
});
