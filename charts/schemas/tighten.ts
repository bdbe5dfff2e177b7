import { labels, names } from './metadata.ts'
import { mapValues, type Schema } from './schema.ts'

type Fields = Readonly<Record<string, Schema>>

const one = (...values: string[]): Schema => ({ enum: values })
const many = (...values: string[]): Schema => ({ items: { type: 'string', enum: values } })

const protocol = one('TCP', 'UDP', 'SCTP')
const port: Schema = { minimum: 1, maximum: 65535 }
const pull = one('Always', 'Never', 'IfNotPresent')
const accessModes = many('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod')
const volumeMode = one('Filesystem', 'Block')
const dataKey: Schema = {
  propertyNames: { maxLength: 253, pattern: '^[-._a-zA-Z0-9]+$', not: { enum: ['.', '..'] } }
}
const container: Fields = {
  name: names.label,
  imagePullPolicy: pull,
  terminationMessagePolicy: one('File', 'FallbackToLogsOnError')
}

/** Checks that are in the API server's code but not in OpenAPI, by type and field. */
const checks: Readonly<Record<string, Fields>> = {
  ConfigMap: { data: dataKey, binaryData: dataKey },
  Container: container,
  ContainerPort: { containerPort: port, protocol },
  DeploymentStrategy: { type: one('Recreate', 'RollingUpdate') },
  EnvVar: { name: { minLength: 1, pattern: '^[ -<>-~]+$' } },
  // Most of these lists are below untyped fields, where the API server does not enforce list keys.
  JSONSchemaProps: { 'x-kubernetes-validations': { 'x-kubernetes-list-map-keys': undefined } },
  LabelSelector: { matchLabels: labels },
  LabelSelectorRequirement: { operator: one('In', 'NotIn', 'Exists', 'DoesNotExist') },
  LimitRangeItem: { type: one('Container', 'Pod', 'PersistentVolumeClaim') },
  NetworkPolicyPort: { protocol },
  NetworkPolicySpec: { policyTypes: many('Ingress', 'Egress') },
  PersistentVolumeClaimSpec: { accessModes, volumeMode },
  PersistentVolumeSpec: {
    accessModes: { ...accessModes, minItems: 1 },
    persistentVolumeReclaimPolicy: one('Retain', 'Delete', 'Recycle'),
    volumeMode
  },
  PodSpec: {
    containers: { minItems: 1 },
    dnsPolicy: one('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
    nodeSelector: labels,
    restartPolicy: one('Always', 'Never', 'OnFailure')
  },
  PolicyRule: { verbs: { minItems: 1 } },
  RoleRef: {
    apiGroup: one('rbac.authorization.k8s.io'),
    kind: one('ClusterRole', 'Role'),
    name: names.path
  },
  Secret: { data: dataKey, stringData: dataKey },
  ServicePort: { port, protocol },
  ServiceSpec: { type: one('ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort') },
  StorageClass: {
    reclaimPolicy: one('Retain', 'Delete'),
    volumeBindingMode: one('Immediate', 'WaitForFirstConsumer')
  },
  Subject: { kind: one('User', 'Group', 'ServiceAccount') },
  Toleration: {
    effect: one('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
    operator: one('Equal', 'Exists')
  },
  ValidatingAdmissionPolicyBindingSpec: { validationActions: many('Deny', 'Warn', 'Audit') },
  ValidatingAdmissionPolicySpec: { failurePolicy: one('Fail', 'Ignore') },
  VolumeMount: { mountPath: { minLength: 1, not: { pattern: ':' } } }
}

/** Adds the checks to a Kubernetes type, and throws if Kubernetes no longer has one of the fields. */
export function tighten(type: string, schema: Schema): Schema {
  const fields = checks[type]
  if (!fields) return schema
  const lost = Object.keys(fields).filter(field => !schema.properties?.[field])
  if (lost.length > 0) throw new Error(`bug: ${type} has no ${lost.join(', ')}`)
  const change = (own: Schema, field: string) => merge(own, fields[field] ?? {})
  return { ...schema, properties: mapValues(schema.properties ?? {}, change) }
}

function merge(own: Schema, more: Schema): Schema {
  return { ...own, ...more }
}
