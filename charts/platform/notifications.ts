import { fluxNamespace, secretName } from '../objects/engines.ts'
import { type Component, plain } from './component.ts'
import { platformSecret } from './secret-reference.ts'

/** The token of the bot that Flux uses. Who is notified is part of Flux's configuration. */
export const notifications: Component = {
  name: 'notifications',
  after: ['secrets'],
  upstream: false,
  values: cluster => {
    const { notifications } = cluster.gitops
    if (!notifications) return undefined
    const { secret: path } = notifications
    const reference = { name: secretName, namespace: fluxNamespace, path, keys: { token: 'token' } }
    return { ...plain, objects: platformSecret(cluster, reference) }
  }
}
