import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { JsonOutput, toJson } from '../../../src/reporters/json-output.ts'

const source = { path: 'tenants/fraud.yaml', text: 'owner: a\nmembers:\n  - user: b\n' }
const validate = new Ajv2020({ strict: true }).compile(JsonOutput)

const error: Diagnostic = {
  code: 'invalid-value',
  message: 'wrong',
  at: { source, start: 7, end: 8 },
  related: [{ message: 'here', at: { source, start: 28, end: 30 } }],
  help: 'change it'
}
const warning: Diagnostic = {
  code: 'expired-grant',
  message: 'over',
  at: { source, start: 0, end: 0 }
}

test('contains everything about a mistake, with lines', () => {
  expect(toJson([error, warning])).toEqual({
    version: 1,
    summary: { errors: 1, warnings: 1, files: 1 },
    diagnostics: [
      {
        code: 'invalid-value',
        severity: 'error',
        message: 'wrong',
        help: 'change it',
        file: 'tenants/fraud.yaml',
        start: { line: 1, column: 8, offset: 7 },
        end: { line: 1, column: 9, offset: 8 },
        related: [
          {
            message: 'here',
            file: 'tenants/fraud.yaml',
            start: { line: 3, column: 11, offset: 28 },
            end: { line: 4, column: 1, offset: 30 }
          }
        ]
      },
      {
        code: 'expired-grant',
        severity: 'warning',
        message: 'over',
        file: 'tenants/fraud.yaml',
        start: { line: 1, column: 1, offset: 0 },
        end: { line: 1, column: 1, offset: 0 },
        related: []
      }
    ]
  })
})

test('matches its schema', () => {
  for (const diagnostics of [[], [error], [error, { ...warning, others: 7 }]]) {
    const read: unknown = JSON.parse(JSON.stringify(toJson(diagnostics)))
    expect(validate(read), JSON.stringify(validate.errors)).toBe(true)
  }
})

test('has a closed and complete schema', () => {
  const report = toJson([error])
  expect(validate({ ...report, more: 1 })).toBe(false)
  expect(validate({ ...report, version: 2 })).toBe(false)
  for (const key of Object.keys(report.diagnostics[0] ?? {}).filter(key => key !== 'help')) {
    const rest = Object.entries(report.diagnostics[0] ?? {}).filter(([name]) => name !== key)
    expect(validate({ ...report, diagnostics: [Object.fromEntries(rest)] }), key).toBe(false)
  }
})
