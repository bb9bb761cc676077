import { prsUpgrade } from "../support/terminal.js";

// What the shells make of the scripts is tried in packaging/tests/test_completion.py.
test.each(["bash", "zsh", "fish"])("the script for %s knows commands, options, formats and codes", async (shell) => {
  const { code, out, error } = await prsUpgrade("/", ["completion", shell]);
  expect({ code, error }).toEqual({ code: 0, error: "" });
  for (const word of ["explain", "rules", "baseline", "markdown", "PRS107"]) expect(out).toContain(word);
});

test("another shell is wrong usage", async () => {
  expect(await prsUpgrade("/", ["completion", "tcsh"])).toMatchObject({ code: 2, out: "", error: expect.stringContaining("Allowed choices are bash, zsh, fish") });
});
