import { at, list, type Thing } from '../../overlay/thing.ts'
import type { Api } from '../support/api.ts'

const kinds = [
  ['apps/v1', 'Deployment'],
  ['eks.services.k8s.aws/v1alpha1', 'PodIdentityAssociation'],
  ['external-secrets.io/v1', 'ExternalSecret'],
  ['external-secrets.io/v1', 'SecretStore'],
  ['iam.services.k8s.aws/v1alpha1', 'Role']
] as const

/**
 * Says of what others would make, that it is made: Pods, since there are no nodes, and what the controllers of
 * AWS and External Secrets do. Argo CD would wait for all of them.
 */
export function startReady(api: Api): () => void {
  const stops = kinds.map(([apiVersion, kind]) =>
    api.watch({ apiVersion, kind, metadata: {} }, thing => void sayReady(api, thing))
  )
  return () => {
    for (const stop of stops) stop()
  }
}

async function sayReady(api: Api, thing: Thing): Promise<void> {
  const status = thing.kind === 'Deployment' ? running(thing) : made
  if (isReady(thing)) return
  // An answer that it is gone is no fault, and of any other Argo CD says that it waits.
  await api.merge(thing, { status }, '/status').catch(() => {})
}

const made = { conditions: [{ type: 'Ready', status: 'True' }] }

function running({ metadata, spec }: Thing): object {
  const replicas = at(spec, 'replicas') ?? 1
  return {
    observedGeneration: at(metadata, 'generation'),
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas
  }
}

function isReady({ kind, metadata, status }: Thing): boolean {
  if (kind !== 'Deployment') return list(status, 'conditions').some(({ type }) => type === 'Ready')
  return at(status, 'observedGeneration') === at(metadata, 'generation')
}
