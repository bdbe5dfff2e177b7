import { describe, expect, test } from 'vitest'
import { componentNames } from '../../../src/kubeflow/components.ts'
import { kubectl } from '../../../src/kubeflow/upgrades/commands.ts'
import { runbook, upgrades, waysBetween } from '../../../src/kubeflow/upgrades/runbook.ts'
import { needKubeflow, platformOn } from '../../overlay/platform.ts'
import { at, nameOf, plainName, type Thing } from '../../overlay/thing.ts'

const mover = { name: 'a', flux: true, argocd: false, prune: true, managed: componentNames }

describe.each(upgrades)('from $from to $to', upgrade => {
  const [old, now] = [upgrade.from, upgrade.to].map(release => platformOn(release))
  if (!old || !now) throw new Error('bug: there are two')

  /** What Kubeflow ships of all components, by name, with the component. */
  const baseOf = (example: typeof old) =>
    new Map(
      componentNames.flatMap(component =>
        example.build('production', component).base.map(thing => {
          return [idOf(thing), { component, thing }] as const
        })
      )
    )
  const told = upgrade.parts.flatMap(part =>
    Object.keys(part.gone).map(name => `${part.component}: ${name}`)
  )

  test('tells every object that goes, and no other', context => {
    needKubeflow(context, old)
    const [before, after] = [baseOf(old), baseOf(now)]
    const gone = [...before].filter(([name, { thing }]) => {
      // Nothing refers to a generated ConfigMap under its old name, and each name has it once.
      return !after.has(name) && nameOf(thing) === plainName(thing)
    })
    const found = gone.map(([name, { component }]) => `${component}: ${name}`)
    expect(told.sort()).toEqual(found.sort())
  })

  test('names what comes in its place', context => {
    needKubeflow(context, old)
    const built = componentNames.map(name => now.build('production', name))
    const dex = now.build('staging', 'dex')
    const ours = new Set([...built, dex].flatMap(({ objects }) => objects.map(plainName)))
    // An engine knows an object by its namespace, too.
    expect(ours.has('ClusterStorageContainer default')).toBe(true)
    const names = upgrade.parts.flatMap(({ gone }) => Object.values(gone))
    // S3 is in the place of the store on this cluster.
    const wanted = names.filter(name => name !== null && name !== 'Service kubeflow/seaweedfs')
    expect(wanted.filter(name => !ours.has(name ?? ''))).toEqual([])
  })

  test('tells every object whose fields cannot change, and Flux makes it anew', context => {
    needKubeflow(context, old)
    const [before, after] = [baseOf(old), baseOf(now)]
    const stuck = [...before].flatMap(([name, { component, thing }]) => {
      const next = after.get(name)?.thing
      const [was, is] = [thing, next].map(each => JSON.stringify(each && fixed(each)))
      return next && was !== is ? [`${component}: ${name}`] : []
    })
    const anew = upgrade.parts.flatMap(part =>
      part.anew.map(({ object }) => `${part.component}: ${object}`)
    )
    expect(anew.sort()).toEqual(stuck.sort())
    const forced = componentNames.flatMap(component =>
      now
        .build('production', component)
        .objects.filter(({ metadata }) => metadata.annotations?.[force] === 'enabled')
        .map(thing => `${component}: ${plainName(thing)}`)
    )
    expect(forced.sort()).toEqual(anew)
  })

  test('tells every webhook that goes', context => {
    needKubeflow(context, old)
    const [before, after] = [baseOf(old), baseOf(now)]
    const webhooks = upgrade.parts.flatMap(part => part.webhooks.map(({ object }) => object))
    const gone = [...before.keys()].filter(name => {
      return name.includes('WebhookConfiguration ') && !after.has(name)
    })
    expect(webhooks.sort()).toEqual(gone.sort())
  })

  test('deletes no kind and no namespace by a command', () => {
    const ways = [mover, { ...mover, flux: false, argocd: true, prune: false }]
    const commands = ways.flatMap(way => runbook(upgrade, way).flatMap(each => each.commands))
    const deleting = commands.filter(command => command.startsWith('kubectl delete'))
    expect(deleting.join('\n')).not.toMatch(/customresourcedefinition|namespace\//)
    expect(deleting.filter(command => !command.includes('--ignore-not-found'))).toEqual([])
  })
})

/** Some objects of kinds that have no namespace are written with one. */
function idOf(thing: Thing): string {
  return plainName(thing).replace(/^(Cluster\w+) .*\//, '$1 ')
}

const force = 'kustomize.toolkit.fluxcd.io/force'

/** The fields that the API server lets nobody change. */
function fixed({ kind, spec, roleRef, type }: Thing): unknown {
  if (/^(Deployment|StatefulSet|DaemonSet)$/.test(kind)) {
    return [at(spec, 'selector'), at(spec, 'serviceName'), at(spec, 'volumeClaimTemplates')]
  }
  if (kind === 'CustomResourceDefinition') return [at(spec, 'scope'), at(spec, 'names', 'kind')]
  if (kind === 'PersistentVolumeClaim')
    return [at(spec, 'accessModes'), at(spec, 'storageClassName')]
  return [roleRef, kind === 'Secret' ? type : undefined]
}

test('a cluster goes from one release to the next', () => {
  const names = (way: ReturnType<typeof waysBetween>) => way.map(({ from, to }) => `${from} ${to}`)
  expect(names(waysBetween('1.11', '26.03.1'))).toEqual(['1.11 26.03', '26.03 26.03.1'])
  expect(names(waysBetween('26.03', '26.03.1'))).toEqual(['26.03 26.03.1'])
  expect(waysBetween('26.03.1', '1.11')).toEqual([])
})

test('commands name objects with their groups', () => {
  expect(kubectl('delete', ['Deployment a/x', 'Service a/y', 'ClusterRole z'])).toEqual([
    'kubectl delete --namespace a --ignore-not-found deployment.apps/x service/y',
    'kubectl delete --ignore-not-found clusterrole.rbac.authorization.k8s.io/z'
  ])
})

test('components that others install are left to them', () => {
  const [first] = upgrades.slice(-1)
  const managed = componentNames.filter(name => name !== 'dashboard')
  const chapters = first ? runbook(first, { ...mover, managed }) : []
  expect(JSON.stringify(chapters)).not.toContain('Deployment kubeflow/centraldashboard ->')
  expect(chapters[0]?.lines).toContain('whoever installs `dashboard` here moves them too')
})
