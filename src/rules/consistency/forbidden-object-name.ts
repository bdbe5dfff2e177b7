import { releaseOf } from '../../kubeflow/release.ts'
import type { Tenant } from '../../model/tenant.ts'
import { secretReader } from '../../model/tenant-aws.ts'
import type { Rule } from '../rule.ts'

/** A declared name must not clash with an object that is generated in the same namespace. */
export const forbiddenObjectName: Rule = ({ tenants }, report) => {
  for (const tenant of tenants) {
    for (const { field, names, taken } of listsOf(tenant)) {
      names.forEach((name, index) => {
        const what = taken(name)
        if (what === undefined) return
        report({
          code: 'forbidden-object-name',
          message: `\`${name}\` is already the name of ${what}`,
          at: tenant.at(...field, index, 'name'),
          help: 'choose another name'
        })
      })
    }
  }
}

interface List {
  readonly field: readonly string[]
  readonly names: readonly string[]
  /** What already has the name, if anything. */
  readonly taken: (name: string) => string | undefined
}

function listsOf(tenant: Tenant): List[] {
  const { secrets, volumes, environments, written } = tenant
  const kubeflows = releaseOf(tenant.cluster.release).secrets
  return [
    {
      field: ['secrets'],
      names: secrets.map(({ name }) => name),
      taken: name => (kubeflows.includes(name) ? 'a Kubeflow secret' : undefined)
    },
    {
      field: ['volumes'],
      names: volumes.map(({ name }) => name),
      taken: name => (name === 'kf-pipeline-token' ? 'a Kubeflow Pipelines volume' : undefined)
    },
    {
      field: ['environment'],
      names: environments.map(({ name }) => name),
      taken: name => pickable(name, tenant)
    },
    {
      field: ['aws', 'serviceAccounts'],
      names: written.aws?.serviceAccounts ?? [],
      taken: name =>
        name === secretReader ? "the account that reads the tenant's secrets" : undefined
    }
  ]
}

/** Selecting an environment sets a label with its name, which selectors of other objects may match too. */
function pickable(name: string, { cluster, pools }: Tenant): string | undefined {
  if (name === 'access-ml-pipeline') return 'the environment that may call Kubeflow Pipelines'
  if (pools.some(pool => name === `pool-${pool.name}`)) return "a node pool's environment"
  const isLabel = releaseOf(cluster.release).labels.includes(name)
  return isLabel ? 'a label by which Kubeflow finds notebooks' : undefined
}
