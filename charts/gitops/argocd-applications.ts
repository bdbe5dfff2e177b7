import type { Cluster } from '../../src/cluster/cluster.ts'
import { argocdNamespace, server } from '../objects/engines.ts'
import { managed } from '../objects/labels.ts'
import type { Manifest } from '../objects/manifest.ts'
import { home as markers } from '../platform/identities.ts'
import { projectOf } from './argocd-projects.ts'
import type { Step } from './steps.ts'

const apiVersion = 'argoproj.io/v1alpha1'

/** An Application for one root: a component, or Argo CD's own configuration. */
export function application(cluster: Cluster, step: Step): Manifest {
  return {
    apiVersion,
    kind: 'Application',
    metadata: { ...metadata(step.name), annotations: annotations(cluster, step) },
    // There is no finalizer, so removing it from git leaves the objects for a person to delete.
    spec: spec(cluster, step)
  }
}

/** An ApplicationSet for the same phase of all shards. */
export function applicationSet(cluster: Cluster, steps: readonly Step[]): Manifest[] {
  return steps.slice(0, 1).map(first => ({
    apiVersion,
    kind: 'ApplicationSet',
    metadata: metadata(`tenants-${first.phase}`),
    spec: {
      generators: [{ list: { elements: steps.map(({ name, path }) => ({ name, path })) } }],
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      // When a shard disappears, its tenants belong to other shards and must stay.
      syncPolicy: { preserveResourcesOnDeletion: true },
      // The ApplicationSet controller removes all other annotations, and would remove a confirmation of
      // a deletion.
      preservedFields: { annotations: ['argocd.argoproj.io/deletion-approved'] },
      template: {
        metadata: { name: '{{.name}}', labels: managed, annotations: annotations(cluster, first) },
        spec: spec(cluster, { ...first, path: '{{.path}}' })
      }
    }
  }))
}

function metadata(name: string): Manifest['metadata'] {
  return { name, namespace: argocdNamespace, labels: managed }
}

/**
 * Lets Argo CD skip commits that do not touch these paths. The server is asked what would change, so
 * that nothing is applied where a guard refuses one object, such as somebody else's namespace.
 */
function annotations({ name }: Cluster, { phase, path }: Step): Readonly<Record<string, string>> {
  const folders = {
    platform: path.startsWith('kustomize/')
      ? ['/kustomize', `/generated/${name}/platform`]
      : [`/${path}`],
    bootstrap: [`/generated/${name}/shards`, `/generated/${name}/tenants`],
    namespace: [`/generated/${name}/shards`, `/generated/${name}/tenants`]
  }
  return {
    'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
    'argocd.argoproj.io/manifest-generate-paths': folders[phase].join(';')
  }
}

function spec({ gitops }: Cluster, { path, phase }: Step): object {
  const { repository, branch, prune } = gitops
  const ignored = ignore[phase]
  return {
    project: projectOf[phase],
    source: { repoURL: repository, targetRevision: `refs/heads/${branch}`, path },
    // Every object names its own namespace.
    destination: { server, namespace: markers },
    syncPolicy: {
      automated: { prune, selfHeal: true, allowEmpty: false },
      // Argo CD does not order Applications, so a phase retries until the other one has created what it
      // needs.
      retry: {
        limit: -1,
        backoff: { duration: '10s', factor: 2, maxDuration: '3m' },
        refresh: true
      },
      syncOptions: ['ServerSideApply=true']
    },
    ...(ignored.length > 0 && { ignoreDifferences: ignored })
  }
}

/** Fields that controllers write into our objects. */
const ignore = {
  platform: [],
  bootstrap: [
    // The profile controller adds its finalizer to every Profile.
    { group: 'kubeflow.org', kind: 'Profile', jsonPointers: ['/metadata/finalizers', '/status'] }
  ],
  namespace: [
    // The profile controller makes the Profile the owner of this RoleBinding.
    {
      group: 'rbac.authorization.k8s.io',
      kind: 'RoleBinding',
      name: 'namespaceAdmin',
      jsonPointers: ['/metadata/ownerReferences']
    }
  ]
} as const
