import type { Upkeep } from '../../cluster/components.ts'
import type { ComponentName } from '../../kubeflow/components.ts'
import type { Tenant } from '../../model/tenant.ts'
import type { Path } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** What a tenant asks for needs the component that it comes from. */
export const missingComponent: Rule = ({ tenants }, report) => {
  for (const tenant of tenants) {
    const { name, components } = tenant.cluster
    for (const { path, needs, without } of asked(tenant)) {
      const upkeep = components[needs]
      if (upkeep === 'managed' || (upkeep === 'external' && needs !== trusting)) continue
      const field = path.filter(step => typeof step === 'string' && step !== 'name').join('.')
      report({
        code: 'missing-component',
        message: `\`${field}\` needs component \`${needs}\`, ${absence(upkeep)} on cluster \`${name}\``,
        at: tenant.at(...path),
        help: `write ${without} for \`${name}\` under \`clusters\`, or ask the platform team about \`components\` in \`platform/clusters/${name}.yaml\``
      })
    }
  }
}

/** Models trust a header that a gateway sets from tokens only where Tenantry installs this component. */
const trusting: ComponentName = 'serving'

function absence(upkeep: Upkeep): string {
  return upkeep === 'off' ? 'which is off' : 'which Tenantry does not install'
}

interface Asked {
  readonly path: Path
  readonly needs: ComponentName
  /** What to write instead on this cluster. */
  readonly without: string
}

function asked(tenant: Tenant): Asked[] {
  const { environments, serving, pools } = tenant
  const lists: readonly (readonly [length: number, Asked])[] = [
    [
      environments.length,
      { path: ['environment', 0, 'name'], needs: 'notebooks', without: '`environment: []`' }
    ],
    [pools.length, { path: ['pools', 0], needs: 'notebooks', without: '`pools: []`' }],
    [
      serving.callers.length,
      { path: ['serving', 'callers', 0], needs: 'serving', without: '`serving: {callers: []}`' }
    ],
    [
      serving.public.length,
      { path: ['serving', 'public', 0], needs: 'serving', without: '`serving: {public: []}`' }
    ]
  ]
  return [...pipelines(tenant), ...lists.flatMap(([length, each]) => (length > 0 ? [each] : []))]
}

function pipelines({ written, environments }: Tenant): Asked[] {
  const needs = 'pipelines'
  const field = written.pipelines?.bucket === undefined ? 'enabled' : 'bucket'
  const own = {
    path: ['pipelines', field],
    needs,
    without: '`pipelines: {enabled: false}`'
  } as const
  const caller = environments.findIndex(environment => environment.pipelines)
  const path = ['environment', caller, 'pipelines']
  return [
    ...(written.pipelines && written.pipelines.enabled !== false ? [own] : []),
    ...(caller < 0 ? [] : [{ path, needs, without: '`environment` without it' } as const])
  ]
}
