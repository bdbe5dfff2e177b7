import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Efs } from '../../src/cluster/storage.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'

/** The class of disks that several nodes may use, each a folder and an access point of EFS. */
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
      // Flux would take the driver's own placeholders for its variables.
      annotations: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' }
    },
    provisioner: 'efs.csi.aws.com',
    parameters: {
      provisioningMode: 'efs-ap',
      fileSystemId: fileSystem,
      directoryPerms: '700',
      // Whoever writes, EFS takes them for this user: the one that notebooks run as.
      uid,
      gid,
      basePath: directory,
      subPathPattern: ['namespace', 'name'].map(field => `$\{.PVC.${field}}`).join('/'),
      // Who takes a name that was another's before does not find what they left.
      ensureUniqueDirectory: 'true',
      reuseAccessPoint: 'false'
    },
    mountOptions: ['tls'],
    // The access point goes with its claim; the driver leaves the folder.
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate'
  }
}
