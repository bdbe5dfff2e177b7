import type { Share, Tenant, Volume } from '../src/model.ts'
import { add, type Concern } from './concern.ts'
import { protection } from './protection.ts'

/** Disks of EFS, each kept for the one claim that may have it: any other could take it first. */
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
        csi: {
          driver: 'efs.csi.aws.com',
          volumeHandle: share.handle,
          ...(volume.mode === 'readOnly' && { readOnly: true })
        },
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

function diskName({ name }: Tenant, volume: Volume): string {
  return `efs-${name}-${volume.name}`
}

function accessModes({ mode, many }: Volume): string[] {
  if (!many) return ['ReadWriteOnce']
  return [mode === 'readOnly' ? 'ReadOnlyMany' : 'ReadWriteMany']
}

function source(tenant: Tenant, volume: Volume): object {
  // An empty class says "none"; leaving it out says "the default one".
  if (volume.share) return { storageClassName: '', volumeName: diskName(tenant, volume) }
  return volume.class === '' ? {} : { storageClassName: volume.class }
}
