import { type Guard, inTenants } from './guard.ts'

/**
 * Kubeflow derives a tenant's members from bindings with these annotations, and one malformed binding
 * breaks the list for everybody. Its API uses the profile controller's account too, so the name has to
 * tell the two apart.
 */
export const bindings: Guard = {
  name: 'bindings',
  on: [
    {
      group: 'rbac.authorization.k8s.io',
      resources: ['rolebindings'],
      operations: ['CREATE', 'UPDATE']
    }
  ],
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

/** These kinds could let in traffic that the tenant's file does not allow. */
export const doors: Guard = {
  name: 'doors',
  on: [
    {
      group: 'networking.k8s.io',
      resources: ['networkpolicies', 'ingresses'],
      operations: ['CREATE', 'UPDATE']
    }
  ],
  where: inTenants,
  variables: [],
  rules: [
    {
      holds: 'variables.git || variables.machinery',
      message: "who may reach a tenant stands in the tenant's file"
    }
  ]
}
