import fc from 'fast-check'
import { expect, test } from 'vitest'
import { render, renderTenant } from '../charts/render.ts'
import { neighbourhoodsFrom, openingOf } from '../charts/tenant/givers.ts'
import { broken, twice } from '../charts/verify/invariants.ts'
import { verifyWith } from '../charts/verify/verify.ts'
import type { Result } from '../src/compile.ts'
import { at, type Fields } from './control-plane-needs/objects.ts'
import { isCanonical } from './control-plane-needs/profile.ts'
import { type Intent, intents } from './isolation/intent.ts'
import {
  bindings,
  certificates,
  headers,
  hosts,
  labelsOf,
  lets,
  rules,
  type Seen,
  words
} from './isolation/seen.ts'
import { names, textsOf, type World, worlds } from './isolation/world.ts'
import { compileTexts, summary } from './support/compile-texts.ts'
import { lasting } from './support/runs.ts'
import { schemas } from './support/schemas.ts'

const verify = verifyWith(file => schemas.get(file))

interface Place {
  readonly intent: Intent
  readonly seen: Seen
  readonly bootstrap: readonly Fields[]
  readonly namespace: readonly Fields[]
  readonly csv: string
}

type Places = ReadonlyMap<string, Place>

/** Compiles random tenants, grants and clusters, and judges the clusters one by one. */
function forAll(judge: (places: Places) => void): void {
  fc.assert(
    fc.property(worlds, world => {
      const { model, diagnostics } = compileTexts(textsOf(world))
      if (!model) return expect.fail(diagnostics.map(summary).join('\n'))
      for (const { name } of model.clusters) judge(placesOf(model, world, name))
    }),
    lasting(12)
  )
}

function placesOf(
  { tenants }: NonNullable<Result['model']>,
  world: World,
  cluster: string
): Places {
  const neighbourhoodOf = neighbourhoodsFrom(tenants.map(openingOf))
  const meant = intents(world, cluster)
  const there = tenants.filter(tenant => tenant.cluster.name === cluster)
  expect(there.map(({ name }) => name).sort()).toEqual([...meant.keys()].sort())
  return new Map(
    there.map(tenant => {
      const { manifests, files } = renderTenant(tenant, neighbourhoodOf(tenant))
      expect(broken(tenant, neighbourhoodOf(tenant), manifests)).toEqual([])
      const bootstrap = manifests.bootstrap as unknown as Fields[]
      const namespace = manifests.namespace as unknown as Fields[]
      const csv = files.find(({ path }) => path.endsWith('.csv'))?.text ?? ''
      const seen = { name: tenant.name, objects: [...bootstrap, ...namespace] }
      const intent = meant.get(tenant.name)
      if (!intent) throw new Error('it was there a moment ago')
      return [tenant.name, { intent, seen, bootstrap, namespace, csv }] as const
    })
  )
}

const sorted = <T>(items: Iterable<T>) => [...items].sort()

test('no object names a tenant unless a file lets one of them in', () => {
  forAll(places => {
    for (const [name, { intent, seen }] of places) {
      const givers = [...places.values()].filter(
        other => !intent.suspended && other.intent.from.has(name)
      )
      const takers = [...intent.bound.keys(), ...intent.served, ...intent.callers]
      const known = new Set([
        name,
        ...takers.map(id => id.split('/')[0]),
        // An account may have the name of a tenant without being in its namespace.
        ...takers.map(id => id.split('/')[1]),
        ...givers.map(({ seen }) => seen.name)
      ])
      const strange = names.filter(other => !known.has(other))
      for (const object of seen.objects) {
        expect(words(object).filter(word => strange.includes(word as never))).toEqual([])
      }
    }
  })
})

test('pods connect to those of another tenant only if that one allows it', () => {
  forAll(places => {
    for (const [taker, { seen: from, intent }] of places) {
      for (const [giver, to] of places) {
        const isMeant = taker === giver || (to.intent.from.has(taker) && !intent.suspended)
        expect(lets(to.seen, 'ingress', labelsOf(from))).toBe(
          taker === giver || to.intent.from.has(taker)
        )
        expect(lets(from, 'egress', labelsOf(to.seen))).toBe(isMeant)
        if (taker !== giver) expect(hosts(from).includes(giver)).toBe(isMeant)
      }
      for (const platform of ['kubeflow', 'istio-system', 'knative-serving', 'kube-system']) {
        const labels = { 'kubernetes.io/metadata.name': platform }
        expect(lets(from, 'egress', labels)).toBe(true)
        expect(lets(from, 'ingress', labels)).toBe(platform !== 'kube-system')
      }
    }
  })
})

test('certificates open exactly what was intended, and everything else stays closed', () => {
  forAll(places => {
    for (const { intent, seen } of places.values()) {
      const meant = new Map([
        ...[...intent.served].map(id => [id, '8888'] as const),
        ...[...intent.trusted].map(id => [id, ''] as const)
      ])
      const found = certificates(seen)
      expect(sorted(found.keys())).toEqual(sorted(meant.keys()))
      // Whoever has both kinds of access has the wider one.
      const twofold = new Set([...intent.served].filter(id => intent.trusted.has(id)))
      for (const [id, ports] of found) if (!twofold.has(id)) expect(ports).toBe(meant.get(id))
      for (const { principals } of rules(seen)) {
        expect(principals.length).toBeGreaterThan(0)
        for (const principal of principals)
          expect(principal).toMatch(/^cluster\.local\/ns\/[a-z0-9-]+\/sa\/[a-z0-9-]+$/)
      }
    }
  })
})

