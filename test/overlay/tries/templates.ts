import type { Fields, Thing } from '../thing.ts'
import { type Try, thing } from './try.ts'

const container = { name: 'main', image: 'registry.example.com/main:1' }
const nfs = { volumes: [{ name: 'disk', nfs: { server: 'example.com', path: '/' } }] }
const out = { 'sidecar.istio.io/inject': 'false' }
const apps = { app: 'try' }

const job = (pod: Fields, labels: Fields = {}, annotations: Fields = {}): Thing =>
  thing('batch/v1 Job earlier/try', {
    spec: {
      template: {
        metadata: { labels, annotations },
        spec: { containers: [container], restartPolicy: 'Never', ...pod }
      }
    }
  })

const cronJob = (pod: Fields, labels: Fields = {}): Thing => {
  const { apiVersion, metadata, spec } = job(pod, labels)
  return {
    apiVersion,
    kind: 'CronJob',
    metadata,
    spec: { schedule: '@daily', jobTemplate: { spec } }
  }
}

const viewer = (pod: Fields): Thing =>
  thing('kubeflow.org/v1alpha1 PVCViewer earlier/try', {
    spec: { podSpec: { containers: [container], ...pod }, pvc: 'data' }
  })

const workload = (id: string, pod: Fields, labels: Fields = {}): Thing =>
  thing(`apps/v1 ${id.includes('/') ? id : `${id} earlier/try`}`, {
    spec: {
      selector: { matchLabels: apps },
      ...(id.startsWith('StatefulSet') && { serviceName: 'try' }),
      template: {
        metadata: { labels: { ...apps, ...labels } },
        spec: { containers: [container], ...pod }
      }
    }
  })

/** As Katib's controller makes it. */
const ownedBy = (kind: string, made: Thing): Thing => {
  const owner = {
    apiVersion: 'kubeflow.org/v1beta1',
    kind,
    name: 'try',
    uid: 'try',
    controller: true
  }
  return { ...made, metadata: { ...made.metadata, ownerReferences: [owner] } as Thing['metadata'] }
}
const outside = workload('Deployment', {}, out)

const notebook = (name: string, pod: Fields, metadata: Fields = {}): Thing =>
  thing(
    `kubeflow.org/v1 Notebook earlier/${name}`,
    { spec: { template: { spec: { containers: [container], ...pod } } } },
    metadata
  )

const model = (predictor: Fields, metadata: Fields = {}): Thing =>
  thing(
    'serving.kserve.io/v1beta1 InferenceService earlier/try',
    {
      spec: {
        predictor: { containers: [{ ...container, name: 'kserve-container' }], ...predictor }
      }
    },
    metadata
  )

/** Kubeflow's own example of Spark, whose driver is outside of the mesh. */
const spark = (driver: Fields, options: Fields = {}) => {
  const part = { cores: 1, memory: '512m' }
  return {
    type: 'Python',
    pythonVersion: '3',
    mode: 'cluster',
    image: 'spark:3.5.2',
    mainApplicationFile: 'local:///opt/spark/examples/src/main/python/pi.py',
    sparkVersion: '3.5.2',
    driver: { ...part, serviceAccount: 'default-editor', labels: out, ...driver },
    executor: { ...part, instances: 1, labels: out },
    ...options
  }
}
const application = (driver: Fields, options?: Fields): Thing =>
  thing(
    'sparkoperator.k8s.io/v1beta2 SparkApplication earlier/try',
    { spec: spark(driver, options) },
    { labels: out }
  )
const scheduled = (driver: Fields, options?: Fields): Thing =>
  thing('sparkoperator.k8s.io/v1beta2 ScheduledSparkApplication earlier/try', {
    spec: { schedule: '@daily', template: spark(driver, options) }
  })
const port = { 'traffic.sidecar.istio.io/excludeInboundPorts': '8080' }
const pool = { tolerations: [{ key: 'dedicated', operator: 'Exists' }] }
const executors = { executor: { cores: 1, ...pool } }

const make = (what: string, thing: Thing, by: Try['by']): Try => ({
  what,
  by,
  change: { make: thing }
})
const no = { editor: false, owner: false }
const yes = { editor: true, owner: true }

