import fc from "fast-check";
import type { TextEdit } from "../../src/edits/text-edit.js";
import { applyEdits } from "../../src/edits/text-edit.js";
import { rangeInFile } from "../../src/notebook/place.js";
import { readNotebook } from "../../src/notebook/read.js";
import { regionOfReason, regionsOf, regionsOfEdits } from "../../src/reporters/place.js";
import type { Region } from "../../src/reporters/place.js";
import { cells, layouts, writeNotebook } from "../support/notebook.js";
import { file } from "../support/report.js";

const text = fc.array(fc.constantFrom("a", "bc", " ", "\n", "\r\n", "\r", "é", "😀"), { maxLength: 40 }).map((parts) => parts.join(""));

/** What stands at a region, found line by line. */
function at(source: string, { line, column, endLine, endColumn }: Region): string {
  const lines = source.split(/(?<=\r\n|\n|\r(?!\n))/);
  if (line === endLine) return (lines[line - 1] ?? "").slice(column - 1, endColumn - 1);
  return [lines[line - 1]!.slice(column - 1), ...lines.slice(line, endLine - 1), (lines[endLine - 1] ?? "").slice(0, endColumn - 1)].join("");
}

test("an edit's region is where it stands", () => {
  fc.assert(fc.property(text, fc.nat(40), fc.nat(40), (source, a, b) => {
    const [start, end] = [Math.min(a, b, source.length), Math.min(Math.max(a, b), source.length)];
    fc.pre(![start, end].some((offset) => source.slice(offset - 1, offset + 1) === "\r\n"));
    expect(at(source, regionsOfEdits(source)({ start, end, text: "" }))).toBe(source.slice(start, end));
  }));
});

test("after a write, what no edit touched is found again", () => {
  const edits = fc.array(fc.record({ gap: fc.nat(6), length: fc.nat(4), text: fc.constantFrom("", "x", "# TODO\n", "new\nlines\n", "x = 1") }), { maxLength: 5 });
  fc.assert(fc.property(fc.array(fc.constantFrom("abc", "d", "\n"), { minLength: 10, maxLength: 40 }).map((parts) => parts.join("")), edits, fc.nat(60), fc.nat(8), (source, given, from, length) => {
    const list: TextEdit[] = [];
    let position = 0;
    for (const { gap, length: deleted, text: inserted } of given) {
      const start = position + gap + 1;
      if (start + deleted > source.length) break;
      list.push({ start, end: start + deleted, text: inserted });
      position = start + deleted;
    }
    const [start, end] = [Math.min(from, source.length), Math.min(from + length, source.length)];
    fc.pre(!list.some((edit) => edit.start < end && start < edit.end || (edit.start === edit.end && start < edit.start && edit.start < end)));
    const written = file("a.py", { original: source, text: applyEdits(source, list), edits: list });
    const { line, column, endLine, endColumn } = regionsOfEdits(source)({ start, end, text: "" });
    expect(at(written.text, regionsOf(written, "write")({ line, column, endLine, endColumn, cell: null }))).toBe(source.slice(start, end));
  }));
});

test("each character of a cell is found in the file, however the file is written", () => {
  fc.assert(fc.property(fc.array(cells, { minLength: 1, maxLength: 3 }), layouts, fc.nat(200), fc.nat(9), (list, layout, from, length) => {
    const source = writeNotebook(list, layout);
    for (const cell of readNotebook(source).cells) {
      const [start, end] = [Math.min(from, cell.source.length), Math.min(from + length + 1, cell.source.length)];
      const range = rangeInFile(cell, start, end, source);
      if (start === end) expect(range.start).toBe(range.end);
      // Between two strings of the list stand quotes, a comma and spaces.
      else expect(JSON.parse(`"${source.slice(range.start, range.end).replace(/"\s*,\s*"/g, "")}"`)).toBe(cell.source.slice(start, end));
    }
  }));
});

test("a refusal's place, in a notebook the line of its JSON", () => {
  const notebook = '{\n "cells": [\n  {"cell_type": "code", "metadata": {}, "outputs": [], "source": [\n    "x = 1\\n",\n    "y = = 2"\n  ]}\n ],\n "metadata": {}, "nbformat": 4, "nbformat_minor": 5\n}\n';
  expect(regionOfReason(file("a.ipynb", { kind: "notebook", status: "refused", reason: "cell 1, 2:5: the cell does not parse as Python; mend it first", original: notebook }))).toEqual({ line: 5, column: 10, endLine: 5, endColumn: 11 });
  expect(regionOfReason(file("a.ipynb", { kind: "notebook", status: "refused", reason: "cell 1, 2:5: x", original: "" }))).toBeNull();
  expect(regionOfReason(file("a.py", { status: "refused", reason: "it is not UTF-8", original: "" }))).toBeNull();
});
