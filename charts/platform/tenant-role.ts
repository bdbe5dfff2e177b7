import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import { sharedRole } from '../../src/model/shared-role.ts'
import { roleObject } from '../objects/ack.ts'
import { iamNote, type NotedRole } from '../objects/iam-note.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'
import { platformTags } from './role-objects.ts'

/** The AWS role that tenants share, where they do. The tenants' own files say who gets it. */
export const tenantRole: Component = {
  name: 'tenant-role',
  after: [],
  upstream: false,
  values: cluster => {
    const role = noted(cluster)
    if (!role || cluster.aws.iam !== 'ack') return undefined
    return { ...plain, objects: [unsubstituted(roleObject(cluster, role))] }
  }
}

/** The same role for whoever else makes it. */
export function tenantRoleFile(cluster: Cluster): Source[] {
  const role = noted(cluster)
  if (!role) return []
  const text = iamNote(cluster, 'platform/', { roles: [role], users: [], associations: [] })
  return [{ path: `generated/${cluster.name}/platform/${tenantRole.name}/iam.json`, text }]
}

function noted(cluster: Cluster): NotedRole | undefined {
  const role = sharedRole(cluster)
  const description = 'Kubeflow tenants without a role of their own'
  return role ? { ...role, description, tags: platformTags(cluster) } : undefined
}

/** Flux would otherwise take the variables of IAM for its own. */
function unsubstituted(object: Manifest): Manifest {
  const annotations = {
    ...object.metadata.annotations,
    'kustomize.toolkit.fluxcd.io/substitute': 'disabled'
  }
  return { ...object, metadata: { ...object.metadata, annotations } }
}
