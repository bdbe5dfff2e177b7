import { at, containersOf, type Fields, find, list, podOf, type Thing } from './thing.ts'

/**
 * A container's environment: values, including those from ConfigMaps. Secrets and fields appear as
 * their source, such as `Secret mysql-secret password`.
 */
export function variables(
  things: readonly Thing[],
  workload: string,
  container: string
): Readonly<Record<string, string>> {
  const owner = find(things, workload)
  const found = containersOf(podOf(owner) ?? {}).find(({ name }) => name === container)
  if (!found) throw new Error(`${workload} has no container ${container}`)
  const namespace = owner.metadata.namespace ?? ''
  const seen: Record<string, string> = {}
  for (const source of list(found, 'envFrom')) {
    const config = at(source, 'configMapRef', 'name')
    const secret = at(source, 'secretRef', 'name')
    if (config) Object.assign(seen, find(things, `ConfigMap ${namespace}/${config}`).data)
    else seen['*'] = `Secret ${secret}`
  }
  for (const variable of list(found, 'env')) {
    const value = textOf(variable, things, namespace)
    if (value !== undefined) seen[String(variable.name)] = value
  }
  return seen
}

function textOf(variable: Fields, things: readonly Thing[], namespace: string): string | undefined {
  const { name, value, valueFrom } = variable
  if (valueFrom === undefined) return String(value ?? '')
  if (value !== undefined && value !== '') throw new Error(`${name} has a value and a source`)
  const [kind = '', source] = Object.entries(valueFrom as Fields)[0] ?? []
  if (kind === 'secretKeyRef') return `Secret ${at(source, 'name')} ${at(source, 'key')}`
  if (kind !== 'configMapKeyRef') return `field ${at(source, 'fieldPath')}`
  const config = `ConfigMap ${namespace}/${at(source, 'name')}`
  const text = find(things, config).data?.[String(at(source, 'key'))]
  if (text === undefined && !at(source, 'optional'))
    throw new Error(`${config} lacks ${at(source, 'key')}`)
  return text
}
