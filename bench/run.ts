import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { findPeers } from "./peers.js";
import { SHAPES } from "../test/fuzz/shapes.js";
import { CACHE, longFile, monorepo, plainFile, shapeFile, v1Files } from "./trees.js";

/**
 * Measures the command beside bare `node` and the programs that its users know, and prints a table of ratios.
 * `--short`: small trees and few rounds, for CI. Nothing fails here: times depend on the machine and on what else it does.
 */
interface Sample {
  readonly wall: number;
  readonly cpu: number;
  readonly peak: number;
  readonly exit: number;
}

interface Command {
  readonly argv: readonly string[];
  readonly cwd: string;
}

interface Row {
  readonly work: string;
  readonly toReach: string;
  readonly reached: string;
  readonly measured: Readonly<Record<string, number>>;
}

const short = process.argv.includes("--short");
const rounds = short ? { start: 5, tree: 2, slow: 1 } : { start: 40, tree: 7, slow: 3 };
const files = short ? [500, 1000, 2000] : [1000, 5000, 20_000];
const v1Count = short ? 100 : 1000;
const steps = short ? [10, 20, 40] : [50, 100, 200];

const tool = (args: readonly string[], cwd: string): Command => ({ argv: [process.execPath, resolve("bin/prs-upgrade.js"), ...args], cwd });
const peers = findPeers();
const rows: Row[] = [];

/** Runs the commands in turn, round by round, so that what else the machine does meets all of them. */
function measure(commands: Readonly<Record<string, Command>>, times: number): Record<string, Sample[]> {
  const request = JSON.stringify({ rounds: times, commands });
  const answer = execFileSync("python3", [resolve("bench/measure.py")], { input: request, encoding: "utf8", maxBuffer: 2 ** 30, env: { ...process.env, PYTHONPATH: resolve("bench") } });
  return JSON.parse(answer) as Record<string, Sample[]>;
}

/** What disturbs a measurement only adds to it: the least is the nearest to the truth. */
const least = (samples: readonly Sample[] | undefined, of: "wall" | "cpu"): number => Math.min(...(samples ?? []).map((s) => s[of]));
const most = (samples: readonly Sample[] | undefined): number => Math.max(...(samples ?? []).map((s) => s.peak));
const ms = (seconds: number): number => Math.round(seconds * 1000);

/** A row that compares two commands by the clock; the processor time stands beside it. */
function compare(work: string, toReach: string, ours: readonly Sample[] | undefined, theirs: readonly Sample[] | undefined, other: string, isSpeedUp = false): void {
  if (!ours || !theirs) {
    rows.push({ work, toReach, reached: `${other} is not there`, measured: {} });
    return;
  }
  const ratio = (of: "wall" | "cpu"): string => {
    const [a, b] = [least(ours, of), least(theirs, of)];
    return (isSpeedUp ? b / a : a / b).toFixed(2);
  };
  rows.push({
    work, toReach, reached: `${ratio("wall")} x ${other} (processor: ${ratio("cpu")})`,
    measured: { wall: ms(least(ours, "wall")), cpu: ms(least(ours, "cpu")), theirWall: ms(least(theirs, "wall")), theirCpu: ms(least(theirs, "cpu")) },
  });
}

/** A row that says how the time for one unit changes from the smallest to the largest amount; the start of the process is taken off. */
function linear(work: string, amounts: readonly number[], samples: readonly (readonly Sample[] | undefined)[], start: number): void {
  const each = amounts.map((n, i) => (least(samples[i], "cpu") - start) / n);
  rows.push({
    work, toReach: "linear: 1 or less", reached: `${(each.at(-1)! / each[0]!).toFixed(2)} x the processor time each, from ${amounts[0]} to ${amounts.at(-1)}`,
    measured: Object.fromEntries(amounts.map((n, i) => [`cpu${n}`, ms(least(samples[i], "cpu"))])),
  });
}

