import { partOf, renamed, type Upgrade } from './way.ts'

const webhook = 'MutatingWebhookConfiguration admission-webhook-mutating-webhook-configuration'

const roles = (name: string) =>
  renamed('ClusterRole', `admission-webhook-${name}`, `poddefaults-webhook-${name}`)

export const from26n03: Upgrade = {
  from: '26.03',
  to: '26.03.1',
  parts: [
    partOf('network', {
      gone: {
        ...renamed('NetworkPolicy', 'centraldashboard', 'dashboard'),
        ...renamed('NetworkPolicy', 'kserve-models-web-app', 'kserve-models-web-application')
      }
    }),
    partOf('mesh', {
      tenants: [
        'the proxies in running pods stay at the old version of Istio until the pods start anew'
      ],
      downtime: [
        'the gateways restart: open connections of people to notebooks end, and browsers connect again'
      ]
    }),
    partOf('profiles', {
      anew: [{ object: 'Deployment kubeflow/profiles-deployment', field: 'spec.selector' }],
      downtime: [
        'no tenant is made or changed while the profile controller is made anew',
        'the old dashboard sees no namespaces as soon as the new API admits only the new one, until that runs'
      ]
    }),
    partOf('dashboard', {
      gone: {
        ...renamed(
          'ServiceAccount Role RoleBinding ClusterRole ClusterRoleBinding Service Deployment VirtualService',
          'centraldashboard',
          'dashboard'
        ),
        ...renamed('ConfigMap', 'centraldashboard-config', 'dashboard-config'),
        ...renamed('ConfigMap', 'centraldashboard-parameters', 'dashboard-parameters'),
        ...renamed('AuthorizationPolicy', 'central-dashboard', 'dashboard')
      },
      tenants: [
        'the dashboard shows the events of a namespace only to those who have a role in it',
        'patches of your own in `kustomize/clusters/` that name `centraldashboard` have to name `dashboard`'
      ],
      downtime: [
        'until the old pods have gone, no policy of the mesh keeps requests to them from making a namespace or letting somebody in: `npx tenantry drift` finds it afterwards'
      ]
    }),
    partOf('notebooks', {
      gone: {
        ...renamed(
          'ServiceAccount',
          'admission-webhook-service-account',
          'poddefaults-webhook-service-account'
        ),
        ...renamed('Service', 'admission-webhook-service', 'poddefaults-webhook-service'),
        ...renamed('Deployment', 'admission-webhook-deployment', 'poddefaults-webhook-deployment'),
        ...renamed('Certificate', 'admission-webhook-cert', 'poddefaults-webhook-cert'),
        ...renamed(
          'Issuer',
          'admission-webhook-selfsigned-issuer',
          'poddefaults-webhook-selfsigned-issuer'
        ),
        ...roles('cluster-role'),
        ...roles('kubeflow-poddefaults-admin'),
        ...roles('kubeflow-poddefaults-edit'),
        ...roles('kubeflow-poddefaults-view'),
        ...renamed(
          'ClusterRoleBinding',
          'admission-webhook-cluster-role-binding',
          'poddefaults-webhook-cluster-role-binding'
        ),
        [webhook]: webhook.replace('admission-webhook', 'poddefaults-webhook')
      },
      webhooks: [{ object: webhook, blocks: 'every new pod of every tenant' }],
      tenants: [
        "new notebooks start from Kubeflow's images of 1.11.0, if the cluster's file lists none of its own; there is none for Gaudi any more",
        'notebooks that are there keep their images'
      ],
      downtime: [
        'no pod of a tenant starts from the moment its webhook goes, or cannot be reached, until the new one answers; running pods go on'
      ]
    }),
    partOf('serving', {
      gone: {
        ...renamed(
          'ServiceAccount Service Deployment VirtualService AuthorizationPolicy',
          'kserve-models-web-app',
          'kserve-models-web-application'
        ),
        ...renamed(
          'ConfigMap',
          'kserve-models-web-app-config',
          'kserve-models-web-application-config'
        ),
        ...renamed(
          'ClusterRole',
          'kserve-models-web-app-cluster-role',
          'kserve-models-web-application-cluster-role'
        ),
        ...renamed(
          'ClusterRoleBinding',
          'kserve-models-web-app-binding',
          'kserve-models-web-application-binding'
        ),
        ...renamed('ClusterRole', 'llmisvc-manager-role', 'kserve-llmisvc-manager-role'),
        'CustomResourceDefinition inferencemodels.inference.networking.x-k8s.io': null
      },
      anew: [{ object: 'ClusterRoleBinding llmisvc-manager-rolebinding', field: 'roleRef' }],
      downtime: [
        'models that are running go on; none starts or changes while the controllers restart'
      ]
    }),
    partOf('training', {
      anew: [
        { object: 'Deployment kubeflow-system/jobset-controller-manager', field: 'spec.selector' }
      ],
      tenants: [
        'a TrainJob can no longer have `spec.labels`, `spec.annotations` and `spec.podTemplateOverrides`: `spec.runtimePatches` is in their place',
        '`spec.trainer.numProcPerNode` of a TrainJob is a whole number, and no text'
      ],
      downtime: ['no TrainJob starts while the controller of its jobs is made anew']
    })
  ]
}
