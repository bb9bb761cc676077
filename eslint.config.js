import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "docs/", "fixtures/", "conformance/"] },
  ...tseslint.configs.strict,
  {
    files: ["**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "no-console": "error",
      "max-lines": ["warn", { max: 330, skipBlankLines: true, skipComments: true }],
    },
  },
  // A file that somebody else wrote may hold a megabyte of any character: no expression may look at it again for each of them.
  {
    files: ["src/**"],
    plugins: { regexp },
    rules: { "regexp/no-super-linear-backtracking": ["error", { report: "potential" }], "regexp/no-super-linear-move": ["error", { report: "potential" }] },
  },
  { files: ["scripts/**", "test/**", "bench/**"], rules: { "no-console": "off" } },
  // Node starts CommonJS sooner.
  { files: ["bin/**"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
