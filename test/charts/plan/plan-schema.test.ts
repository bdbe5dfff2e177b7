import { readdirSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import type { Plan } from '../../../charts/plan/plan-data.ts'
import type { planSchema } from '../../../src/reporters/plan-schema.ts'
import type { Said } from '../../../src/reporters/schema-parts.ts'

type Written = Said<typeof planSchema>
type IsSame = [Plan, Written] extends [Written, Plan] ? true : false

/** The compiler of types judges this line. */
const isSame: IsSame = true

test('the schema says what the type says, and each plan meets it', () => {
  expect(isSame).toBe(true)
  const schema = JSON.parse(readFileSync('schemas/plan.json', 'utf8'))
  const ajv = new Ajv({ strict: false })
  const cases = readdirSync('test/plan')
  expect(cases.length).toBeGreaterThan(0)
  for (const name of cases) {
    const plan = JSON.parse(readFileSync(`test/plan/${name}/plan.json`, 'utf8'))
    expect(ajv.validate(schema, plan), `${name}: ${ajv.errorsText()}`).toBe(true)
  }
})
