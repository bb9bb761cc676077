import { readCodes } from "../../src/selection/codes.js";
import { isSelected } from "../../src/selection/selected.js";

test("codes and their beginnings are read, whatever their case", () => {
  expect(readCodes("PRS107, prs2,")).toEqual(["PRS107", "PRS2"]);
  expect(readCodes("")).toEqual([]);
});

test("one that begins no code is refused, and the nearest is named", () => {
  expect(() => readCodes("PRS107,PSR203")).toThrow("there is no code PSR203; did you mean PRS203?");
});

test.each([
  ["nothing said", {}, true],
  ["selected", { select: ["PRS2"] }, true],
  ["not selected", { select: ["PRS1"] }, false],
  ["selected by an empty list", { select: [] }, false],
  ["ignored", { ignore: ["PRS203"] }, false],
  ["another is ignored", { ignore: ["PRS204"] }, true],
  ["the longer beginning is ignored", { select: ["PRS2"], ignore: ["PRS203"] }, false],
  ["the longer beginning is selected", { select: ["PRS203"], ignore: ["PRS2"] }, true],
  ["both say the same", { select: ["PRS203"], ignore: ["PRS203"] }, false],
])("PRS203: %s", (_, selection, listed) => expect(isSelected("PRS203", selection)).toBe(listed));
