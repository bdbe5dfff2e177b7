import type { Environment, Mounted, Toleration } from '../src/model.ts'
import { add, type Concern } from './concern.ts'

/** What notebooks and pipelines may pick: Kubeflow Pipelines, environments, and node pools. */
export const podDefaults: Concern = (chart, tenant) => {
  if (tenant.pipelines.enabled) {
    podDefault('access-ml-pipeline', {
      desc: 'Allow access to Kubeflow Pipelines',
      ...merged([pipelineAccess])
    })
  }
  for (const environment of tenant.environments) {
    podDefault(environment.name, { desc: environment.description, ...contentOf(environment) })
  }
  for (const { name, taint, spot } of tenant.pools) {
    const desc = `Run on the nodes of ${name}${spot ? ', which may go away at any time' : ''}`
    podDefault(`pool-${name}`, { desc, ...(taint && { tolerations: [tolerationOf(taint)] }) })
  }

  function podDefault(name: string, spec: object): void {
    add(chart, {
      apiVersion: 'kubeflow.org/v1alpha1',
      kind: 'PodDefault',
      metadata: { name, namespace: tenant.name },
      // The spawner lists it by its one label, and without one shows no page at all.
      spec: { selector: { matchLabels: { [name]: 'true' } }, ...spec }
    })
  }
}

interface Parts {
  readonly env: readonly object[]
  readonly envFrom: readonly object[]
  readonly volumes: readonly object[]
  readonly volumeMounts: readonly object[]
}

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

function contentOf(environment: Environment): object {
  const { serviceAccount, tolerations, pipelines } = environment
  const parts = [own(environment), ...(pipelines ? [pipelineAccess] : [])]
  return {
    ...merged(parts),
    ...(serviceAccount !== '' && { serviceAccountName: serviceAccount }),
    ...(tolerations.length > 0 && { tolerations: tolerations.map(tolerationOf) })
  }
}

function own({ variables, secrets, volumes }: Environment): Parts {
  const files = secrets.filter(({ mount }) => mount !== '')
  return {
    env: variables.map(({ key, value }) => ({ name: key, value })),
    envFrom: secrets
      .filter(({ mount }) => mount === '')
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

function mountOf(name: string, { mount, readOnly }: Mounted): object {
  return { mountPath: mount, name, ...(readOnly && { readOnly }) }
}

/** All the parts in one, without those that are empty. */
function merged(parts: readonly Parts[]): object {
  const of = (field: keyof Parts) => [field, parts.flatMap(part => part[field])] as const
  const all = [of('env'), of('envFrom'), of('volumes'), of('volumeMounts')]
  return Object.fromEntries(all.filter(([, items]) => items.length > 0))
}

function tolerationOf({ key, operator, value, effect }: Toleration): object {
  return {
    key,
    operator,
    ...(operator === 'Equal' && { value }),
    ...(effect !== '' && { effect })
  }
}
