import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Efs } from '../../src/cluster/storage.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'

/** A storage class for shared disks, each of which is a folder and an access point on EFS. */
export const storage: Component = {
  name: 'storage',
  after: [],
  upstream: false,
  values: cluster =>
    cluster.efs ? { ...plain, objects: [storageClass(cluster, cluster.efs)] } : undefined
}

function storageClass({ release }: Cluster, { fileSystem, class: name, directory }: Efs): Manifest {
  const { uid, gid } = releaseOf(release).notebooks.user
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name,
      // Flux would replace the driver's own placeholders.
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' }
    },
    provisioner: 'efs.csi.aws.com',
    parameters: {
      provisioningMode: 'efs-ap',
      fileSystemId: fileSystem,
      directoryPerms: '700',
      // EFS makes this user the owner of all files; notebooks run as the same one.
      uid,
      gid,
      basePath: directory,
      subPathPattern: ['namespace', 'name'].map(field => `$\{.PVC.${field}}`).join('/'),
      // A new volume with a reused name must not show the old volume's files.
      ensureUniqueDirectory: 'true',
      reuseAccessPoint: 'false'
    },
    mountOptions: ['iam', 'tls'],
    // Deleting the claim deletes the access point, but the driver keeps the folder.
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate'
  }
}
