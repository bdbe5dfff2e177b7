import type { ComponentName } from './components.ts'
import type { Columns } from './versions.ts'

/** Pods of Kubeflow with metrics on a port of their own, outside of the mesh's mTLS. */
export interface Watched {
  readonly component: ComponentName
  readonly name: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  readonly port: string
}

const watched: readonly Watched[] = [
  {
    component: 'mesh',
    name: 'istiod',
    namespace: 'istio-system',
    labels: { app: 'istiod' },
    port: 'http-monitoring'
  },
  {
    component: 'katib',
    name: 'katib-controller',
    namespace: 'kubeflow',
    labels: { 'katib.kubeflow.org/component': 'controller' },
    port: 'metrics'
  },
  {
    component: 'certificates',
    name: 'cert-manager',
    namespace: 'cert-manager',
    labels: { app: 'cert-manager' },
    port: 'http-metrics'
  },
  {
    component: 'auth',
    name: 'oauth2-proxy',
    namespace: 'oauth2-proxy',
    labels: { 'app.kubernetes.io/name': 'oauth2-proxy' },
    port: 'metrics'
  }
]

export const monitors: Columns<readonly Watched[]> = {
  '1.11': watched,
  '26.03': watched,
  '26.03.1': watched
}
