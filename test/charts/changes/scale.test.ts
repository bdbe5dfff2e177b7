import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Counts } from '../../../charts/changes/change.ts'
import { judge } from '../../../charts/changes/changes.ts'
import { modelOf } from '../../support/compile-texts.ts'

const production = readFileSync('test/platform/clusters/production.yaml', 'utf8')

/** What is said about a number of tenants, each with some roles and associations, on clusters of one account. */
function told(
  each: Partial<Counts>,
  tenants: readonly (readonly [cluster: string, count: number])[],
  edit = (text: string) => text
): string[] {
  const none = { objects: 0, services: 0, roles: 0, associations: 0 }
  const files = tenants.map(([name]) => [
    `platform/clusters/${name}.yaml`,
    edit(production.replace('eks: kubeflow-production', `eks: ${name}`))
  ])
  const { clusters, removals } = modelOf(Object.fromEntries(files))
  const all = tenants.flatMap(([cluster, count]) =>
    Array.from({ length: count }, (_, at) => {
      return { cluster, name: `t${at}`, file: `tenants/t${at}.yaml`, ...none, ...each }
    })
  )
  const nothing = { tenants: [], clusterNames: [], files: [], read: () => undefined }
  const after = { clusters, removals, tenants: all, read: () => undefined }
  const found = judge({ before: nothing, after })
  return found
    .filter(({ code }) => code.endsWith('-scale'))
    .map(({ message }) =>
      message.replace(/^the /, '').replace(/ (in|of|for) .* (are|would be)/, '')
    )
}

// The platform of these clusters has two roles, of which each has an association.
const platform = 2

test('roles count together in an account, from 80 % of what it allows', () => {
  const one = { roles: 1 }
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

test('the role that tenants share counts once', () => {
  const shared = (text: string) => text.replace('iam: ack', 'iam: ack\n  tenantRoles: shared')
  expect(told({}, [['production', 7000]], shared)).toEqual([])
  const one = { roles: 1 }
  expect(told(one, [['production', 798 - platform]], shared)).toEqual([])
  expect(told(one, [['production', 799 - platform]], shared)).toEqual([
    'AWS roles 800 by now, and the limit is 1000'
  ])
})

test('associations count by cluster, and only with Pod Identity', () => {
  const five = { associations: 5 }
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

const flux = (text: string) => text.replace('argocd: true, ', '')

test('namespaces and Services count by cluster', () => {
  expect(told({}, [['production', 7999]], flux)).toEqual([])
  expect(told({}, [['production', 8000]], flux)).toHaveLength(1)
  expect(told({ services: 2 }, [['production', 3999]])).toEqual([])
  expect(told({ services: 2 }, [['production', 4000]])).toEqual([
    'Services 8000 by now, and the limit is 10000'
  ])
})

test.each([
  ['AWS roles', 'roles', 10000 - platform],
  ['Pod Identity associations', 'associations', 5000 - platform],
  ['Services', 'services', 10000]
] as const)('an error beyond what nobody can raise: %s', (what, field, most) => {
  const half = most / 2
  expect(told({ [field]: half }, [['production', 2]], flux)[0]).toContain(
    'by now, and the limit is'
  )
  expect(told({ [field]: half + 1 }, [['production', 2]], flux)).toEqual([
    expect.stringMatching(new RegExp(`^${what} \\d+, and nobody gets more than \\d+$`))
  ])
})

test('an error beyond what nobody can raise: namespaces', () => {
  expect(told({}, [['production', 10001]], flux)).toEqual([
    expect.stringContaining('10001, and nobody gets more than 10000')
  ])
})

test('the size of projects is that of their objects, and etcd takes no larger ones', () => {
  const names = (count: number) => (text: string) =>
    `${text}\nreserved: [${Array.from({ length: count }, (_, at) => `n${at}`).join(', ')}]\n`
  expect(told({}, [['production', 1]], names(15_000))).toEqual([])
  expect(told({}, [['production', 1]], names(20_000))).toEqual([
    expect.stringMatching(/^bytes \d{7} by now, and the limit is 1572864$/)
  ])
  expect(told({}, [['production', 1]], names(25_000))).toEqual([
    expect.stringMatching(/^bytes \d{7}, and nobody gets more than 1572864$/)
  ])
})

test('access points count by file system', () => {
  const shares = (count: number) => (text: string) => {
    const handle = (at: number) =>
      `s${at}: "fs-0123456789abcdef0::fsap-${String(at).padStart(17, '0')}"`
    const map = Array.from({ length: count }, (_, at) => handle(at)).join(', ')
    return text.replace(/shares: \{.*\}/, `shares: {${map}}`)
  }
  expect(told({}, [['production', 1]], shares(7999))).toEqual([])
  expect(told({}, [['production', 1]], shares(8000))).toEqual([
    'access points 8000 by now, and the limit is 10000'
  ])
})
