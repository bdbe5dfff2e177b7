import type { Fields } from '../thing.ts'
import { type Try, thing } from './try.ts'

const container = { name: 'main', image: 'registry.example.com/main:1' }

export function pod(spec: Fields, metadata: Fields = {}): ReturnType<typeof thing> {
  return thing('v1 Pod earlier/try', { spec: { containers: [container], ...spec } }, metadata)
}

/** By whoever makes it: the person, and each controller that makes pods for anybody who asks. */
const everybody = ['editor', 'runner', 'sets', 'jobs', 'replicas'] as const

function by(may: boolean): Try['by'] {
  return Object.fromEntries(everybody.map(name => [name, may]))
}

const disks: Readonly<Record<string, Fields>> = {
  awsElasticBlockStore: { volumeID: 'vol-0123456789abcdef0' },
  azureDisk: { diskName: 'd', diskURI: 'https://example.com/d' },
  azureFile: { secretName: 's', shareName: 's' },
  cephfs: { monitors: ['10.0.0.1:6789'] },
  cinder: { volumeID: 'v' },
  csi: { driver: 'efs.csi.aws.com' },
  fc: { wwids: ['w'] },
  flexVolume: { driver: 'example.com/disk' },
  flocker: { datasetName: 'd' },
  gcePersistentDisk: { pdName: 'd' },
  gitRepo: { repository: 'https://example.com/r.git' },
  glusterfs: { endpoints: 'e', path: 'p' },
  image: { reference: 'registry.example.com/data:1' },
  iscsi: { targetPortal: '10.0.0.1:3260', iqn: 'iqn.2001-04.com.example:disk', lun: 0 },
  nfs: { server: 'fs-0123456789abcdef0.efs.eu-central-1.amazonaws.com', path: '/' },
  photonPersistentDisk: { pdID: 'p' },
  portworxVolume: { volumeID: 'v' },
  quobyte: { registry: 'r:1', volume: 'v' },
  rbd: { monitors: ['10.0.0.1:6789'], image: 'i' },
  scaleIO: { gateway: 'https://g', system: 's', secretRef: { name: 's' }, volumeName: 'v' },
  storageos: { volumeName: 'v' },
  vsphereVolume: { volumePath: '[d] v.vmdk' }
}

const claim = {
  accessModes: ['ReadWriteOnce'],
  resources: { requests: { storage: '1Gi' } }
}

const files: Readonly<Record<string, Fields>> = {
  configMap: { name: 'c' },
  csi: { driver: 'secrets-store.csi.k8s.io' },
  downwardAPI: { items: [{ path: 'n', fieldRef: { fieldPath: 'metadata.name' } }] },
  emptyDir: {},
  ephemeral: { volumeClaimTemplate: { spec: claim } },
  // Pod Security decides about this one.
  hostPath: { path: '/var/log' },
  persistentVolumeClaim: { claimName: 'data' },
  projected: { sources: [{ serviceAccountToken: { path: 'token' } }] },
  secret: { secretName: 's' }
}

/** The sources of volumes that the guards were asked about. */
export const sources: readonly string[] = [...Object.keys(disks), ...Object.keys(files)]

function mounting(volumes: typeof disks, may: boolean): Try[] {
  return Object.entries(volumes).map(([source, what]) => ({
    what: `mount ${source} ${String(what.driver ?? '')}`.trimEnd(),
    by: by(may),
    change: { make: pod({ volumes: [{ name: 'disk', [source]: what }] }) }
  }))
}

const spec = (what: string, part: Fields, may = false): Try => ({
  what,
  by: by(may),
  change: { make: pod(part) }
})

const old = thing('v1 Pod earlier/old', {
  spec: {
    containers: [container],
    nodeName: 'node-1',
    volumes: [{ name: 'disk', nfs: { server: 'example.com', path: '/' } }],
    tolerations: [{ operator: 'Exists' }]
  }
})
/** Kubernetes adds these itself, and lets nobody change them. */
const usual = ['not-ready', 'unreachable'].map(what => ({
  key: `node.kubernetes.io/${what}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300
}))
const plain = thing('v1 Pod earlier/plain', {
  spec: { containers: [container], tolerations: usual }
})

const tolerations = [{ key: 'dedicated', value: 'gpu-spot', effect: 'NoSchedule' }]
const granted = pod({ tolerations, serviceAccountName: 'default-editor' })

export const pods: readonly Try[] = [
  ...mounting(disks, false),
  ...mounting(files, true),
  spec('run a pod that says nothing', {}, true),
  spec('name a node', { nodeName: 'node-1' }),
  spec('use the network of the node', { hostNetwork: true }),
  spec('run as the account of the secret store', { serviceAccountName: 'tenantry-secrets' }),
  {
    what: 'take a token of the account of the secret store',
    by: { operator: false, robot: false },
    change: { token: thing('v1 ServiceAccount earlier/tenantry-secrets') }
  },
  {
    what: 'take a token of another account',
    by: { operator: true, robot: true },
    change: { token: thing('v1 ServiceAccount earlier/default-editor') }
  },
  spec('run as another account', { serviceAccountName: 'default-viewer' }, true),
  spec('tolerate every taint', { tolerations: [{ operator: 'Exists' }] }),
  spec('tolerate any taint of an effect', {
    tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }]
  }),
  spec(
    'tolerate another taint',
    { tolerations: [{ key: 'example.com/x', operator: 'Exists' }] },
    true
  ),
  spec('tolerate the taint of a pool that is not granted', { tolerations }),
  spec('tolerate that taint by its key', {
    tolerations: [{ key: 'dedicated', operator: 'Exists' }]
  }),
  spec(
    'tolerate another value of that key',
    { tolerations: [{ key: 'dedicated', value: 'other' }] },
    true
  ),
  {
    what: 'tolerate the taint of a pool that is granted',
    by: by(true),
    change: { make: { ...granted, metadata: { name: 'try', namespace: 'fraud' } } }
  },
  spec('be of a class that evicts others', {
    priorityClassName: 'system-cluster-critical',
    priority: 2_000_000_000
  }),
  {
    what: 'change a label of a pod from before',
    by: { editor: true },
    change: { from: old, patch: { metadata: { labels: { a: 'b' } } } }
  },
  {
    what: 'remove a finalizer from a pod from before',
    by: { editor: true },
    change: { from: old, patch: { metadata: { finalizers: null } } }
  },
  {
    what: 'tolerate every taint later',
    by: { editor: false },
    change: { from: plain, patch: { spec: { tolerations: [...usual, { operator: 'Exists' }] } } }
  }
]