test('roles are bound exactly to those they were given to', () => {
  forAll(places => {
    for (const { intent, seen, csv } of places.values()) {
      const people = [...intent.people].map(([email, { role }]) => [email, role] as const)
      const all: (readonly [string, string])[] = [
        [intent.owner, 'admin'],
        ...people,
        ...intent.bound
      ]
      const meant = new Map(all.sort())
      expect(bindings(seen)).toEqual(meant)
      const controllers = ['editor', 'viewer'].map(name => `${intent.name}/default-${name}`)
      const told = csv
        .split('\n')
        .slice(1)
        .map(line => line.split(','))
      const rows = told.filter(([who = '', role = '']) => role !== '' && !controllers.includes(who))
      // The strongest of somebody's rows comes first, and the last of the same key stays in a map.
      expect(new Map(rows.reverse().map(([who = '', role = '']) => [who, role]))).toEqual(meant)
    }
  })
})

test('the gateways admit exactly the intended people and tokens', () => {
  forAll(places => {
    for (const { intent, seen } of places.values()) {
      const token = (id: string) => `system:serviceaccount:${id.replace('/', ':')}`
      const guests = [...intent.bound.keys(), ...intent.callers].map(token)
      const own = intent.accounts.map(account => token(`${intent.name}/${account}`))
      const known = new Set([intent.owner, ...intent.people.keys(), ...guests, ...own])
      for (const [who, gateways] of headers(seen)) {
        expect(known).toContain(who)
        const person = intent.people.get(who)
        const isOutside = gateways.has('istio-ingressgateway-service-account')
        if (person) expect(isOutside).toBe(person.notebooks)
        if (own.includes(who) || who === intent.owner) expect(isOutside).toBe(false)
      }
      if (intent.suspended) expect(headers(seen).size).toBe(0)
    }
  })
})

test('AWS knows a tenant by its own accounts, and each role belongs to one tenant', () => {
  forAll(places => {
    const owners = new Map<string, string>()
    for (const [name, { intent, seen }] of places) {
      const kinds = (wanted: string) => seen.objects.filter(object => object.kind === wanted)
      for (const role of kinds('Role')) {
        const id = String(at(role, 'spec.name'))
        expect(owners.get(id)).toBeUndefined()
        owners.set(id, name)
        const trust = String(at(role, 'spec.assumeRolePolicyDocument'))
        const subjects = [...trust.matchAll(/system:serviceaccount:([^:"]+):([^"]+)/g)]
        const spaces = [...trust.matchAll(/kubernetes-namespace":"([^"]+)"/g)]
        const named = [...subjects, ...spaces].map(([, namespace]) => namespace)
        expect(new Set(named)).toEqual(new Set(intent.suspended ? [] : [name]))
        if (intent.suspended) expect(trust).not.toContain('Allow')
        else expect(trust).not.toContain('*')
      }
      for (const association of kinds('PodIdentityAssociation')) {
        expect(at(association, 'spec.namespace')).toBe(name)
        expect(intent.accounts).toContain(at(association, 'spec.serviceAccount'))
        expect(intent.suspended).toBe(false)
      }
      const roles = kinds('ServiceAccount').map(account => {
        return at(account, 'metadata.annotations')
      })
      if (intent.suspended) expect(roles.filter(each => each !== undefined)).toEqual([])
    }
  })
})

const phaseTwo = [
  ...[
    'ConfigMap',
    'LimitRange',
    'PersistentVolumeClaim',
    'Service',
    'ServiceAccount',
    'Deployment'
  ],
  ...['ExternalSecret', 'SecretStore', 'PodDefault', 'Sidecar', 'VirtualService', 'NetworkPolicy'],
  ...['RoleBinding', 'AuthorizationPolicy']
]

test('each object names its namespace, exists once, and is valid in Kubernetes', () => {
  forAll(places => {
    const all = [...places.values()].flatMap(({ seen }) => seen.objects)
    expect(twice(all as never)).toEqual([])
    expect(verify(all)).toEqual([])
    const text = JSON.stringify(all)
    expect(text).not.toContain('${')
    expect(text).not.toContain('"kind":"Secret"')
    for (const { intent, bootstrap, namespace } of places.values()) {
      for (const object of namespace) {
        expect(phaseTwo).toContain(object.kind)
        expect(at(object, 'metadata.namespace')).toBe(intent.name)
      }
      for (const object of bootstrap) {
        const isWide = ['Namespace', 'Profile', 'PersistentVolume'].includes(String(object.kind))
        expect(at(object, 'metadata.namespace') === undefined).toBe(isWide)
        const hard = Object.values(at(object, 'spec.resourceQuotaSpec.hard') ?? {})
        expect(hard.filter(amount => !isCanonical(amount))).toEqual([])
      }
    }
  })
})

test('the order of files does not change a byte', () => {
  fc.assert(
    fc.property(worlds, fc.integer(), (world, seed) => {
      const texts = Object.entries(textsOf(world))
      const [at] = [Math.abs(seed) % texts.length]
      const turned = [...texts.slice(at), ...texts.slice(0, at)].reverse()
      const [one, other] = [texts, turned].map(entries => compileTexts(Object.fromEntries(entries)))
      if (!one?.model || !other?.model) return expect.fail('it does not compile')
      expect(render(other.model)).toEqual(render(one.model))
    }),
    lasting(3)
  )
})
