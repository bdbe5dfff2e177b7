import type { Case, RiskCase } from '../../src/reporters/explain-page.ts'
import { readCases, readRisks } from '../bundle/cases.mjs'

/** By code. The bundle contains them, so that `explain` works without the tests. */
export const cases: Readonly<Record<string, Case>> = readCases()

/** By the code of each risk that `plan` tells. */
export const risks: Readonly<Record<string, RiskCase>> = readRisks()
