import type { Volume } from '../model/tenant.ts'
import { type Fact, fact } from './fact.ts'
import { byDefault, inCluster, originOf, type Written } from './value-origin.ts'

/** The machines and images that notebooks may have. */
export function notebookFacts(written: Written): Fact[] {
  const { pools, written: file, cluster } = written.tenant
  const images = cluster.file.notebooks?.images ?? []
  return [
    ...pools.map(({ name, spot, gpu }) => {
      const words = [name, ...(gpu ? ['with GPUs'] : []), ...(spot ? ['spot'] : [])]
      const index = file.pools?.indexOf(name) ?? 0
      return fact('pools', words.join(', '), originOf(written, 'pools', index))
    }),
    ...images.map(({ name }, index) =>
      fact('notebooks.images', name, inCluster(written, 'notebooks', 'images', index))
    ),
    ...(images.length === 0 ? [fact('notebooks.images', "Kubeflow's own", byDefault)] : [])
  ]
}

/** Where its jobs wait. */
export function queueFacts(written: Written): Fact[] {
  const { queue } = written.tenant
  if (queue === null) return []
  const words = [queue.name, ...(queue.takesAll ? ['also for what names no queue'] : [])]
  return [fact('queue', words.join(', '), originOf(written, 'queue'))]
}

/** What notebooks and steps of pipelines can mount and read. */
export function storedFacts(written: Written): Fact[] {
  const { volumes, secrets, environments } = written.tenant
  return [
    ...volumes.map((volume, index) =>
      fact('volumes', inWords(volume), originOf(written, 'volumes', index))
    ),
    ...secrets.map(({ name, path }, index) =>
      fact('secrets', `${name}, from ${path}`, originOf(written, 'secrets', index))
    ),
    ...environments.map(({ name }, index) =>
      fact('environment', name, originOf(written, 'environment', index))
    )
  ]
}

function inWords({ name, size, mode, share, class: kind }: Volume): string {
  return [
    name,
    size,
    ...(mode === 'readOnly' ? ['read only'] : []),
    ...(share ? [`share ${share.name}`] : []),
    ...(kind === null ? [] : [`class ${kind}`])
  ].join(', ')
}

/** Whom its programs reach, and who reaches them. */
export function networkFacts(written: Written): Fact[] {
  const { network, serving } = written.tenant
  const egress = network.open ? ['open'] : ['cluster', ...network.ranges]
  return [
    fact('network.egress', egress.join(', '), originOf(written, 'network', 'egress')),
    ...network.from.map(({ name }, index) =>
      fact('network.from', `tenant ${name}`, originOf(written, 'network', 'from', index))
    ),
    ...serving.callers.map(({ tenant, namespace, accounts }, index) => {
      const who = tenant === null ? `${namespace}/${accounts.join()}` : `tenant ${tenant}`
      return fact('serving.callers', who, originOf(written, 'serving', 'callers', index))
    }),
    ...serving.public.map((model, index) =>
      fact('serving.public', model, originOf(written, 'serving', 'public', index))
    )
  ]
}
