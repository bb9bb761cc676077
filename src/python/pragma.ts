const PRAGMA = /^#\s*(noqa|type:\s*ignore|pylint:|isort:|pragma:|fmt:|nosec|pyright:|mypy:|ruff:|flake8:|prs-upgrade:|@)/i;

/** Whether a comment tells a tool something about its line, such as `# noqa`: it stays on that line, and goes with it. */
export function isPragma(comment: string): boolean {
  return PRAGMA.test(comment);
}
