import type { Source } from '../../src/diagnostics/source.ts'
import { dump } from '../../src/yaml/dump.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * The parts of a Kubeflow object that overlays rely on: its containers' variables and their sources,
 * its keys, its service account. Other fields are copied as they are.
 */
interface Known extends Fields {
  readonly account?: string
  readonly labels?: Readonly<Record<string, string>>
  /** The values name sources, such as `Secret mysql-secret password` or `field metadata.namespace`. */
  readonly containers?: Readonly<Record<string, Readonly<Record<string, string>> | null>>
  /** Other fields of a container, such as its probe. */
  readonly more?: Readonly<Record<string, Fields>>
  readonly volumes?: Readonly<Record<string, string>>
  /** For a ConfigMap: texts, or values that become YAML texts. */
  readonly data?: Fields
  /** For a Secret. */
  readonly keys?: readonly string[]
  /** Whether kustomize appends a hash to its name. */
  readonly generated?: boolean
}

/** Makes a minimal base from names such as `apps/v1 Deployment kubeflow/ml-pipeline`. */
export function skeleton(known: Readonly<Record<string, Known | null>>): Source[] {
  const all = Object.entries(known).map(([name, each]) => [name, each ?? {}] as const)
  const generators = (kind: string, field: 'data' | 'keys') =>
    all
      .filter(([name, each]) => each.generated && name.split(' ')[1] === kind)
      .map(([name, each]) => {
        const { metadata } = head(name)
        const entries = Object.entries(
          field === 'data' ? textsOf(each.data ?? {}) : secretData(each)
        )
        return { ...metadata, literals: entries.map(([key, value]) => `${key}=${value}`) }
      })
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['objects.yaml'],
    configMapGenerator: generators('ConfigMap', 'data'),
    secretGenerator: generators('Secret', 'keys')
  }
  const objects = all
    .filter(([, { generated }]) => !generated)
    .map(([name, each]) => object(name, each))
  return [
    { path: 'kustomization.yaml', text: `${dump([kustomization])}\n` },
    { path: 'objects.yaml', text: `${dump(objects)}\n` }
  ]
}

function head(name: string) {
  const [apiVersion = '', kind = '', id = ''] = name.split(' ')
  const [namespace, own] = id.includes('/') ? id.split('/') : [undefined, id]
  return { apiVersion, kind, metadata: { name: own ?? '', ...(namespace && { namespace }) } }
}

function object(name: string, known: Known): object {
  const { account, labels, containers, more, volumes, keys, data, ...rest } = known
  const { apiVersion, kind, metadata } = head(name)
  const own = { apiVersion, kind, metadata, ...(data && { data: textsOf(data) }), ...rest }
  if (keys) return { ...own, ...(keys.length > 0 && { stringData: secretData(known) }) }
  if (!containers) return own
  const matchLabels = labels ?? { app: metadata.name }
  const mounted = Object.entries(volumes ?? {}).map(([name, text]) => ({ name, ...volume(text) }))
  const spec = {
    ...(account && { serviceAccountName: account }),
    containers: Object.entries(containers).map(([name, each]) => ({
      ...container(name, each ?? {}),
      ...more?.[name]
    })),
    ...(mounted.length > 0 && { volumes: mounted })
  }
  const template = { metadata: { labels: matchLabels }, spec }
  const named = kind === 'StatefulSet' ? { serviceName: '' } : {}
  return { ...own, spec: { selector: { matchLabels }, template, ...named } }
}

function textsOf(data: Fields): Record<string, string> {
  const pairs = Object.entries(data).map(([key, value]) => {
    return [key, typeof value === 'object' && value ? `${dump([value])}\n` : String(value)] as const
  })
  return Object.fromEntries(pairs)
}

function secretData({ keys = [] }: Known): Record<string, string> {
  return Object.fromEntries(keys.map(key => [key, 'known to everybody']))
}

function container(name: string, { '*': all, ...variables }: Readonly<Record<string, string>>) {
  const env = Object.entries(variables).map(([name, value]) => ({ name, ...source(value) }))
  return {
    name,
    ...(env.length > 0 && { env }),
    ...(all && { envFrom: all.split(', ').map(everything) })
  }
}

function everything(text: string): object {
  const [kind, name] = text.split(' ')
  return kind === 'Secret' ? { secretRef: { name } } : { configMapRef: { name } }
}

function source(text: string): object {
  const [kind, name, key, optional] = text.split(' ')
  const reference = { name, key, ...(optional && { optional: true }) }
  if (kind === 'Secret') return { valueFrom: { secretKeyRef: reference } }
  if (kind === 'ConfigMap') return { valueFrom: { configMapKeyRef: reference } }
  return kind === 'field' ? { valueFrom: { fieldRef: { fieldPath: name } } } : { value: text }
}

function volume(text: string): object {
  const [kind, name = ''] = text.split(' ')
  if (kind === 'ConfigMap') return { configMap: { name } }
  return kind === 'Secret'
    ? { secret: { secretName: name } }
    : { persistentVolumeClaim: { claimName: name } }
}
