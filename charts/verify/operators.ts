import { type Fields, isFields } from './value.ts'

type Binary = (a: unknown, b: unknown) => unknown

/** CEL computes nothing from values of two types, or of none: the rule is then broken. */
export class Incomputable extends Error {}
