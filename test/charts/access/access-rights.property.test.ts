import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adminRights } from '../../../charts/access/admin-rights.ts'
import { engineRights } from '../../../charts/access/engine-rights.ts'
import type { Right } from '../../../charts/access/right.ts'
import { writtenRights } from '../../../charts/access/tenant-rights.ts'
import { parts } from '../../../charts/platform/compile-platform.ts'
import { renderTenant } from '../../../charts/render.ts'
import { neighbourhoodsFrom, openingOf } from '../../../charts/tenant/givers.ts'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import type { Model } from '../../../src/model/model.ts'
import { at, type Fields } from '../../control-plane-needs/objects.ts'
import { textsOf, worlds } from '../../isolation/world.ts'
import { acme } from '../../support/acme.ts'
import { compileTexts, summary } from '../../support/compile-texts.ts'
import { lasting } from '../../support/runs.ts'
import { allowed, bound, opened } from './given.ts'

interface Given {
  readonly objects: readonly Fields[]
  readonly iam: Fields
}

type Judge = (rights: readonly Right[], given: Given) => void

const example = compile(readTree(acme), { today: '2026-06-15', touched: new Set() }).model

/** Judges every tenant of the example and of random worlds. */
function forAll(judge: Judge): void {
  judgeAll(example ?? expect.fail('the example does not compile'), judge)
  fc.assert(
    fc.property(worlds, world => {
      const { model, diagnostics } = compileTexts(textsOf(world))
      if (!model) return expect.fail(diagnostics.map(summary).join('\n'))
      judgeAll(model, judge)
    }),
    lasting(12)
  )
}

function judgeAll({ tenants }: Model, judge: Judge): void {
  const neighbourhoodOf = neighbourhoodsFrom(tenants.map(openingOf))
  for (const tenant of tenants) {
    const { manifests, files } = renderTenant(tenant, neighbourhoodOf(tenant))
    const note = files.find(({ path }) => path.endsWith('/iam.json'))?.text ?? '{}'
    judge(writtenRights(tenant), {
      objects: [...manifests.bootstrap, ...manifests.namespace] as unknown as Fields[],
      iam: JSON.parse(note) as Fields
    })
  }
}

const strength = ['kubeflow-view', 'kubeflow-edit', 'kubeflow-admin']

test('each binding is of somebody who has a right by it, and each right has its binding', () => {
  forAll((rights, { objects }) => {
    const said = new Map<string, string>()
    // The profile controller binds the tenant's own accounts.
    for (const { who, reach, way } of rights.filter(({ way }) => way !== 'kubeflow')) {
      if (!reach.kubernetes) continue
      const { binding, role } = reach.kubernetes
      const before = said.get(`${binding} ${who.name}`) ?? ''
      const isMore = strength.indexOf(role) >= strength.indexOf(before)
      said.set(`${binding} ${who.name}`, isMore ? role : before)
      expect(way === 'engine' || role.startsWith('kubeflow-')).toBe(true)
    }
    expect(new Map([...said].sort())).toEqual(new Map([...bound(objects)].sort()))
  })
})

test('each door is open to whom a right names, and each right finds its doors open', () => {
  forAll((rights, { objects }) => {
    const said = rights.flatMap(({ who, reach }) =>
      reach.mesh.map(({ policy, to }) => `${policy} ${who.name} ${to}`)
    )
    // The profile controller makes this policy from the owner in the Profile, for everybody inside too.
    const [controllers, ours] = [true, false].map(isTheirs =>
      said.filter(door => door.startsWith('ns-owner-access-istio ') === isTheirs)
    )
    expect(new Set(ours?.sort())).toEqual(new Set([...opened(objects)].sort()))
    const profile = objects.find(({ kind }) => kind === 'Profile')
    const name = String(at(profile, 'metadata.name'))
    const owner = String(at(profile, 'spec.owner.name'))
    const theirs = controllers?.map(door => door.split(' ')[1] ?? '') ?? []
    expect(theirs.filter(who => who !== owner && !who.startsWith(`${name}/`))).toEqual([])
    expect(rights.filter(({ way }) => way === 'owner').map(({ who }) => who.name)).toEqual([owner])
  })
})

test('each right says what AWS allows, and nothing is allowed that no right says', () => {
  forAll((rights, { iam }) => {
    const given = allowed(iam)
    const said = new Map(rights.flatMap(({ reach }) => reach.aws.map(aws => [aws.through, aws])))
    for (const [name, { grants }] of said) {
      const pairs = grants.flatMap(({ actions, places }) =>
        actions.flatMap(action => places.map(place => `${action} ${place}`))
      )
      const documented = given.get(name) ?? []
      expect(pairs.filter(pair => !documented.some(one => pair.startsWith(one)))).toEqual([])
      expect(documented.filter(one => !pairs.some(pair => pair.startsWith(one)))).toEqual([])
    }
    expect([...given.keys()].filter(name => given.get(name)?.length && !said.has(name))).toEqual([])
  })
})

test('whoever may run code has what its accounts may do in AWS, and nobody else has', () => {
  forAll(rights => {
    const code = rights.find(({ way }) => way === 'kubeflow')?.reach.aws ?? []
    for (const { who, way, role, reach } of rights) {
      if (way === 'account') continue
      const opens = reach.mesh.some(({ to }) => to === 'notebooks' || to === 'pods')
      const starts = role === 'edit' || role === 'admin'
      expect([who.name, way, reach.aws]).toEqual([who.name, way, opens || starts ? code : []])
    }
  })
})

test('each right stands where the file names who gets it', () => {
  forAll(rights => {
    for (const { who, way, at } of rights) {
      const text = at.source.text.slice(at.start, at.end).replaceAll('"', '')
      const [kind, name = ''] = way.split(/:(.*)/)
      const named = kind === 'group' || kind === 'team' || kind === 'public' ? name : undefined
      if (named !== undefined) expect(text).toBe(named)
      if (kind === 'user') expect(text.toLowerCase()).toBe(who.name)
      if (kind === 'serviceAccount') expect(text).toBe(who.name)
      if (kind === 'tenant' || kind === 'network') expect(text).toBe(who.name.split('/')[0])
    }
  })
})

test('an admin of the platform has one right on each cluster, by the entry that names them', () => {
  if (!example) return expect.fail('the example does not compile')
  for (const cluster of example.clusters) {
    const rights = adminRights(example, cluster)
    expect(rights.map(({ who }) => who.name)).toEqual(example.admins)
    for (const { at } of rights) {
      expect(at.source.path).toBe('platform/common.yaml')
      expect(at.end - at.start).toBeLessThan(50)
    }
  }
})

test('each binding for a whole cluster is of a platform admin or of an engine', () => {
  if (!example) return expect.fail('the example does not compile')
  for (const cluster of example.clusters) {
    const objects = parts(example, cluster).flatMap(({ values }) => values.objects)
    const rights = [...adminRights(example, cluster), ...engineRights(cluster)]
    const said = rights.map(({ who, reach }): [string, string | undefined] => {
      return [`${reach.kubernetes?.binding} ${who.name}`, reach.kubernetes?.role]
    })
    const given = bound(objects as unknown as Fields[], 'ClusterRoleBinding')
    expect(new Map(said.sort())).toEqual(new Map([...given].sort()))
  }
})
