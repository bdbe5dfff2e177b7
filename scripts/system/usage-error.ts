/** A mistake of the person at the keyboard: told in one line, with how the command is called. */
export class UsageError extends Error {}
