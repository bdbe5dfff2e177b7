import { narrow } from '../../objects/engines.ts'
import { marker } from '../../objects/labels.ts'
import { type Guard, inTenants, unchanged } from './guard.ts'

const group = 'rbac.authorization.k8s.io'

/** The bindings that Kubeflow's profile controller makes in every tenant. */
const controllers = ['namespaceAdmin', 'default-editor', 'default-viewer']

/** All names under which git or that controller ever makes a binding. */
const kept = `^(${[...controllers, narrow, 'user-.*-clusterrole-.*', 'workload-.*'].join('|')})$`

/**
 * Kubeflow derives a tenant's members from bindings with these annotations, and one malformed binding
 * breaks the list for everybody. Its API uses the profile controller's account too, so the name has to
 * tell the two apart. The role of a binding cannot be changed, so one that is in the way of git's would
 * stop every change of its shard.
 */
export const bindings: Guard = {
  name: 'bindings',
  on: [{ group, resources: ['rolebindings'], operations: ['CREATE', 'UPDATE'] }],
  where: inTenants,
  variables: [
    { name: 'trusted', expression: 'variables.git || variables.machinery' },
    {
      name: 'own',
      expression: `variables.profiles && object.metadata.name in ${JSON.stringify(controllers)}`
    },
    { name: 'listed', expression: listed('object') },
    { name: 'same', expression: unchanged('subjects') },
    {
      name: 'before',
      expression: `variables.same && ${listed('oldObject')} && ["user", "role"].all(k, object.metadata.annotations[k] == oldObject.metadata.annotations[k])`
    }
  ],
  rules: [
    {
      holds: `!variables.listed || variables.before || variables.trusted || (variables.profiles && object.metadata.name == "${controllers[0]}")`,
      message: "who is in a tenant stands in the tenant's file"
    },
    {
      holds: `request.operation != "CREATE" || !object.metadata.name.matches(${JSON.stringify(kept)}) || variables.trusted || variables.own`,
      message: 'bindings of this name are made by way of git; choose another name'
    },
    {
      holds: `variables.trusted || variables.same || !has(object.subjects) || object.subjects.all(s, (s.kind == "User" && !s.name.startsWith("system:")) || (s.kind == "ServiceAccount" && has(s.namespace) && s.namespace == request.namespace))`,
      message:
        "a binding here names people or service accounts of this namespace; who else gets in stands in the tenant's file"
    }
  ]
}

/** Whether Kubeflow's pages show it. */
function listed(object: 'object' | 'oldObject'): string {
  const all = `${object}.metadata.annotations`
  return `has(${all}) && ["user", "role"].all(k, k in ${all})`
}

/** With this role, whoever writes the tenants' files makes admins, so it reaches no other namespace. */
export const reach: Guard = {
  name: 'reach',
  on: [{ group, resources: ['rolebindings'], operations: ['CREATE'] }],
  where: {
    namespaceSelector: { matchExpressions: [{ key: marker, operator: 'DoesNotExist' }] }
  },
  variables: [],
  rules: [
    {
      holds: `object.roleRef.kind != "ClusterRole" || object.roleRef.name != "${narrow}"`,
      message: `role ${narrow} is bound only in namespaces with the label ${marker}`
    }
  ]
}
