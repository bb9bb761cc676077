/** The colours of the page, by light and by dark. Text has a contrast of 4.5 or more on every ground that it stands on; tests measure it. */
const LIGHT = `--paper: #fbfaf7; --card: #fffefc; --field: #ffffff; --hover: #f4f2ec; --fold: #f6f4ef; --ink: #23211d; --soft: #69645b; --faint: #c9c3b7; --faint-text: #767065; --line: #e7e3db; --edge: #8f897d; --focus: #1f5fbf;
  --upgraded: #2c6a4b; --upgraded-fill: #4f9270; --upgraded-tint: #f1f6f2; --changed: #835400; --changed-fill: #b3801f; --changed-tint: #fbf4e4; --decision: #a5301d; --decision-fill: #c54b36; --decision-tint: #fcf0ec; --unsupported: #594a89; --unsupported-fill: #7c6bb0; --unsupported-tint: #f4f1fa;
  --del: #fbeeea; --del-mark: #f3cfc5; --ins: #ecf5ee; --ins-mark: #c5e3cd;`;

const DARK = `--paper: #18191b; --card: #1c1e20; --field: #1f2124; --hover: #202225; --fold: #212326; --ink: #e7e3db; --soft: #a8a297; --faint: #55524c; --faint-text: #8f8a80; --line: #2e3033; --edge: #6f6c66; --focus: #8fb8ff;
  --upgraded: #86c6a3; --upgraded-fill: #579a78; --upgraded-tint: #1d2622; --changed: #e2b65f; --changed-fill: #c1913a; --changed-tint: #29241a; --decision: #f2937e; --decision-fill: #d15f49; --decision-tint: #2d201d; --unsupported: #bbabea; --unsupported-fill: #8d7cc4; --unsupported-tint: #25222e;
  --del: #33221f; --del-mark: #63352c; --ins: #1c2d23; --ins-mark: #2b5740;`;

/** On paper it is always light. */
export const COLOURS = `:root { ${LIGHT} }
@media screen and (prefers-color-scheme: dark) {
  :root { ${DARK} }
}`;
