import type { Case } from '../../src/reporters/explain-page.ts'
import { readCases } from '../bundle/cases.mjs'

/** By code. The bundle holds them, so that `explain` needs no tests to be there. */
export const cases: Readonly<Record<string, Case>> = readCases()