const bare: Command = { argv: [process.execPath, "-e", "0"], cwd: plainFile() };
const starts = measure({ bare, plain: tool(["--check", "app.py"], plainFile()), v1: tool(["pipelines/score_0.py"], v1Files(v1Count)) }, rounds.start);
compare("one small file without v1 code", "<= 1.3", starts["plain"], starts["bare"], "node -e 0");
compare("one file with v1 code, dry run", "<= 2.0", starts["v1"], starts["bare"], "node -e 0");

const largest = files.at(-1)!;
const beside = Object.fromEntries(Object.entries({ rg: peers.rg, ruff: peers.ruff, astGrep: peers.astGrep }).flatMap(([name, peer]) => (peer ? [[name, { argv: peer.argv, cwd: monorepo(largest) }]] : [])));
const inTree = measure({ ours: tool(["--check"], monorepo(largest)), ...beside }, rounds.tree);
const tree = `${largest} Python files and ${largest / 40} notebooks, --check`;
compare(tree, "<= 2.5", inTree["ours"], inTree["rg"], "rg -l ParallelRun");
compare(tree, "< 1", inTree["ours"], inTree["ruff"], "ruff check --select F --no-cache");
compare(tree, "< 1", inTree["ours"], inTree["astGrep"], "ast-grep scan");

const growing = measure(Object.fromEntries(files.map((n) => [n, tool(["--check"], monorepo(n))])), rounds.tree);
linear("time against the number of files", files, files.map((n) => growing[n]), least(starts["plain"], "cpu"));
const peaks = files.map((n) => Math.round(most(growing[n]) / 2 ** 20));
rows.push({ work: `peak memory, ${largest} files`, toReach: "<= 200 MiB, flat", reached: `${peaks.at(-1)} MiB (${files[0]} files: ${peaks[0]} MiB)`, measured: Object.fromEntries(files.map((n, i) => [`MiB${n}`, peaks[i]!])) });

const upgrades = measure({ ours: tool(["."], v1Files(v1Count)), ...(peers.libcst ? { libcst: { argv: peers.libcst.argv, cwd: v1Files(v1Count) } } : {}) }, rounds.slow);
compare(`${v1Count} files with v1 code, dry run with diff`, ">= 20", upgrades["ours"], upgrades["libcst"], "as fast as a libcst codemod that changes nothing", true);

const long = measure(Object.fromEntries(steps.map((n) => [n, tool(["--check"], longFile(n))])), rounds.slow);
linear(`one file of ${steps.at(-1)! * 250} lines with ${steps.at(-1)!} steps: time against its length`, steps, steps.map((n) => long[n]), least(starts["v1"], "cpu"));

for (const [shape, amount, program] of short ? [] : SHAPES) {
  const amounts = [amount, 4 * amount];
  const sizes = measure(Object.fromEntries(amounts.map((n) => [n, tool(["--check"], shapeFile(shape, n, program))])), 1);
  linear(`${amounts.at(-1)} ${shape}`, amounts, amounts.map((n) => sizes[n]), least(starts["v1"], "cpu"));
}

const machine = {
  processor: `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GiB`, node: process.version, system: `${process.platform} ${process.arch}`,
  peers: Object.values(peers).flatMap((peer) => (peer ? [peer.version] : [])),
};
console.log(`\n${new Date().toISOString().slice(0, 10)}, ${machine.processor}, Node ${machine.node}, ${machine.system}; ${machine.peers.join(", ")}`);
console.log("Least of several rounds; commands in turn; times in ms, of the clock and of the processors.\n");
console.log(["| work | to reach | reached | measured |", "|---|---|---|---|", ...rows.map((r) => `| ${r.work} | ${r.toReach} | ${r.reached} | ${Object.entries(r.measured).map(([name, n]) => `${name} ${n}`).join(", ")} |`)].join("\n"));

const target = short ? join(CACHE, "results-short.json") : "bench/results.json";
writeFileSync(target, `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), machine, rows }, null, 2)}\n`);
console.log(`\nWritten to ${target}.`);
