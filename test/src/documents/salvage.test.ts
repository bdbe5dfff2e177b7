import { expect, test } from 'vitest'
import { diagnose } from '../../support/compile-texts.ts'

const fraud = (text: string) => diagnose({ 'tenants/fraud.yaml': text })

test('names are checked in spite of schema errors elsewhere', () => {
  const found = fraud(`owner: alice@example.com
colour: red
team: ds-detla
members:
  - user: bob@example.com
    role: [edit]
  - {group: fraud-analyst, role: view}
aws: {read: none, policies: [sagemakr]}
`)
  expect(found.filter(each => each.includes('fraud'))).toEqual([
    'unknown-field tenants/fraud.yaml colour',
    'unknown-team tenants/fraud.yaml ds-detla',
    'invalid-type tenants/fraud.yaml role',
    'unknown-group tenants/fraud.yaml fraud-analyst',
    'invalid-type tenants/fraud.yaml none',
    'unknown-policy tenants/fraud.yaml sagemakr'
  ])
})

test('an invalid e-mail of an owner is reported once', () => {
  const found = fraud('owner: alice\nquota: tiny\n')
  expect(found).toContain('invalid-email tenants/fraud.yaml alice')
  expect(found).toContain('unknown-preset tenants/fraud.yaml tiny')
  expect(found.filter(each => each.endsWith(' alice'))).toHaveLength(1)
})

test('nothing else is checked without an owner', () => {
  expect(fraud('quota: tiny\n').filter(each => each.includes('fraud'))).toEqual([
    'missing-field tenants/fraud.yaml quota'
  ])
})

test('later rules wait until the schema matches', () => {
  const found = fraud('owner: alice@example.com\ncolour: red\npodSecurity: privileged\n')
  expect(found.filter(each => each.includes('fraud'))).toEqual([
    'unknown-field tenants/fraud.yaml colour'
  ])
})

test('beyond a thousand mistakes, the names in a file are not checked', () => {
  const codes = (mistakes: number) => {
    const found = fraud(`owner: nobody\nquota: tiny\npools: [${'1,'.repeat(mistakes - 1)}]\n`)
    return { all: found.length, names: found.some(each => /^unknown-/.test(each)) }
  }
  expect(codes(1000)).toEqual({ all: 1001, names: true })
  expect(codes(1001)).toEqual({ all: 1000, names: false })
})
