import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judge } from '../../../charts/changes/changes.ts'
import { modelOf } from '../../support/compile-texts.ts'

const production = readFileSync('test/platform/clusters/production.yaml', 'utf8')

/** What is said about a number of tenants, each with some roles and associations, on clusters of one account. */
function told(
  each: { readonly roles: number; readonly associations: number },
  tenants: readonly (readonly [cluster: string, count: number])[],
  edit = (text: string) => text
): string[] {
  const files = tenants.map(([name]) => [
    `platform/clusters/${name}.yaml`,
    edit(production.replace('eks: kubeflow-production', `eks: ${name}`))
  ])
  const { clusters, removals } = modelOf(Object.fromEntries(files))
  const all = tenants.flatMap(([cluster, count]) =>
    Array.from({ length: count }, (_, at) => ({
      ...{ cluster, name: `t${at}`, file: `tenants/t${at}.yaml`, objects: 0, services: 0 },
      ...each
    }))
  )
  const nothing = { tenants: [], clusterNames: [], files: [], read: () => undefined }
  const after = { clusters, removals, tenants: all, read: () => undefined }
  const found = judge({ before: nothing, after })
  return found
    .filter(({ code }) => code === 'risky-scale')
    .map(({ message }) => message.replace(/^the /, '').replace(/ (in|of) .* are/, ''))
}

const none = { roles: 0, associations: 0 }
// The platform of these clusters has two roles, of which each has an association.
const platform = 2

test('roles count together in an account, from 80 % of what it allows', () => {
  const one = { roles: 1, associations: 0 }
  expect(told(one, [['production', 799 - platform]])).toEqual([])
  const found = 'AWS roles 800 by now, and the limit is 1000'
  expect(told(one, [['production', 800 - platform]])).toEqual([found])
  const both = [
    ['production', 400 - platform],
    ['staging', 400 - platform]
  ] as const
  expect(told(one, both)).toEqual([found, found])
  const raised = (text: string) => text.replace('iam: ack', 'iam: ack\n  limits: {roles: 5000}')
  expect(told(one, both, raised)).toEqual([])
})

test('associations count by cluster, and only with Pod Identity', () => {
  const five = { roles: 0, associations: 5 }
  const found = 'Pod Identity associations 4002 by now, and the limit is 5000'
  expect(told(five, [['production', 800]])).toEqual([found])
  expect(told(five, [['production', 799]])).toEqual([])
  expect(
    told(five, [
      ['production', 799],
      ['staging', 799]
    ])
  ).toEqual([])
  const irsa = (text: string) => text.replace('identity: podIdentity', 'identity: irsa')
  expect(told(five, [['production', 800]], irsa)).toEqual([])
})

test('namespaces count by cluster', () => {
  expect(told(none, [['production', 7999]])).toEqual([])
  expect(told(none, [['production', 8000]])).toHaveLength(1)
})

test('access points count by file system', () => {
  const shares = (count: number) => (text: string) => {
    const handle = (at: number) =>
      `s${at}: "fs-0123456789abcdef0::fsap-${String(at).padStart(17, '0')}"`
    const map = Array.from({ length: count }, (_, at) => handle(at)).join(', ')
    return text.replace(/shares: \{.*\}/, `shares: {${map}}`)
  }
  expect(told(none, [['production', 1]], shares(7999))).toEqual([])
  expect(told(none, [['production', 1]], shares(8000))).toEqual([
    'access points 8000 by now, and the limit is 10000'
  ])
})
