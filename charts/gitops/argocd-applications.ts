import type { Cluster } from '../../src/cluster/cluster.ts'
import { argocdNamespace, server } from '../objects/engines.ts'
import { managed } from '../objects/labels.ts'
import type { Manifest } from '../objects/manifest.ts'
import { home as markers } from '../platform/identities.ts'
import { projectOf } from './argocd-projects.ts'
import type { Step } from './steps.ts'

const apiVersion = 'argoproj.io/v1alpha1'

/** One root by itself: a component, or what Argo CD is told. */
export function application(cluster: Cluster, step: Step): Manifest {
  return {
    apiVersion,
    kind: 'Application',
    metadata: { ...metadata(step.name), annotations: readFrom(cluster, step) },
    // Without a finalizer: what git no longer names is for a person to remove.
    spec: spec(cluster, step)
  }
}

/** The same phase of each shard. */
export function applicationSet(cluster: Cluster, steps: readonly Step[]): Manifest[] {
  return steps.slice(0, 1).map(first => ({
    apiVersion,
    kind: 'ApplicationSet',
    metadata: metadata(`tenants-${first.phase}`),
    spec: {
      generators: [{ list: { elements: steps.map(({ name, path }) => ({ name, path })) } }],
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      // A shard that is gone leaves its tenants to those that took them over.
      syncPolicy: { preserveResourcesOnDeletion: true },
      // Its controller removes other annotations, and with this one what somebody has just confirmed.
      preservedFields: { annotations: ['argocd.argoproj.io/deletion-approved'] },
      template: {
        metadata: { name: '{{.name}}', labels: managed, annotations: readFrom(cluster, first) },
        spec: spec(cluster, { ...first, path: '{{.path}}' })
      }
    }
  }))
}

function metadata(name: string): Manifest['metadata'] {
  return { name, namespace: argocdNamespace, labels: managed }
}

/** A commit that touches nothing there need not be looked at. */
function readFrom({ name }: Cluster, { phase, path }: Step): Readonly<Record<string, string>> {
  const folders = {
    platform: path.startsWith('kustomize/')
      ? ['/kustomize', `/generated/${name}/platform`]
      : [`/${path}`],
    bootstrap: [`/generated/${name}/shards`, `/generated/${name}/tenants`],
    namespace: [`/generated/${name}/shards`, `/generated/${name}/tenants`]
  }
  return { 'argocd.argoproj.io/manifest-generate-paths': folders[phase].join(';') }
}

function spec({ gitops }: Cluster, { path, phase }: Step): object {
  const { repository, branch, prune } = gitops
  const ignored = ignore[phase]
  return {
    project: projectOf[phase],
    source: { repoURL: repository, targetRevision: `refs/heads/${branch}`, path },
    // All objects say where they belong.
    destination: { server, namespace: markers },
    syncPolicy: {
      automated: { prune, selfHeal: true, allowEmpty: false },
      // What one phase needs of another is there sooner or later; no order holds between Applications.
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

/** What controllers write into objects of ours. */
const ignore = {
  platform: [],
  bootstrap: [
    // The profile controller's mark that it took a Profile on.
    { group: 'kubeflow.org', kind: 'Profile', jsonPointers: ['/metadata/finalizers', '/status'] }
  ],
  namespace: [
    // It makes itself the owner of the binding of a tenant's owner.
    {
      group: 'rbac.authorization.k8s.io',
      kind: 'RoleBinding',
      name: 'namespaceAdmin',
      jsonPointers: ['/metadata/ownerReferences']
    }
  ]
} as const
