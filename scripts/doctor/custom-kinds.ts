import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Groups that Kubernetes itself serves. */
const builtIn =
  /^(?:apps|autoscaling|batch|policy|(?:admissionregistration|apiextensions|coordination|kustomize\.config|networking|node|rbac\.authorization|scheduling|storage)\.k8s\.io)\//

/** The kinds of objects that a cluster's generated files have, but for Kubernetes' own: `<group>/<version> <kind>`. */
export function kindsIn(root: string, cluster: string): ReadonlySet<string> {
  const folder = join(root, 'generated', cluster)
  const paths = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const texts = paths
    .filter(path => path.endsWith('.yaml') && !path.endsWith('kustomization.yaml'))
    .map(path => readFileSync(join(folder, path), 'utf8'))
  const found = texts.flatMap(text => [
    ...text.matchAll(/^apiVersion: ([^\s/]+\/[^\s/]+)\nkind: (\w+)$/gm)
  ])
  const kinds = found.filter(([, version = '']) => !builtIn.test(version))
  return new Set(kinds.map(([, version, kind]) => `${version} ${kind}`).sort())
}
