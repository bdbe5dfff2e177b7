import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { loadAll } from 'js-yaml'
import { afterAll, describe, expect, test } from 'vitest'
import { verifyWith } from '../../../charts/verify/verify.ts'
import { reach } from '../../../scripts/overlay/reachable-files.ts'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import { at, type Fields, list, nameOf, type Thing } from '../../overlay/thing.ts'
import { acme, layStructure } from '../../support/acme.ts'
import { example, git } from '../../support/command.ts'
import { refused, toolOf } from '../../support/conform.ts'
import { applications, ofPhase, type Told, told, toldBy } from '../../support/engine-objects.ts'
import { schemas } from '../../support/schemas.ts'

const { model } = compile(readTree(acme), { today: '2026-06-15', touched: new Set() })
if (!model) throw new Error('the example is not in order')
const company = model
const production = toldBy(company, 'production')

const settings = 'notifications: {channel: "#platform", secret: slack}, controllers: 2'
const variants: readonly (readonly [string, Told])[] = [
  ['production', production],
  ['staging', toldBy(company, 'staging')],
  [
    'shards',
    told(`flux: {${settings}}, argocd: true`, {
      'tenants/ds-delta/ants.yaml': 'owner: alice@example.com\n'
    })
  ],
  ['tenants', told(`flux: {${settings}, perTenant: true}`)]
]

test.each(variants)(
  'generates configuration for %s that the API server accepts',
  (_, { flux, argocd }) => {
    const verify = verifyWith(file => schemas.get(file))
    expect(flux.length).toBeGreaterThan(15)
    expect(verify([...flux, ...argocd])).toEqual([])
    expect(JSON.stringify([flux, argocd])).not.toContain('${')
  }
)

describe('both engines', () => {
  const phases = ['platform', 'bootstrap', 'namespace'] as const
  const paths = (phase: (typeof phases)[number]) =>
    ofPhase(production, phase).map(({ spec }) => String(spec?.path).slice('./'.length))
  const projects = {
    platform: 'tenantry-platform',
    bootstrap: 'tenantry-bootstrap',
    namespace: 'tenantry-namespace'
  }
  const own = 'generated/production/argocd'
  const apps = applications(production).filter(({ spec }) => at(spec, 'source', 'path') !== own)
  const appsOf = (phase: (typeof phases)[number]) =>
    apps.filter(({ spec }) => spec?.project === projects[phase])

  test.each(phases)('build the same roots, and so the same objects: %s', phase => {
    expect(paths(phase).length).toBeGreaterThan(1)
    expect(appsOf(phase).map(({ spec }) => at(spec, 'source', 'path'))).toEqual(paths(phase))
    const folders = paths(phase).map(path => existsSync(join(acme, path, 'kustomization.yaml')))
    expect(folders.every(Boolean)).toBe(true)
  })

  test.each(phases)('prune the same objects with the same accounts: %s', phase => {
    const prune = new Set(ofPhase(production, phase).map(({ spec }) => spec?.prune))
    expect(
      new Set(appsOf(phase).map(({ spec }) => at(spec, 'syncPolicy', 'automated', 'prune')))
    ).toEqual(prune)
    if (phase === 'platform') return
    const accounts = new Set(ofPhase(production, phase).map(({ spec }) => spec?.serviceAccountName))
    const project = production.argocd.find(({ metadata }) => metadata.name === projects[phase])
    const [account] = list(project?.spec, 'destinationServiceAccounts')
    expect([...accounts]).toEqual([String(account?.defaultServiceAccount).replace(/^argocd:/, '')])
  })

  test('each make the namespace of the other, and neither removes it', () => {
    for (const [objects, name] of [
      [production.flux, 'argocd'],
      [production.argocd, 'flux-system']
    ] as const) {
      const made = objects.filter(({ kind }) => kind === 'Namespace')
      expect(made.map(nameOf)).toEqual([`Namespace ${name}`])
      expect(made[0]?.metadata.annotations).toMatchObject({
        'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
        'kustomize.toolkit.fluxcd.io/prune': 'disabled'
      })
    }
    const alone = [told('flux: true').flux, told('argocd: true').argocd].flat()
    expect(alone.filter(({ kind }) => kind === 'Namespace')).toEqual([])
  })

  const built = ['production', 'staging'].flatMap(cluster => objectsOf(cluster))

  test('keep the same objects, and ask for confirmation of the same', () => {
    const flux = 'kustomize.toolkit.fluxcd.io/prune'
    const argocd = 'argocd.argoproj.io/sync-options'
    const found = new Map<string, number>()
    for (const thing of built) {
      const { annotations = {} } = thing.metadata
      const both = `${annotations[flux]} ${annotations[argocd]}`
      found.set(both, (found.get(both) ?? 0) + 1)
    }
    expect([...found.keys()].sort()).toEqual([
      'disabled Prune=false,Delete=false',
      // For the released tenant, and for what is in its namespace.
      'undefined Prune=confirm',
      'undefined Prune=false',
      'undefined undefined'
    ])
    const kept = built.filter(({ metadata }) => metadata.annotations?.[flux] === 'disabled')
    // The second phase needs this binding for pruning.
    const rest = kept.filter(({ metadata }) => metadata.name !== 'tenantry-namespace')
    const own = ['Namespace', 'Profile', 'PersistentVolume', 'PersistentVolumeClaim']
    const walls = ['NetworkPolicy', 'LimitRange']
    expect(new Set(rest.map(({ kind }) => kind))).toEqual(new Set([...own, ...walls]))
  })

  test('apply namespaces, accounts and the like before what depends on them', () => {
    for (const place of [inFlux, inArgo]) {
      for (const thing of built) {
        const { kind, metadata } = thing
        if (metadata.namespace === undefined) continue
        expect(place('Namespace')).toBeLessThan(place(kind))
      }
      expect(place('Namespace')).toBeLessThan(place('Profile'))
      expect(place('ServiceAccount')).toBeLessThan(place('Deployment'))
      expect(place('ConfigMap')).toBeLessThan(place('Deployment'))
    }
  })
})

