import type { Case } from '../../src/reporters/explain-page.ts'
import { readCases } from '../bundle/cases.mjs'

/** By code. The bundle contains them, so that `explain` works without the tests. */
export const cases: Readonly<Record<string, Case>> = readCases()
