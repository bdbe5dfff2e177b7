import type { Fields } from '../thing.ts'
import { type Try, thing } from './try.ts'

const pod = { containers: [{ name: 'try', image: 'try' }] }
const key = 'notebooks.kubeflow.org/http-headers-request-set'

function notebook(headers: string, name = 'fraud/try') {
  const spec = { template: { spec: pod } }
  return thing(`kubeflow.org/v1 Notebook ${name}`, { spec }, { annotations: { [key]: headers } })
}

function annotated(what: string, headers: string, passes: boolean): Try {
  const by = { editor: passes, operator: passes }
  return { what: `make a notebook ${what}`, by, change: { make: notebook(headers) } }
}

function viewer(networking: Fields) {
  return thing('kubeflow.org/v1alpha1 PVCViewer fraud/try', {
    spec: { podSpec: pod, networking, pvc: 'data' }
  })
}

const old = notebook('{"kubeflow-userid":"alice@example.com"}', 'earlier/forged')
const driver = { cores: 1 }
const spark = { type: 'Python', mode: 'cluster', sparkVersion: '3.5.5', driver, executor: driver }

function application(what: string, options: Fields, passes: boolean): Try {
  const spec = { ...spark, mainApplicationFile: 'local:///a.py', ...options }
  return {
    what: `make a Spark application ${what}`,
    by: { editor: passes },
    change: { make: thing('sparkoperator.k8s.io/v1beta2 SparkApplication fraud/try', { spec }) }
  }
}

export const addresses: readonly Try[] = [
  annotated('that says who sends requests', '{"kubeflow-userid":"alice@example.com"}', false),
  annotated('that says so in other letters', '{ "Kubeflow-UserID" : "alice@example.com" }', false),
  annotated('that says so by escapes', '{"\\u006bubeflow-userid":"alice@example.com"}', false),
  annotated('that takes another host', '{"Host":"nb.vision.svc.cluster.local"}', false),
  annotated('as RStudio needs it', '{"X-RStudio-Root-Path":"/notebook/fraud/try/"}', true),
  annotated('with a header that is called after a host', '{"X-Forwarded":"host"}', true),
  {
    what: 'stop a notebook that is older than the guards',
    by: { editor: true, operator: true },
    change: {
      from: old,
      patch: { metadata: { annotations: { 'kubeflow-resource-stopped': 'x' } } }
    }
  },
  {
    what: 'change who sends requests to a notebook that is older than the guards',
    by: { editor: false, operator: false },
    change: {
      from: old,
      patch: { metadata: { annotations: { [key]: '{"kubeflow-userid":"bob@example.com"}' } } }
    }
  },
  {
    what: 'publish a volume as Kubeflow does',
    by: { editor: true },
    change: { make: viewer({ basePrefix: '/pvcviewers', rewrite: '/', targetPort: 8080 }) }
  },
  {
    what: 'publish a volume among the models',
    by: { editor: false },
    change: { make: viewer({ basePrefix: '/serving', rewrite: '/', targetPort: 8080 }) }
  },
  application('with its page', { sparkUIOptions: { servicePort: 4040 } }, true),
  application('with a load balancer', { sparkUIOptions: { serviceType: 'LoadBalancer' } }, false),
  application(
    'with a driver on every node',
    { driverIngressOptions: [{ servicePort: 1, servicePortName: 'ui', serviceType: 'NodePort' }] },
    false
  )
]
