import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { userObject } from '../../objects/ack.ts'
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
  const { objects, patches, files } = byKey
    ? user(cluster, bucket)
    : grants(cluster, namespace, roles(cluster, bucket))
  return { objects: [...secrets(cluster, byKey), ...objects], patches, files }
}

function user(cluster: Cluster, bucket: string): ReturnType<typeof access> {
  const found = pipelinesUser(cluster, bucket)
  if (!found) return { objects: [], patches: [], files: [] }
  const { tags } = wordsOf(cluster, namespace)
  const users = [{ ...found, tags }]
  const text = iamNote(cluster, 'platform/', { roles: [], users, associations: [] })
  const objects = cluster.aws.iam === 'ack' ? users.map(each => userObject(cluster, each)) : []
  return { objects, patches: [], files: [{ path: 'iam.json', text }] }
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
