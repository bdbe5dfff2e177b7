/**
 * The components of Kubeflow's manifests, which a cluster's file can leave to somebody else. Dex is not
 * among them, because `identity.provider` decides about it.
 */
export const componentNames = [
  'network',
  'certificates',
  'mesh',
  'roles',
  'auth',
  'profiles',
  'dashboard',
  'pipelines',
  'katib',
  'notebooks',
  'serving',
  'training'
] as const

export type ComponentName = (typeof componentNames)[number]

interface Row {
  readonly about: string
  /** The components that bring the kinds and namespaces of its objects. */
  readonly needs: readonly ComponentName[]
  /** Why no cluster can be without it; `null` if one can. */
  readonly always: string | null
}

export const components: Readonly<Record<ComponentName, Row>> = {
  network: {
    about: "Kubeflow's own namespaces and their NetworkPolicies.",
    needs: [],
    always: "what tenants need runs in Kubeflow's own namespaces"
  },
  certificates: {
    about:
      'The certificates of webhooks: cert-manager. Pipelines, Katib, notebooks and serving need it.',
    needs: [],
    always: null
  },
  mesh: {
    about: 'Istio and its gateways.',
    needs: ['network'],
    always: 'Istio decides who may reach the programs of a tenant'
  },
  roles: {
    about: 'The ClusterRoles of members: `kubeflow-admin`, `kubeflow-edit`, `kubeflow-view`.',
    needs: [],
    always: 'members get the roles that it brings'
  },
  auth: {
    about: 'How people sign in: oauth2-proxy, and what the gateway trusts.',
    needs: ['mesh'],
    always: 'without it, the gateway would believe whoever somebody says they are'
  },
  profiles: {
    about: 'The profile controller, and the API that the dashboard asks about members.',
    needs: ['network', 'mesh'],
    always: 'a tenant is a Profile'
  },
  dashboard: {
    about: 'The first page that people see.',
    needs: ['network', 'mesh'],
    always: null
  },
  pipelines: {
    about: 'Kubeflow Pipelines. The section `pipelines` says how it is set up.',
    needs: ['network', 'certificates', 'mesh'],
    always: null
  },
  katib: {
    about: 'Katib, which runs experiments.',
    needs: ['network', 'certificates', 'mesh'],
    always: null
  },
  notebooks: {
    about:
      'Notebooks, TensorBoards and pages of volumes, and what gives programs an environment. The ' +
      'section `notebooks` says how it is set up.',
    needs: ['network', 'certificates', 'mesh'],
    always: null
  },
  serving: {
    about: 'KServe and Knative. The section `serving` says how it is set up.',
    needs: ['network', 'certificates', 'mesh'],
    always: null
  },
  training: {
    about: 'The trainer, and the operator of Spark.',
    needs: ['network'],
    always: null
  }
}
