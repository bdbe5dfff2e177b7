import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Notebooks } from '../../src/cluster/notebooks.ts'
import type { Pool } from '../../src/cluster/pools.ts'
import { type Group, groups as groupNames } from '../../src/kubeflow/notebooks.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import { parseQuantity } from '../../src/kubernetes/quantity.ts'
import { tolerationsOf } from '../objects/tolerations.ts'

/** The label on the nodes of a pool. */
export const poolLabel = 'tenantry.dev/pool'

/** The options on the page for new notebooks. The page shows nothing that is missing here. */
export function spawner(cluster: Cluster): object {
  const { custom, cpu, memory, gpus, environments } = cluster.notebooks
  return {
    allowCustomImage: custom,
    hideRegistry: true,
    hideTag: false,
    imagePullPolicy: open('IfNotPresent'),
    ...images(cluster),
    cpu: { ...open(amount(cpu.value, 0)), limitFactor: cpu.factor },
    memory: { ...open(`${amount(memory.value, 30)}Gi`), limitFactor: memory.factor },
    gpus: open({
      vendor: gpus.length === 1 ? (gpus[0]?.resource ?? '') : '',
      vendors: gpus.map(({ name, resource }) => ({ limitsKey: resource, uiName: name })),
      num: 'none'
    }),
    ...volumes(cluster),
    ...nodes(cluster),
    shm: open(true),
    configurations: open(environments),
    environment: open({})
  }
}

/** A default that people may change. */
function open<T>(value: T): { readonly readOnly: false; readonly value: T } {
  return { readOnly: false, value }
}

/** If the file lists images, no others are offered, so a group without images is empty. */
function images({ release, notebooks }: Cluster): Record<string, object> {
  const { groups } = releaseOf(release).notebooks
  const offered = (group: Group) =>
    notebooks.images.length === 0
      ? groups[group].images
      : notebooks.images.filter(each => each.group === group).map(({ image }) => image)
  return Object.fromEntries(
    groupNames.map(group => {
      const options = offered(group)
      return [groups[group].field, { value: options[0] ?? '', options }]
    })
  )
}

/** The page only understands cores and `Gi`, so this converts and rounds up to thousandths. */
function amount(text: string, bits: number): string {
  const nano = parseQuantity(text)?.nano ?? 0n
  const unit = 2n ** BigInt(bits) * 10n ** 6n
  return String(Number((nano + unit - 1n) / unit) / 1000)
}

type Disk = Notebooks['workspace']

function volumes({ release, notebooks: { workspace, volumes } }: Cluster): Record<string, object> {
  const { home } = releaseOf(release).notebooks
  return {
    workspaceVolume: open({ mount: home, newPvc: claim('workspace', workspace) }),
    dataVolumes: open(
      volumes.map((volume, index) => ({
        mount: volume.mount,
        newPvc: claim(`datavol-${index + 1}`, volume)
      }))
    )
  }
}

function claim(name: string, { size, class: storageClassName, many }: Disk): object {
  return {
    metadata: { name: `{notebook-name}-${name}` },
    spec: {
      ...(storageClassName !== null && { storageClassName }),
      resources: { requests: { storage: `${Math.ceil(Number(amount(size, 30)))}Gi` } },
      accessModes: [many ? 'ReadWriteMany' : 'ReadWriteOnce']
    }
  }
}

function nodes({ pools, gpu }: Cluster): Record<string, object> {
  const closed = pools.filter(({ taint }) => taint)
  return {
    affinityConfig: {
      ...open(''),
      options: pools.map(pool => ({
        configKey: pool.name,
        displayName: `On the nodes of ${titleOf(pool)}`,
        affinity: affinityTo(pool)
      }))
    },
    tolerationGroup: {
      ...open(''),
      options: closed.map(pool => ({
        groupKey: pool.name,
        displayName: `Also on the nodes of ${titleOf(pool)}`,
        tolerations: tolerationsOf(pool, gpu)
      }))
    }
  }
}

function titleOf({ name, gpu, spot }: Pool): string {
  return `${name}${gpu ? ', with GPUs' : ''}${spot ? ', which may go away at any time' : ''}`
}

function affinityTo({ name }: Pool): object {
  const matchExpressions = [{ key: poolLabel, operator: 'In', values: [name] }]
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] }
    }
  }
}
