import type { Pool } from '../../src/cluster/pools.ts'
import type { Environment, Mounted } from '../../src/model/tenant.ts'
import type { Injection, PodDefault } from '../objects/kubeflow-objects.ts'
import { add, type Concern } from '../objects/manifest.ts'
import { tolerationOf, tolerationsOf } from '../objects/tolerations.ts'

/**
 * What people can select for notebooks and pipelines: access to Kubeflow Pipelines, environments, and
 * node pools.
 */
export const podDefaults: Concern = (chart, tenant) => {
  // Notebooks bring this kind.
  if (tenant.cluster.components.notebooks === 'off') return
  if (tenant.pipelines.enabled) {
    podDefault('access-ml-pipeline', {
      desc: 'Allow access to Kubeflow Pipelines',
      ...merged([pipelineAccess])
    })
  }
  for (const environment of tenant.environments) {
    podDefault(environment.name, { desc: environment.description, ...contentOf(environment) })
  }
  for (const pool of tenant.pools) {
    const tolerations = tolerationsOf(pool, tenant.cluster.gpu)
    // A PodDefault cannot select nodes, only tolerate their taints, so without tolerations it would be empty.
    if (tolerations.length > 0)
      podDefault(`pool-${pool.name}`, { desc: sentence(pool), tolerations })
  }

  function podDefault(name: string, spec: Omit<PodDefault['spec'], 'selector'>): void {
    add(chart, {
      apiVersion: 'kubeflow.org/v1alpha1',
      kind: 'PodDefault',
      metadata: { name, namespace: tenant.name },
      // The spawner identifies a PodDefault by its only label, and fails to load if there is none.
      spec: { selector: { matchLabels: { [name]: 'true' } }, ...spec }
    })
  }
}

function sentence({ name, spot }: Pool): string {
  return `May run on the nodes of ${name}${spot ? ', which may go away at any time' : ''}`
}

type Parts = Required<Pick<Injection, 'env' | 'envFrom' | 'volumes' | 'volumeMounts'>>

const tokenFolder = '/var/run/secrets/kubeflow/pipelines'

const pipelineAccess: Parts = {
  env: [{ name: 'KF_PIPELINES_SA_TOKEN_PATH', value: `${tokenFolder}/token` }],
  envFrom: [],
  volumes: [
    {
      name: 'volume-kf-pipeline-token',
      projected: {
        sources: [
          {
            serviceAccountToken: {
              audience: 'pipelines.kubeflow.org',
              expirationSeconds: 7200,
              path: 'token'
            }
          }
        ]
      }
    }
  ],
  volumeMounts: [{ mountPath: tokenFolder, name: 'volume-kf-pipeline-token', readOnly: true }]
}

function contentOf(environment: Environment): Injection {
  const { serviceAccount, tolerations, pipelines } = environment
  const parts = [own(environment), ...(pipelines ? [pipelineAccess] : [])]
  return {
    ...merged(parts),
    ...(serviceAccount !== null && { serviceAccountName: serviceAccount }),
    ...(tolerations.length > 0 && { tolerations: tolerations.map(tolerationOf) })
  }
}

function own({ variables, secrets, volumes }: Environment): Parts {
  const files = secrets.flatMap(({ mount, ...rest }) =>
    mount === null ? [] : [{ ...rest, mount }]
  )
  return {
    env: variables.map(({ key, value }) => ({ name: key, value })),
    envFrom: secrets
      .filter(({ mount }) => mount === null)
      .map(({ name }) => ({ secretRef: { name } })),
    volumes: [
      ...files.map(({ name }) => ({ name: `secret-${name}`, secret: { secretName: name } })),
      ...volumes.map(({ name }) => ({
        name: `volume-${name}`,
        persistentVolumeClaim: { claimName: name }
      }))
    ],
    volumeMounts: [
      ...files.map(file => mountOf(`secret-${file.name}`, file)),
      ...volumes.map(volume => mountOf(`volume-${volume.name}`, volume))
    ]
  }
}

function mountOf(name: string, { mount, readOnly }: Mounted): Parts['volumeMounts'][number] {
  return { mountPath: mount, name, ...(readOnly && { readOnly }) }
}

/** Merges all parts and drops empty fields. */
function merged(parts: readonly Parts[]): Injection {
  const of = (field: keyof Parts) => [field, parts.flatMap<unknown>(part => part[field])] as const
  const all = [of('env'), of('envFrom'), of('volumes'), of('volumeMounts')]
  return Object.fromEntries(all.filter(([, items]) => items.length > 0))
}
