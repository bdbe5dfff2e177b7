import { didYouMean } from '../text/suggest.ts'
import { isKey, isSubdomain } from './names.ts'
import { parseQuantity } from './quantity.ts'

/** A resource that a quota may limit, and whether only in whole numbers; or what is wrong with it. */
type Resource = { readonly ok: true; readonly whole: boolean } | Refusal

interface Refusal {
  readonly ok: false
  readonly message: string
  readonly help: string
}

const compute = ['cpu', 'memory', 'ephemeral-storage']
const amounts = [...compute, ...compute.flatMap(name => [`requests.${name}`, `limits.${name}`])]
const sizes = new Set([...amounts, 'requests.storage'])
const objects = ['configmaps', 'persistentvolumeclaims', 'pods', 'replicationcontrollers']
const services = ['services', 'services.loadbalancers', 'services.nodeports']
const classPattern = /.\.(storageclass\.storage|deviceclass\.resource)\.k8s\.io$/
const counts = new Set([...objects, ...services, 'resourcequotas', 'secrets'])

/**
 * Checks a key of a ResourceQuota. Kubernetes accepts any key with a slash but never counts most of
 * them, so a quota on `limits.nvidia.com/gpu` would have no effect.
 */
export function quotaResource(name: string): Resource {
  if (sizes.has(name) || isHugePages(name)) return { ok: true, whole: false }
  if (counts.has(name)) return { ok: true, whole: true }
  if (!isKey(name)) return refuse(name, 'is not a valid resource name', helpFor(name))
  return name.includes('/')
    ? qualified(name)
    : refuse(name, 'is not something that Kubernetes counts', helpFor(name))
}

function qualified(name: string): Resource {
  const [domain = '', kind = ''] = name.split('/')
  if (domain === 'count') return isKind(kind) ? { ok: true, whole: true } : refuseKind(name, kind)
  if (classPattern.test(domain)) return classed(name, domain, kind)
  if (name.includes('kubernetes.io/')) {
    return refuse(
      name,
      'is never counted',
      'apart from its own resources, Kubernetes counts only devices'
    )
  }
  const device = name.replace(/^((requests|limits)\.)+/, '')
  if (name === `requests.${device}`) return { ok: true, whole: true }
  const why = 'is never counted: only requests for devices are'
  return refuse(name, why, `write \`requests.${device}\``)
}

function classed(name: string, domain: string, kind: string): Resource {
  const storage = domain.endsWith('.storageclass.storage.k8s.io')
  const kinds = storage ? ['persistentvolumeclaims', 'requests.storage'] : ['devices']
  if (kinds.includes(kind)) return { ok: true, whole: kind !== 'requests.storage' }
  const known = kinds.map(each => `${domain}/${each}`)
  return refuse(name, 'is never counted', didYouMean(name, known))
}

/** A plural resource name, followed by a dot and its group unless that is the core group. */
function isKind(kind: string): boolean {
  return /^[a-z][a-z0-9]*(\..+)?$/.test(kind) && isSubdomain(kind)
}

function refuseKind(name: string, kind: string): Refusal {
  const help = 'write the plural and the group in lowercase, such as `count/notebooks.kubeflow.org`'
  return refuse(name, `counts nothing: \`${kind}\` is not a kind of object`, help)
}

function isHugePages(name: string): boolean {
  const [, size = ''] = /^(?:requests\.)?hugepages-(.+)$/.exec(name) ?? []
  return isKey(name) && (parseQuantity(size)?.nano ?? 0n) > 0n
}

function helpFor(name: string): string {
  const requested = name.replace(/^limits\./, 'requests.')
  if (sizes.has(requested) || isHugePages(requested)) return `write \`${requested}\``
  // A name with a group is a kind of object, such as `deployments.apps`.
  const grouped = /^[a-z]+\.(apps|batch|[a-z0-9-]+\.[a-z0-9.-]+)$/.test(name)
  return grouped
    ? `to count objects, write \`count/${name}\``
    : didYouMean(name, [...sizes, ...counts])
}

function refuse(name: string, why: string, help: string): Refusal {
  return { ok: false, message: `\`${name}\` ${why}`, help }
}
