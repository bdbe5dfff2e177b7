import { secretReader } from '../../../src/model/tenant-aws.ts'
import { type Guard, inTenants } from './guard.ts'

/** Whoever holds a token of this account reads all secrets of the tenant. */
export const secretTokens: Guard = {
  name: 'secret-tokens',
  on: [{ group: '', resources: ['serviceaccounts/token'], operations: ['CREATE'] }],
  where: inTenants,
  variables: [],
  rules: [
    {
      holds: `request.name != "${secretReader}" || variables.machinery`,
      message: `tokens of \`${secretReader}\` are for the secret store: use those of \`default-editor\``
    }
  ]
}
