/** The command can't run as it was asked to: the message is for the user, and the exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  /** Told by its name: the files that the command is built into each have a class of their own. */
  static is(error: unknown): error is UsageError {
    return error instanceof Error && error.name === "UsageError";
  }
}