// The kinds that each engine applies first, in its own order; all others follow.
const fluxOrder =
  'CustomResourceDefinition Namespace ClusterRole ClusterRoleBinding ResourceQuota ServiceAccount Role RoleBinding ConfigMap Secret Service LimitRange Deployment'
const argoOrder =
  'Namespace NetworkPolicy ResourceQuota LimitRange PodDisruptionBudget ServiceAccount Secret ConfigMap StorageClass PersistentVolume PersistentVolumeClaim CustomResourceDefinition ClusterRole ClusterRoleBinding Role RoleBinding Service DaemonSet Pod Deployment'
const placeIn = (order: string) => (kind: string) => {
  const place = order.split(' ').indexOf(kind)
  return place < 0 ? Number.POSITIVE_INFINITY : place
}
const inFlux = placeIn(fluxOrder)
const inArgo = placeIn(argoOrder)

/** All objects in the tenants' folders of a cluster. */
function objectsOf(cluster: string): Thing[] {
  const names = company.tenants.filter(tenant => tenant.cluster.name === cluster)
  return names.flatMap(({ name }) =>
    ['bootstrap/objects', 'namespace/objects', 'namespace/grants'].flatMap(file => {
      const path = `${acme}/generated/${cluster}/tenants/${name}/${file}.yaml`
      return loadAll(readFileSync(path, 'utf8')) as Thing[]
    })
  )
}

describe('what Flux prunes', () => {
  const place = mkdtempSync(join(tmpdir(), 'tenantry artifact '))
  const root = example(['tenants', 'platform', 'generated', 'kustomize'])
  layStructure(root)
  cpSync('.sourceignore', join(root, '.sourceignore'))
  afterAll(() => {
    for (const folder of [root, place]) rmSync(folder, { recursive: true })
  })
  const listed = (...args: readonly string[]) =>
    git(root, 'ls-files', '-z', '--others', ...args)
      .split('\0')
      .filter(path => path !== '')
  const left = new Set(listed('--ignored', '--exclude-from=.sourceignore'))
  const taken = listed().filter(path => !left.has(path))
  for (const path of taken) cpSync(join(root, path), join(place, path))

  test('is exactly what it applied', () => {
    expect(new Set(taken.map(path => path.split('/')[0]))).toEqual(
      new Set(['generated', 'kustomize'])
    )
    const other = taken.filter(path => path.startsWith('generated/') && !path.endsWith('.yaml'))
    expect(other).toEqual([])
    const lost = listed().filter(
      path => /^(generated|kustomize)\/.*\.yaml$/.test(path) && left.has(path)
    )
    expect(lost).toEqual([])
  })

  test.each(['production', 'staging'])('holds all that the roots of %s name', cluster => {
    const told = toldBy(company, cluster)
    const roots = ['platform', 'bootstrap', 'namespace'].flatMap(phase =>
      ofPhase(told, phase).map(({ spec }) => String(spec?.path).slice('./'.length))
    )
    const { files, remote } = reach(place, [`kustomize/clusters/${cluster}`, ...roots])
    expect(files.size).toBeGreaterThan(100)
    expect([...remote.keys()].filter(address => !address.startsWith('https://'))).toEqual([])
  })
})

test('builds the entries of both, which kubeconform accepts', context => {
  const kustomize = toolOf('kustomize', context)
  const kubeconform = toolOf('kubeconform', context)
  for (const [path, cluster, engine] of [
    ['kustomize/clusters/production', 'production', 'flux'],
    ['kustomize/clusters/staging', 'staging', 'flux'],
    ['generated/production/argocd', 'production', 'argocd']
  ] as const) {
    const text = execFileSync(kustomize, ['build', join(acme, path)], {
      encoding: 'utf8',
      stdio: 'pipe'
    })
    const objects = loadAll(text) as Thing[]
    const expected = toldBy(company, cluster)[engine]
    expect(objects.map(nameOf).sort()).toEqual(expected.map(nameOf).sort())
    const named = objects.map(
      (object, at) => [`${dirname(path)}-${at}.json`.replaceAll('/', '_'), object] as const
    )
    expect(refused(kubeconform, new Map<string, unknown>(named))).toEqual([])
    const spoiled = objects.map((object, at) => {
      return [`${at}.json`, { ...object, spec: { ...(object.spec as Fields), odd: 1 } }] as const
    })
    expect(refused(kubeconform, new Map<string, unknown>(spoiled))).toHaveLength(objects.length)
  }
})
