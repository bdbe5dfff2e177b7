import { choice } from '../schema/fields.ts'

export const guards = choice(['enforce', 'warn'], {
  description:
    'What the cluster does about changes that do not come from git, such as a Profile made by ' +
    'hand: `enforce` refuses them, `warn` lets them pass with a warning, which is meant for the ' +
    'first days on a cluster that was there before.',
  default: 'enforce'
})
