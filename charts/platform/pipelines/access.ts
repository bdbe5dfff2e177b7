import type { Cluster } from '../../../src/cluster/cluster.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { iamNote } from '../../objects/iam-note.ts'
import { keySecret } from '../../objects/s3-access.ts'
import type { Values } from '../component.ts'
import { namespace } from '../kubeflow-namespace.ts'
import { grants, wordsOf } from '../role-objects.ts'
import { platformSecret } from '../secret-reference.ts'
import { pipelinesUser, serverPermissions, serviceRole, uiPermissions } from '../service-roles.ts'

/** Gives pipelines access to the database and to S3, by roles or a key. */
export function access(
  cluster: Cluster,
  bucket: string
): Pick<Values, 'objects' | 'patches' | 'files'> {
  const byKey = cluster.pipelines.credentials === 'static'
  if (byKey) return { objects: secrets(cluster, byKey), patches: [], files: user(cluster, bucket) }
  const { objects, patches, files } = grants(cluster, namespace, roles(cluster, bucket))
  return { objects: [...secrets(cluster, byKey), ...objects], patches, files }
}

function user(cluster: Cluster, bucket: string): Source[] {
  const found = pipelinesUser(cluster, bucket)
  if (!found) return []
  const { tags } = wordsOf(cluster, namespace)
  const users = [{ ...found, tags }]
  const text = iamNote(cluster, 'platform/', { roles: [], users, associations: [] })
  return [{ path: 'iam.json', text }]
}

function roles(cluster: Cluster, bucket: string) {
  const { server, ui } = releaseOf(cluster.release).pipelines
  const roleOf = (name: string, permissions: Parameters<typeof serviceRole>[2]) =>
    serviceRole(cluster, { namespace, name }, permissions)
  return [
    roleOf(server.name, serverPermissions(cluster, bucket)),
    ...(cluster.pipelines.artifactProxy ? [] : [roleOf(ui.name, uiPermissions(cluster))])
  ]
}

function secrets(cluster: Cluster, byKey: boolean) {
  const { database, secret } = cluster.pipelines
  const { databaseSecret } = releaseOf(cluster.release).pipelines
  const of = (name: string, path: string, keys: readonly string[]) =>
    platformSecret(cluster, {
      name,
      namespace,
      path,
      keys: Object.fromEntries(keys.map(key => [key, key]))
    })
  return [
    ...(database ? of(databaseSecret, database.secret, ['username', 'password']) : []),
    ...(byKey ? of(keySecret, secret, ['accesskey', 'secretkey']) : [])
  ]
}
