import type { Columns } from './versions.ts'

/** The add-ons next to Kubeflow, with their versions. */
export interface AddonVersions {
  readonly autoscaler: Chart
  readonly prometheus: Chart
}

/** A Helm chart. */
export interface Chart {
  readonly repository: string
  readonly name: string
  readonly version: string
}

const charts: AddonVersions = {
  autoscaler: {
    repository: 'https://kubernetes.github.io/autoscaler',
    name: 'cluster-autoscaler',
    version: '9.52.1'
  },
  prometheus: {
    repository: 'https://prometheus-community.github.io/helm-charts',
    name: 'kube-prometheus-stack',
    version: '81.6.2'
  }
}

export const addons: Columns<AddonVersions> = {
  '1.11': charts,
  '26.03': charts,
  '26.03.1': charts
}
