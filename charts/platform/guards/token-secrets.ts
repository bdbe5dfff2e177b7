import { type Guard, inTenants } from './guard.ts'

/** Kubernetes writes a token into such a Secret that works until the account is deleted. */
export const tokens: Guard = {
  name: 'tokens',
  on: [{ group: '', resources: ['secrets'], operations: ['CREATE'] }],
  where: inTenants,
  variables: [],
  rules: [
    {
      holds: '!has(object.type) || object.type != "kubernetes.io/service-account-token"',
      message:
        'the token in such a Secret outlives whoever made it; run a pod as the account, which gets a token that ends'
    }
  ]
}
