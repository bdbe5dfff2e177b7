import { Refusal } from './refusal.ts'

/** A mistake on the command line, reported in one line together with the usage. */
export class UsageError extends Refusal {}
