import type { IPersistentVolumeClaimSpec } from 'kubernetes-models/v1/PersistentVolumeClaimSpec'
import type { Share, Tenant, Volume } from '../../src/model/tenant.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { protection } from './protection.ts'

/**
 * Disks of EFS, each kept for the one claim that may have it: any other could take it first. EFS's
 * driver mounts nothing that is declared read-only by its access mode, so a mount option says it.
 */
export const disks: Concern = (chart, tenant) => {
  for (const volume of tenant.volumes) {
    if (volume.share) disk(volume, volume.share)
  }

  function disk(volume: Volume, share: Share): void {
    add(chart, {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: diskName(tenant, volume), annotations: protection(tenant) },
      spec: {
        accessModes: accessModes(volume),
        capacity: { storage: volume.size },
        claimRef: { namespace: tenant.name, name: volume.name },
        csi: { driver: 'efs.csi.aws.com', volumeHandle: share.handle },
        ...(volume.mode === 'readOnly' && { mountOptions: ['ro'] }),
        persistentVolumeReclaimPolicy: 'Retain',
        storageClassName: '',
        volumeMode: 'Filesystem'
      }
    })
  }
}

/** The tenant's side of its disks, and those that its cluster makes on demand. */
export const claims: Concern = (chart, tenant) => {
  for (const volume of tenant.volumes) {
    add(chart, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: volume.name, namespace: tenant.name, annotations: protection(tenant) },
      spec: {
        accessModes: accessModes(volume),
        resources: { requests: { storage: volume.size } },
        ...source(tenant, volume)
      }
    })
  }
}

/** Disks have no namespace: with `-` for the dot, `a-b` and `c` would meet `a` and `b-c`. */
function diskName({ name }: Tenant, volume: Volume): string {
  return `efs-${name}.${volume.name}`
}

function accessModes({ mode, share, many }: Volume): ('ReadOnlyMany' | Writable)[] {
  if (!many) return ['ReadWriteOnce']
  return [mode === 'readOnly' && !share ? 'ReadOnlyMany' : 'ReadWriteMany']
}

type Writable = 'ReadWriteOnce' | 'ReadWriteMany'

function source(tenant: Tenant, volume: Volume): Partial<IPersistentVolumeClaimSpec> {
  // An empty class says "none"; leaving it out says "the default one".
  if (volume.share) return { storageClassName: '', volumeName: diskName(tenant, volume) }
  return volume.class === '' ? {} : { storageClassName: volume.class }
}
