import type { ComponentName } from './components.ts'
import type { Columns, Version } from './versions.ts'

type Role = 'view' | 'edit' | 'admin'

/** A group of the API, resources in it, and verbs, each separated by spaces. */
type Rule = readonly [group: string, resources: string, verbs: string]

type Rules = Readonly<Partial<Record<Role, readonly Rule[]>>>

type Parts = Readonly<Partial<Record<ComponentName, Rules>>>

const reads = 'get list watch'
const writes = 'create delete deletecollection patch update'
const all = `${reads} ${writes}`

/** What serving adds, for some kinds of KServe. */
const serving = (kinds: string): Rules => ({
  view: [
    ['autoscaling.internal.knative.dev', '*', reads],
    ['caching.internal.knative.dev', '*', reads],
    ['networking.internal.knative.dev', '*', reads],
    ['serving.knative.dev', '*', reads],
    [
      'serving.knative.dev',
      'configurations configurations/status revisions revisions/status routes ' +
        'routes/status services services/status',
      'get list'
    ],
    ['serving.kserve.io', kinds, reads]
  ],
  edit: [
    ['serving.knative.dev', '*', 'create delete patch update'],
    [
      'serving.knative.dev',
      'configurations configurations/status revisions revisions/status routes ' +
        'routes/status services services/status',
      'create delete deletecollection patch update watch'
    ],
    ['serving.kserve.io', kinds, writes]
  ],
  admin: [['serving.knative.dev', '*', '*']]
})

const models = 'inferencegraphs inferenceservices servingruntimes trainedmodels'
// The plural of the first is spelled as Kubeflow spells it, which no kind has.
const languageModels = 'lllminferenceserviceconfigs llminferenceservices'

const training: Rules = {
  view: [
    ['sparkoperator.k8s.io', 'scheduledsparkapplications sparkapplications', reads],
    ['sparkoperator.k8s.io', 'scheduledsparkapplications/status sparkapplications/status', 'get'],
    ['trainer.kubeflow.org', 'trainingruntimes trainjobs', reads]
  ],
  edit: [
    ['', 'events pods pods/log', reads],
    [
      'sparkoperator.k8s.io',
      'scheduledsparkapplications sparkapplications',
      'create delete patch update'
    ],
    ['trainer.kubeflow.org', 'trainjobs', 'create delete patch']
  ]
}

