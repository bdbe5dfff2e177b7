import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Chart } from '../../src/kubeflow/addons.ts'
import { argocdNamespace, server } from '../objects/engines.ts'
import type { Manifest } from '../objects/manifest.ts'

/** A Helm chart that the cluster's engine installs. */
interface Release {
  readonly name: string
  readonly namespace: string
  readonly chart: Chart
  readonly values: object
}

/** Prefers Flux, because two engines would undo each other's changes. */
export function helm({ gitops: { flux, argocd } }: Cluster, release: Release): Manifest[] {
  if (flux) {
    const objects = [repository(release), helmRelease(release)]
    return argocd ? objects.map(skipped) : objects
  }
  return argocd ? [application(release)] : []
}

/** Argo CD builds the same folder, perhaps on a cluster that has no HelmRelease kind yet. */
function skipped(manifest: Manifest): Manifest {
  const annotations = { 'argocd.argoproj.io/hook': 'Skip' }
  return { ...manifest, metadata: { ...manifest.metadata, annotations } }
}

function repository({ name, namespace, chart }: Release): Manifest {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { name, namespace },
    spec: { interval: '24h', url: chart.repository }
  }
}

function helmRelease({ name, namespace, chart, values }: Release): Manifest {
  const sourceRef = { kind: 'HelmRepository', name }
  // By default Helm installs CRDs once and never updates them.
  const crds = 'CreateReplace'
  const remediation = { retries: 3 }
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace },
    spec: {
      interval: '1h',
      releaseName: name,
      chart: { spec: { chart: chart.name, version: chart.version, sourceRef } },
      install: { crds, remediation },
      upgrade: { crds, remediation },
      values
    }
  }
}

function application({ name, namespace, chart, values }: Release): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: argocdNamespace },
    spec: {
      project: 'default',
      source: {
        repoURL: chart.repository,
        chart: chart.name,
        targetRevision: chart.version,
        helm: { releaseName: name, valuesObject: values }
      },
      destination: { server, namespace },
      // Some CRDs exceed the size limit of the annotation that client-side apply adds.
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        syncOptions: ['ServerSideApply=true']
      }
    }
  }
}
