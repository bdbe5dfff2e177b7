import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rightsOf } from '../../../charts/access/tenant-rights.ts'
import { mayConcern } from '../../../scripts/access/may-concern.ts'
import { begin } from '../../../src/compile.ts'
import type { Model } from '../../../src/model/model.ts'
import { textsOf, worlds } from '../../isolation/world.ts'
import { compileTexts, filesOf } from '../../support/compile-texts.ts'
import { lasting } from '../../support/runs.ts'

type Texts = Readonly<Record<string, string>>

/** The tenants that are read for somebody. */
function readFor(texts: Texts, name: string): string[] {
  const files = filesOf(texts)
  const { placed } = begin(files, () => false)
  if (!placed) return expect.fail('the platform does not compile')
  const concerns = mayConcern(placed, files, name) ?? (() => true)
  const paths = Object.keys(texts).filter(path => path.startsWith('tenants/') && concerns(path))
  return paths.map(path => path.replace(/^tenants\/|\.yaml$/g, '')).sort()
}

function rightsIn({ tenants }: Model): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const { who, way, tenant } of tenants.flatMap(rightsOf)) {
    for (const name of /^(group|team):/.test(way) ? [who.name, way] : [who.name]) {
      found.set(name, (found.get(name) ?? new Set()).add(String(tenant)))
    }
  }
  return found
}

test('whoever has a right in a tenant has its file read', () => {
  fc.assert(
    fc.property(worlds, world => {
      const texts = textsOf(world)
      const { model = expect.fail('the world does not compile') } = compileTexts(texts)
      for (const [name, tenants] of rightsIn(model)) {
        expect(readFor(texts, name)).toEqual(expect.arrayContaining([...tenants]))
      }
    }),
    lasting(12)
  )
})

const owner = 'owner: heidi@example.com\n'

test.each([
  ['the owner', 'owner: dan@example.com\n'],
  ['in other letters', 'owner: Dan@Example.com\n'],
  ['written with signs', 'owner: "d\\x61n@example.com"\n'],
  ['in a group of a group', `${owner}members: [{group: fraud-analysts, role: view}]\n`],
  ['on one cluster', 'clusters: {production: {members: [{group: fraud-seniors, role: view}]}}\n'],
  ['in a template', `${owner}template: seniors\n`]
])('a person: %s', (_, text) => {
  const texts = {
    'platform/common.yaml':
      'version: 1\ntemplates: {team: {}, seniors: {members: [{group: fraud-seniors, role: edit}]}}\n',
    'tenants/weather.yaml': text,
    'tenants/other.yaml': owner
  }
  expect(readFor(texts, 'dan@example.com')).toEqual(['weather'])
})

test.each([
  ['itself', 'group:fraud-seniors', '{group: fraud-seniors, role: view}'],
  ['in a group', 'group:fraud-seniors', '{group: fraud-analysts, role: view}'],
  ['in a team', 'group:fraud-seniors', '{team: commerce, role: view}'],
  ['a team', 'team:commerce', '{team: commerce, role: view}']
])('a group or team: %s', (_, name, member) => {
  const texts = {
    'platform/directory.yaml':
      'groups: {fraud-analysts: ["group:fraud-seniors"], fraud-seniors: [dan@example.com]}\n' +
      'teams: {commerce: {organization: acme, members: ["group:fraud-seniors"]}}\n',
    'tenants/weather.yaml': `${owner}members: [${member}]\n`,
    'tenants/other.yaml': owner
  }
  expect(readFor(texts, name)).toEqual(['weather'])
})

test('all are read where the usual template lets somebody in, and for what writes everywhere', () => {
  const tenants = { 'tenants/a.yaml': owner, 'tenants/b.yaml': owner }
  const texts = {
    'platform/common.yaml':
      'version: 1\ntemplates: {team: {members: [{user: dan@example.com, role: view}]}}\n',
    ...tenants
  }
  expect(readFor(texts, 'dan@example.com')).toEqual(['a', 'b'])
  expect(readFor(texts, 'erin@example.com')).toEqual([])
  for (const name of ['flux-system/tenantry-namespace', 'anyone']) {
    expect(readFor(tenants, name)).toEqual(['a', 'b'])
  }
  expect(readFor(tenants, 'ci/deployer')).toEqual([])
})
