import type { Cluster } from '../../src/cluster/cluster.ts'
import { componentNames } from '../../src/kubeflow/components.ts'
import { noWay, runbook, waysBetween } from '../../src/kubeflow/upgrades/runbook.ts'
import { versions } from '../../src/kubeflow/versions.ts'
import type { Comparison } from './comparison.ts'
import { lineAt } from './line-at.ts'
import type { ReleaseChange } from './plan-data.ts'

/** The clusters whose release of Kubeflow changes, with what there is to know and to do, one release after the other. */
export function releaseChanges({ before, after }: Comparison): ReleaseChange[] {
  const [old, now] = [before.model, after.model]
  if (!old || !now) return []
  return now.clusters.flatMap(cluster => {
    const was = old.clusters.find(({ name }) => name === cluster.name)
    return was && was.release !== cluster.release ? changesOf(was, cluster) : []
  })
}

function changesOf(was: Cluster, cluster: Cluster): ReleaseChange[] {
  const { name, gitops, components, release } = cluster
  const { flux, argocd, prune } = gitops
  const managed = componentNames.filter(component => components[component] === 'managed')
  const place = { cluster: name, at: lineAt(cluster.at('kubeflow')) }
  if (versions.indexOf(release) < versions.indexOf(was.release)) {
    const lines = [noWay(was.release, release)]
    const chapters = [{ title: 'Before the change is merged', lines, commands: [] }]
    return [{ ...place, from: was.release, to: release, chapters }]
  }
  return waysBetween(was.release, release).map(way => {
    const { from, to } = way
    return { ...place, from, to, chapters: runbook(way, { name, flux, argocd, prune, managed }) }
  })
}
