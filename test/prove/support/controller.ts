import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at, containersOf, podOf, type Thing } from '../../overlay/thing.ts'
import type { Platform } from './platform.ts'

/**
 * The arguments from the Deployment of Kubeflow's profile controller, adapted for running outside of a
 * pod.
 */
export function controllerArgs(folder: string, { components }: Platform): string[] {
  const things = components.flatMap(({ things }) => things)
  const labels = join(folder, 'namespace-labels.yaml')
  writeFileSync(labels, mapOf(things, 'namespace-labels-data')['namespace-labels.yaml'] ?? '')
  const settings = mapOf(things, 'profiles-config')
  const deployment = things.find(({ kind, metadata }) => {
    return kind === 'Deployment' && metadata.name === 'profiles-deployment'
  })
  const manager = containersOf((deployment && podOf(deployment)) ?? {}).find(
    ({ name }) => name === 'manager'
  )
  const [, ...args] = (at(manager, 'command') ?? []) as string[] // a Deployment's
  const filled = args.map(arg => arg.replace(/\$\((\w+)\)/g, (_, key) => settings[key] ?? ''))
  // Two of them may run on one machine, and nothing probes them.
  const ports = ['-metrics-bind-address', '0', '-health-probe-bind-address', '0']
  return [...filled, ...ports, '-namespace-labels-path', labels]
}

/** kustomize appends a hash to the name. */
function mapOf(things: readonly Thing[], name: string): Readonly<Record<string, string>> {
  const map = things.find(
    ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith(name)
  )
  return map?.data ?? {}
}