const old = notebook('old', nfs, { labels: out, finalizers: ['example.com/last'] })

export const templates: readonly Try[] = [
  ...['Deployment', 'StatefulSet', 'DaemonSet'].flatMap(kind => [
    make(`make a ${kind}`, workload(kind, {}), yes),
    make(`make a ${kind} on a disk`, workload(kind, nfs), no),
    make(`make a ${kind} outside of the mesh`, workload(kind, {}, out), no)
  ]),
  make('make the Deployment of an algorithm', ownedBy('Suggestion', outside), {
    katib: true,
    editor: false
  }),
  make('make a Deployment outside of the mesh by a trial', ownedBy('Trial', outside), {
    katib: false
  }),
  {
    what: 'change the program of an algorithm',
    by: { editor: false },
    change: {
      from: workload('Deployment earlier/algorithm', {}, out),
      patch: {
        spec: {
          template: { spec: { containers: [{ ...container, image: 'example.com/evil:1' }] } }
        }
      }
    }
  },
  {
    what: 'scale the Deployment of an algorithm',
    by: { editor: true },
    change: {
      from: workload('Deployment earlier/idle', {}, out),
      patch: { spec: { replicas: 0 } }
    }
  },
  make('make the ReplicaSet of an algorithm', workload('ReplicaSet', {}, out), {
    deployments: true,
    editor: false
  }),
  make('make a Job on a disk', job(nfs), no),
  make('make a Job outside of the mesh', job({}, out), { ...yes, katib: true }),
  make('make a Job with a port that goes by the proxy', job({}, {}, port), no),
  make('make a CronJob outside of the mesh', cronJob({}, out), yes),
  make('make a CronJob on a disk', cronJob(nfs), no),
  make(
    'make a CronJob as the account of the secret store',
    cronJob({ serviceAccountName: 'tenantry-secrets' }),
    no
  ),
  make('look into a volume', viewer({}), yes),
  make('look into a disk', viewer(nfs), no),
  make("run Kubeflow's example of Spark", application({}), yes),
  make('run Spark on a disk', application({}, nfs), no),
  make('run Spark with a port that goes by the proxy', application({ annotations: port }), no),
  make('run Spark on the nodes of a pool', application(pool), no),
  make('run executors of Spark on the nodes of a pool', application({}, executors), no),
  make('run Spark each day', scheduled({}), yes),
  make('run Spark each day on a disk', scheduled({}, nfs), no),
  make('run Spark each day on the nodes of a pool', scheduled(pool), no),
  make('make a Notebook', notebook('try', {}), yes),
  make('make a Notebook on a disk', notebook('try', nfs), no),
  make('make a Notebook outside of the mesh', notebook('try', {}, { labels: out }), no),
  make(
    'make a Notebook that is noted to be outside of the mesh',
    notebook('try', {}, { annotations: out }),
    no
  ),
  make('make a Notebook on a node', notebook('try', { nodeName: 'node-1' }), no),
  make(
    'make a Notebook as the account of the secret store',
    notebook('try', { serviceAccountName: 'tenantry-secrets' }),
    no
  ),
  make(
    'make a Notebook that tolerates the taint of a pool',
    notebook('try', { tolerations: [{ key: 'dedicated', operator: 'Exists' }] }),
    no
  ),
  {
    what: 'stop a Notebook from before',
    by: { editor: true },
    change: {
      from: old,
      patch: { metadata: { annotations: { 'kubeflow-resource-stopped': 'x' } } }
    }
  },
  {
    what: 'remove the finalizer of a Notebook from before',
    by: { editor: true },
    change: { from: old, patch: { metadata: { finalizers: null } } }
  },
  make('deploy a model', model({}), yes),
  make('deploy a model from a disk', model(nfs), no),
  make('deploy a model outside of the mesh', model({}, { annotations: out }), no),
  make('deploy a model whose predictor is outside of the mesh', model({ labels: out }), no),
  make('deploy a model with a port that goes by the proxy', model({ annotations: port }), no)
]
