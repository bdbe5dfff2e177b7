import fc from 'fast-check'
import { loadAll } from 'js-yaml'
import { expect, test } from 'vitest'
import { renderTenant } from '../../../charts/render.ts'
import { expire } from '../../../src/edits/expire.ts'
import { revise } from '../../../src/yaml/edit/edit.ts'
import { modelOf } from '../../support/compile-texts.ts'
import { rootOf } from '../../support/revision.ts'

const path = 'tenants/fraud.yaml'
const days = ['2026-12-31', '2027-01-01', '2027-01-02', '2027-05-02', '2031-01-02']
const ends = [undefined, '2027-01-01', '2027-05-01', '2031-01-01']
const members = [
  { user: 'bob@example.com' },
  { user: 'dan@example.com' },
  { group: 'fraud-analysts' },
  { group: 'fraud-seniors' },
  { team: 'ds-delta' }
]

const member = fc
  .tuple(
    fc.constantFrom(...members),
    fc.constantFrom('view', 'edit', 'admin'),
    fc.constantFrom(...ends),
    fc.constantFrom(undefined, true, false)
  )
  .map(([whom, role, until, notebooks]) => ({ ...whom, role, until, notebooks }))

test('on each day the table says what the objects give once expired grants are taken out', () => {
  fc.assert(
    fc.property(fc.array(member, { maxLength: 5 }), members => {
      const text = JSON.stringify({ owner: 'alice@example.com', members })
      const table = generated(text, 'access.csv')
      for (const day of days) {
        const [left] = revise(expire([rootOf(path, text)], day).edits)
        const grants = generated(left?.text ?? text, 'namespace/grants.yaml')
        expect(promised(table, day), day).toEqual(given(grants))
      }
    }),
    { numRuns: 12 }
  )
})

function generated(text: string, file: string): string {
  const [tenant] = modelOf({ [path]: text }).tenants
  const files = tenant ? renderTenant(tenant, { givers: [] }).files : []
  return files.find(({ path }) => path.endsWith(`/${file}`))?.text ?? expect.fail(`no ${file}`)
}

const roles = ['view', 'edit', 'admin']

/** What each member may do on a day: the strongest role, and whether notebooks open. */
function promised(table: string, day: string): Record<string, string> {
  const rows = table.trim().split('\n').slice(1)
  const people = new Map<string, { role: number; notebooks: boolean }>()
  for (const [who = '', role = '', way, until = '', notebooks] of rows.map(row => row.split(','))) {
    if (!who.includes('@') || way === 'owner' || (until !== '' && until < day)) continue
    const before = people.get(who) ?? { role: 0, notebooks: false }
    people.set(who, {
      role: Math.max(before.role, roles.indexOf(role)),
      notebooks: before.notebooks || notebooks === 'true'
    })
  }
  return Object.fromEntries(
    Array.from(people, ([who, { role, notebooks }]) => [who, meaning(roles[role], notebooks)])
  )
}

interface Thing {
  readonly kind: string
  readonly metadata: { readonly name: string; readonly annotations?: { readonly user?: string } }
  readonly roleRef?: { readonly name: string }
}

/** The same by the bindings and the policies of the mesh. */
function given(grants: string): Record<string, string> {
  const things = loadAll(grants) as Thing[]
  const opened = new Set(
    things
      .filter(thing => thing.kind === 'AuthorizationPolicy')
      .filter(thing => JSON.stringify(thing).includes('/sa/istio-ingressgateway'))
      .map(({ metadata }) => metadata.annotations?.user)
  )
  const bindings = things.filter(
    ({ kind, metadata }) => kind === 'RoleBinding' && metadata.name.startsWith('user-')
  )
  return Object.fromEntries(
    bindings.map(({ metadata: { annotations }, roleRef }) => {
      const role = roleRef?.name.replace('kubeflow-', '')
      return [annotations?.user, meaning(role, opened.has(annotations?.user))]
    })
  )
}

function meaning(role: string | undefined, notebooks: boolean): string {
  return `${role}${notebooks ? ' with notebooks' : ''}`
}
