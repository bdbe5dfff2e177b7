import { type Try, thing } from './try.ts'

const volume = (source: object) =>
  thing('v1 PersistentVolume try', {
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      claimRef: { namespace: 'earlier', name: 'data' },
      ...source
    }
  })

const sources = {
  "a node's folder": { hostPath: { path: '/' } },
  'a share': { nfs: { server: 'example.com', path: '/' } },
  "somebody's disk": { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' } }
}

export const disks: readonly Try[] = Object.entries(sources).map(([what, source]) => ({
  what: `make a PersistentVolume on ${what}`,
  by: { katib: false, bootstrap: true, operator: true },
  change: { make: volume(source) }
}))
