import { type Guard, inTenants } from './guard.ts'

/**
 * Kubeflow lists who is in a tenant by bindings with these annotations, and a malformed one ends the
 * list for everybody. Its API writes with the controller's account, so the name tells them apart.
 */
export const bindings: Guard = {
  name: 'bindings',
  on: {
    group: 'rbac.authorization.k8s.io',
    resources: ['rolebindings'],
    operations: ['CREATE', 'UPDATE']
  },
  where: inTenants,
  variables: [
    {
      name: 'listed',
      expression:
        'has(object.metadata.annotations) && "user" in object.metadata.annotations && "role" in object.metadata.annotations'
    }
  ],
  rules: [
    {
      holds:
        '!variables.listed || variables.git || variables.machinery || (variables.profiles && object.metadata.name == "namespaceAdmin")',
      message: "who is in a tenant stands in the tenant's file"
    }
  ]
}

/** Both open a way into a tenant past what its file says. */
export const doors: Guard = {
  name: 'doors',
  on: {
    group: 'networking.k8s.io',
    resources: ['networkpolicies', 'ingresses'],
    operations: ['CREATE', 'UPDATE']
  },
  where: inTenants,
  variables: [],
  rules: [
    {
      holds: 'variables.git || variables.machinery',
      message: "who may reach a tenant stands in the tenant's file"
    }
  ]
}
