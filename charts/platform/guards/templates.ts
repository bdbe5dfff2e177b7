import type { Cluster } from '../../../src/cluster/cluster.ts'
import { type Guard, inTenants, type Target, there } from './guard.ts'
import { meshVariables, templatesMesh } from './mesh.ts'
import { podRules, podVariables } from './pod-rules.ts'

/**
 * Judges what controllers make pods of, so that people are told at once. The pods are judged again where
 * they are made.
 */
export function templates(cluster: Cluster): Guard[] {
  const spec = 'object.spec.template.spec'
  const metadata = ['object.metadata']
  return [
    guard(cluster, { name: 'job-pods', on: [target('batch', 'jobs')], spec, metadata: null }),
    guard(cluster, {
      name: 'workload-pods',
      on: [
        target('apps', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'),
        target('', 'replicationcontrollers')
      ],
      spec,
      metadata: ['object.spec.template.metadata']
    }),
    guard(cluster, {
      name: 'notebook-pods',
      on: [target('kubeflow.org', 'notebooks')],
      spec,
      metadata
    }),
    guard(cluster, {
      name: 'model-pods',
      on: [target('serving.kserve.io', 'inferenceservices')],
      spec: 'object.spec.predictor',
      metadata: [...metadata, ...parts.map(part => `object.spec.${part}`)]
    })
  ]
}

/** The parts of an InferenceService that run pods. */
const parts = ['predictor', 'transformer', 'explainer']

interface Kind {
  readonly name: string
  readonly on: readonly Target[]
  readonly spec: string
  /** Where the labels and annotations of the pods are; `null` for pods that may be outside of the mesh. */
  readonly metadata: readonly string[] | null
}

function guard(cluster: Cluster, { name, on, spec, metadata }: Kind): Guard {
  const old = spec.replace(/^object/, 'oldObject')
  const kept = `has(object.metadata.deletionTimestamp) || (${there(old)} && ${spec} == ${old})`
  const tolerations =
    '!variables.same && has(variables.spec.tolerations) ? variables.spec.tolerations : []'
  const same = `!(${there(spec)}) || (request.operation == "UPDATE" && (${kept}))`
  return {
    name,
    on,
    where: inTenants,
    variables: [
      ...podVariables({ spec, same, tolerations }),
      ...(metadata ? meshVariables(metadata) : [])
    ],
    rules: [...podRules(cluster), ...(metadata ? templatesMesh(cluster) : [])]
  }
}

function target(group: string, ...resources: readonly string[]): Target {
  return { group, resources, operations: ['CREATE', 'UPDATE'] }
}