const parts: Parts = {
  mesh: {
    view: [
      ['istio.io', '*', reads],
      ['networking.istio.io', '*', reads],
      ['security.istio.io', 'authorizationpolicies', reads]
    ]
  },
  roles: {
    view: [
      [
        '',
        'bindings configmaps endpoints events limitranges namespaces namespaces/status ' +
          'persistentvolumeclaims persistentvolumeclaims/status pods pods/log pods/status ' +
          'replicationcontrollers replicationcontrollers/scale ' +
          'replicationcontrollers/status resourcequotas resourcequotas/status ' +
          'serviceaccounts services services/status',
        reads
      ],
      [
        'apps',
        'controllerrevisions daemonsets daemonsets/status deployments deployments/scale ' +
          'deployments/status replicasets replicasets/scale replicasets/status ' +
          'statefulsets statefulsets/scale statefulsets/status',
        reads
      ],
      ['autoscaling', 'horizontalpodautoscalers horizontalpodautoscalers/status', reads],
      ['batch', 'cronjobs cronjobs/status jobs jobs/status', reads],
      [
        'extensions',
        'daemonsets daemonsets/status deployments deployments/scale deployments/status ' +
          'ingresses ingresses/status networkpolicies replicasets replicasets/scale ' +
          'replicasets/status replicationcontrollers/scale',
        reads
      ],
      ['networking.k8s.io', 'ingresses ingresses/status networkpolicies', reads],
      ['policy', 'poddisruptionbudgets poddisruptionbudgets/status', reads]
    ],
    edit: [
      [
        '',
        'configmaps endpoints persistentvolumeclaims pods replicationcontrollers ' +
          'replicationcontrollers/scale serviceaccounts services',
        writes
      ],
      ['', 'pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy', all],
      [
        'apps',
        'daemonsets deployments deployments/rollback deployments/scale replicasets ' +
          'replicasets/scale statefulsets statefulsets/scale',
        writes
      ],
      ['autoscaling', 'horizontalpodautoscalers', writes],
      ['batch', 'cronjobs jobs', writes],
      [
        'extensions',
        'daemonsets deployments deployments/rollback deployments/scale ingresses ' +
          'networkpolicies replicasets replicasets/scale replicationcontrollers/scale',
        writes
      ],
      ['networking.k8s.io', 'ingresses networkpolicies', writes],
      ['policy', 'poddisruptionbudgets', writes]
    ],
    admin: [
      ['authorization.k8s.io', 'localsubjectaccessreviews', 'create'],
      ['rbac.authorization.k8s.io', 'rolebindings roles', all]
    ]
  },
  pipelines: {
    view: [
      ['kubeflow.org', 'viewers', 'get'],
      ['pipelines.kubeflow.org', 'experiments jobs pipelines pipelineversions', 'get list'],
      ['pipelines.kubeflow.org', 'runs', 'get list readArtifact']
    ],
    edit: [
      [
        'argoproj.io',
        'cronworkflows cronworkflows/finalizers workfloweventbindings workflows ' +
          'workflows/finalizers workflowtaskresults workflowtemplates',
        '*'
      ],
      ['kubeflow.org', 'scheduledworkflows', '*'],
      ['kubeflow.org', 'viewers', 'create delete'],
      ['pipelines.kubeflow.org', 'experiments', 'archive create delete unarchive'],
      ['pipelines.kubeflow.org', 'jobs', 'create delete disable enable'],
      ['pipelines.kubeflow.org', 'pipelines pipelineversions', 'create delete update'],
      [
        'pipelines.kubeflow.org',
        'runs',
        'archive create delete reportMetrics retry terminate unarchive'
      ],
      ['pipelines.kubeflow.org', 'visualizations', 'create']
    ]
  },
  katib: {
    view: [['kubeflow.org', 'experiments suggestions trials', reads]],
    edit: [
      ['', 'pods', 'list'],
      ['', 'pods/log', 'get'],
      ['kubeflow.org', 'experiments suggestions trials', writes]
    ]
  },
  notebooks: {
    view: [
      ['', 'persistentvolumeclaims', reads],
      ['kubeflow.org', 'notebooks notebooks/status poddefaults', reads],
      ['kubeflow.org', 'notebooks/finalizers pvcviewers', 'get list'],
      ['storage.k8s.io', 'storageclasses', reads],
      ['tensorboard.kubeflow.org', 'tensorboards tensorboards/finalizers', 'get list']
    ],
    edit: [
      ['', 'persistentvolumeclaims', 'create delete patch update'],
      ['kubeflow.org', 'notebooks notebooks/status', writes],
      ['kubeflow.org', 'notebooks/finalizers poddefaults pvcviewers', 'create delete'],
      ['tensorboard.kubeflow.org', 'tensorboards tensorboards/finalizers', 'create delete']
    ]
  }
}

const rulesWith = (kinds: string): Parts => ({ ...parts, serving: serving(kinds), training })

/**
 * What each component of Kubeflow adds to `kubeflow-view`, `kubeflow-edit` and `kubeflow-admin`, as the
 * overlays of `kustomize/` leave it. `edit` has all of `view`, and `admin` all of `edit`.
 */
const rules: Columns<Parts> = {
  '1.11': rulesWith(models),
  '26.03': rulesWith(`${models} ${languageModels}`),
  '26.03.1': rulesWith(`${models} ${languageModels}`)
}

const weaker: Readonly<Record<Role, readonly Role[]>> = {
  view: ['view'],
  edit: ['view', 'edit'],
  admin: ['view', 'edit', 'admin']
}

/** A rule as Kubernetes writes it. */
interface MemberRule {
  readonly component: ComponentName
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

/** What a role of members allows in a release, if all components are there. */
export function memberRules(release: Version, role: Role): MemberRule[] {
  // `Object.entries` forgets the type of the keys.
  const components = Object.entries(rules[release]) as [ComponentName, Rules][]
  return components.flatMap(([component, roles]) =>
    weaker[role].flatMap(name =>
      (roles[name] ?? []).map(([group, resources, verbs]) => {
        return {
          component,
          apiGroups: [group],
          resources: resources.split(' '),
          verbs: verbs.split(' ')
        }
      })
    )
  )
}
