/** The command can't run as it was asked to: the message is for the user, and the exit code 2. */
export class UsageError extends Error {}
