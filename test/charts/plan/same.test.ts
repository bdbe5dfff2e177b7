import { expect, test } from 'vitest'
import type { TenantChange } from '../../../charts/plan/plan-data.ts'
import { folded } from '../../../charts/plan/same.ts'

function changeOf(tenant: string): TenantChange {
  const file = `tenants/${tenant}.yaml`
  return {
    change: 'added',
    cause: 'file',
    tenants: [tenant],
    clusters: ['production'],
    files: [file],
    settings: [
      { field: 'owner', before: null, after: `${tenant}@example.com`, at: { file, line: 1 } }
    ],
    objects: []
  }
}

test.each([
  ['with names like words of a plan', ['added', 'file', 'field', 'settings', 'at']],
  ['with the names of their owners', ['carol', 'frank']]
])('tenants %s are told once, and in the same words', (_, tenants) => {
  const entries = tenants.map(changeOf)
  expect(folded(entries, tenant => `${tenant}@example.com`)).toEqual([
    {
      ...changeOf('<tenant>'),
      tenants: tenants.toSorted(),
      files: tenants.map(tenant => `tenants/${tenant}.yaml`).sort(),
      settings: [
        {
          field: 'owner',
          before: null,
          after: '<owner>',
          at: { file: 'tenants/<tenant>.yaml', line: 1 }
        }
      ]
    }
  ])
})
