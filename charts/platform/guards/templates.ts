import type { Cluster } from '../../../src/cluster/cluster.ts'
import { type Guard, inTenants, type Target, there } from './guard.ts'
import { meshVariables, noted, templatesMesh } from './mesh.ts'
import { podRules, podVariables } from './pod-rules.ts'

/**
 * Judges what controllers make pods of, so that people are told at once. The pods are judged again where
 * they are made.
 */
export function templates(cluster: Cluster): Guard[] {
  return kinds.map(kind => guard(cluster, kind))
}

interface Kind {
  readonly name: string
  readonly on: readonly Target[]
  readonly spec: string
  /** Where the labels and annotations of the pods are. */
  readonly metadata: readonly string[]
  /** Where their tolerations are, unless in `spec`. */
  readonly tolerating?: readonly string[]
  /** Whether the pods may be outside of the mesh. */
  readonly mayLeave?: boolean
}

const template = 'object.spec.template'
const daily = 'object.spec.jobTemplate.spec.template'
const spark = 'sparkoperator.k8s.io'
/** The parts of an InferenceService that run pods. */
const parts = ['predictor', 'transformer', 'explainer']

const kinds: readonly Kind[] = [
  { name: 'job-pods', on: [target('batch', 'jobs')], ...finishing(template) },
  { name: 'cron-job-pods', on: [target('batch', 'cronjobs')], ...finishing(daily) },
  {
    name: 'workload-pods',
    on: [
      target('apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
      target('', 'replicationcontrollers')
    ],
    spec: `${template}.spec`,
    metadata: [`${template}.metadata`]
  },
  {
    name: 'notebook-pods',
    on: [target('kubeflow.org', 'notebooks')],
    spec: `${template}.spec`,
    metadata: ['object.metadata']
  },
  {
    name: 'viewer-pods',
    on: [target('kubeflow.org', 'pvcviewers')],
    spec: 'object.spec.podSpec',
    metadata: ['object.metadata']
  },
  {
    name: 'model-pods',
    on: [target('serving.kserve.io', 'inferenceservices')],
    spec: 'object.spec.predictor',
    metadata: ['object.metadata', ...parts.map(part => `object.spec.${part}`)]
  },
  {
    name: 'spark-pods',
    on: [target(spark, 'sparkapplications')],
    ...application('object.spec')
  },
  {
    name: 'scheduled-spark-pods',
    on: [target(spark, 'scheduledsparkapplications')],
    ...application(template)
  }
]

type Pods = Omit<Kind, 'name' | 'on'>

function finishing(template: string): Pods {
  return { spec: `${template}.spec`, metadata: [`${template}.metadata`], mayLeave: true }
}

/** The disks of a Spark application stand where those of a pod do, and the rest at its driver and executor. */
function application(spec: string): Pods {
  const parts = ['driver', 'executor'].map(part => `${spec}.${part}`)
  return { spec, metadata: parts, tolerating: parts, mayLeave: true }
}

function guard(cluster: Cluster, kind: Kind): Guard {
  const { name, on, spec, metadata, tolerating = [spec], mayLeave = false } = kind
  const old = spec.replace(/^object/, 'oldObject')
  const kept = `has(object.metadata.deletionTimestamp) || (${there(old)} && ${spec} == ${old})`
  const all = tolerating.map(place => `${place}.tolerations`)
  const tolerations = all.map(place => `(!variables.same && ${there(place)} ? ${place} : [])`)
  const same = `!(${there(spec)}) || (request.operation == "UPDATE" && (${kept}))`
  return {
    name,
    on,
    where: inTenants,
    variables: [
      ...podVariables({ spec, same, tolerations: tolerations.join(' + ') }),
      ...meshVariables(metadata)
    ],
    rules: [...podRules(cluster), ...(mayLeave ? [noted] : templatesMesh(cluster))]
  }
}

function target(group: string, ...resources: readonly string[]): Target {
  return { group, resources, operations: ['CREATE', 'UPDATE'] }
}
