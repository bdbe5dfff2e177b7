import type { IPersistentVolumeClaimSpec } from 'kubernetes-models/v1/PersistentVolumeClaimSpec'
import type { Share, Tenant, Volume } from '../../src/model/tenant.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { costLabels } from './cost-labels.ts'
import { protection } from './protection.ts'

/**
 * EFS volumes, each reserved for one claim, because another claim could otherwise bind it first. The
 * EFS driver mounts no volume with a read-only access mode, so a mount option makes it read-only. It shows
 * its own role, which pods do not have, so the file system can ask for it.
 */
export const disks: Concern = (chart, tenant) => {
  for (const volume of tenant.volumes) {
    if (volume.share) disk(volume, volume.share)
  }

  function disk(volume: Volume, share: Share): void {
    add(chart, {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: {
        name: diskName(tenant, volume),
        labels: costLabels(tenant),
        annotations: protection(tenant)
      },
      spec: {
        accessModes: accessModes(volume),
        capacity: { storage: volume.size },
        claimRef: { namespace: tenant.name, name: volume.name },
        csi: { driver: 'efs.csi.aws.com', volumeHandle: share.handle },
        mountOptions: volume.mode === 'readOnly' ? ['iam', 'ro'] : ['iam'],
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: '',
        volumeMode: 'Filesystem'
      }
    })
  }
}

/** The tenant's claims: on its own disks and on those that the cluster provisions on demand. */
export const claims: Concern = (chart, tenant) => {
  for (const volume of tenant.volumes) {
    add(chart, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name: volume.name,
        namespace: tenant.name,
        labels: costLabels(tenant),
        // A claim may wait for its first pod, and Argo CD would report the whole shard as Progressing.
        annotations: { 'argocd.argoproj.io/ignore-healthcheck': 'true', ...protection(tenant) }
      },
      spec: {
        accessModes: accessModes(volume),
        resources: { requests: { storage: volume.size } },
        ...source(tenant, volume)
      }
    })
  }
}

/**
 * Disks have no namespace. A dot separates the parts, because with `-` the names of `a-b` + `c` and `a`
 * + `b-c` would be equal.
 */
function diskName({ name }: Tenant, volume: Volume): string {
  return `efs-${name}.${volume.name}`
}

function accessModes({ mode, share, many }: Volume): ('ReadOnlyMany' | Writable)[] {
  if (!many) return ['ReadWriteOnce']
  return [mode === 'readOnly' && !share ? 'ReadOnlyMany' : 'ReadWriteMany']
}

type Writable = 'ReadWriteOnce' | 'ReadWriteMany'

function source(tenant: Tenant, volume: Volume): Partial<IPersistentVolumeClaimSpec> {
  // An empty class means none, and a missing one the default class.
  if (volume.share) return { storageClassName: '', volumeName: diskName(tenant, volume) }
  return volume.class === null ? {} : { storageClassName: volume.class }
}
