import { at } from '../../overlay/thing.ts'
import { ask, identityOf } from './access.ts'
import type { Ref } from './api.ts'
import { until } from './wait.ts'
import type { World } from './world.ts'

export function profile(name: string): Ref {
  return { apiVersion: 'kubeflow.org/v1', kind: 'Profile', metadata: { name } }
}

export function namespace(name: string): Ref {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
}

/** Questions that many scenarios ask of a cluster. */
export function questions(given: () => World) {
  const may = (who: string, wish: string, namespace: string) =>
    ask(given().api, identityOf(who), { namespace, wish })
  return {
    may,
    /** Controllers may take a moment to revoke rights, so this waits. */
    mayNot: (who: string, wish: string, namespace: string) =>
      until(
        async () => ((await may(who, wish, namespace)) ? undefined : true),
        () => `${who} still may ${wish} in ${namespace}`
      ),
    /** Changes when an object is recreated. */
    uid: async (ref: Ref) => at(await given().api.get(ref), 'metadata', 'uid'),
    gone: (ref: Ref) =>
      until(
        async () => ((await given().api.get(ref)) ? undefined : true),
        () => `${ref.kind} ${ref.metadata.name} is still there`
      )
  }
}
