import type { Cluster } from '../../../src/cluster/cluster.ts'
import type { Pool, Toleration } from '../../../src/cluster/pools.ts'
import { secretReader } from '../../../src/model/tenant-aws.ts'
import { poolGrant } from '../../objects/labels.ts'
import type { Guard, Variable } from './guard.ts'

type Rules = Guard['rules']

/** Where a kind of object says what its pods are. */
interface Place {
  readonly spec: string
  /** Whether a request leaves that as it was; some objects are older than the guards. */
  readonly same: string
  /** The tolerations that are new. */
  readonly tolerations: string
}

/** What the rules of pods are about. */
export function podVariables({ spec, same, tolerations }: Place): Variable[] {
  return [
    { name: 'same', expression: same },
    { name: 'spec', expression: spec },
    { name: 'tolerations', expression: tolerations }
  ]
}

/** What holds for the pods of tenants, whoever makes them. */
export function podRules({ pools }: Cluster): Rules {
  return [...own, ...tolerating(pools)]
}

/** Sources of a volume that reach nothing of anybody else; Pod Security decides about `hostPath`. */
const sources = [
  'configMap',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'hostPath',
  'persistentVolumeClaim',
  'projected',
  'secret'
]

/** A driver that reads with the rights of the pod's own account. */
const drivers = ['secrets-store.csi.k8s.io']

const isOwn = [
  ...sources.map(source => `has(v.${source})`),
  `(has(v.csi) && v.csi.driver in ${JSON.stringify(drivers)})`
].join(' || ')

const own: Rules = [
  {
    holds: unless(`!has(variables.spec.volumes) || variables.spec.volumes.all(v, ${isOwn})`),
    message: 'a pod mounts no disk directly: make a PersistentVolumeClaim, and mount that'
  },
  {
    holds: unless(empty('nodeName')),
    message: 'a pod does not name its node: choose nodes by `nodeSelector` or `affinity`'
  },
  {
    holds: unless('!has(variables.spec.hostNetwork) || !variables.spec.hostNetwork'),
    message: 'a pod does not use the network of its node: remove `hostNetwork`'
  },
  {
    holds: unless(
      ['serviceAccountName', 'serviceAccount']
        .map(
          field => `(!has(variables.spec.${field}) || variables.spec.${field} != "${secretReader}")`
        )
        .join(' && ')
    ),
    message: `the account \`${secretReader}\` only serves the secret store: run as \`default-editor\``
  }
]

function tolerating(pools: readonly Pool[]): Rules {
  const closed = pools.flatMap(({ name, taint }) => (taint ? [{ name, taint }] : []))
  return [
    {
      holds: 'variables.tolerations.all(t, has(t.key) && t.key != "")',
      message: 'a toleration without `key` tolerates every taint: name the key of one'
    },
    ...closed.map(({ name, taint }) => ({
      holds: `${has(poolGrant(name))} || !variables.tolerations.exists(t, ${tolerates(taint)})`,
      message: `this tenant is not granted the node pool \`${name}\`: remove the toleration of its taint \`${taint.key}\``
    }))
  ]
}

/** A toleration with an operator other than `Equal` may tolerate any value. */
function tolerates({ key, value, effect }: Toleration): string {
  const wanted = JSON.stringify(value ?? '')
  return [
    `has(t.key) && t.key == ${JSON.stringify(key)}`,
    `(!has(t.effect) || t.effect in ["", ${JSON.stringify(effect)}])`,
    `((has(t.operator) && !(t.operator in ["", "Equal"])) || (has(t.value) ? t.value : "") == ${wanted})`
  ].join(' && ')
}

function has(label: string): string {
  return `${JSON.stringify(label)} in namespaceObject.metadata.labels`
}

function empty(field: string): string {
  return `!has(variables.spec.${field}) || variables.spec.${field} == ""`
}

function unless(rule: string): string {
  return `variables.same || (${rule})`
}
