import { type Guard, inTenants, unchanged } from './guard.ts'

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
      holds: `variables.git || variables.machinery || ${unchanged('spec', 'metadata.annotations')}`,
      message: "who may reach a tenant stands in the tenant's file"
    }
  ]
}
