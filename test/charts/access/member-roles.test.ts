import { describe, expect, test } from 'vitest'
import { memberRules } from '../../../src/kubeflow/member-roles.ts'
import { versions } from '../../../src/kubeflow/versions.ts'
import { needKubeflow, platformOn } from '../../overlay/platform.ts'
import { at, type Fields, list, type Thing } from '../../overlay/thing.ts'

type Example = ReturnType<typeof platformOn>

/** Every role of the built platform, with the component that brings it. */
function built(example: Example): { readonly role: Thing; readonly component: string }[] {
  const [cluster = expect.fail('there is no cluster')] = example.clusters
  return example.names(cluster).flatMap(component =>
    example
      .build(cluster.name, component)
      .objects.filter(({ kind }) => kind === 'ClusterRole')
      .map(role => ({ role, component }))
  )
}

type Built = ReturnType<typeof built>

/** The roles that Kubernetes would gather into one, and those that they gather themselves. */
function gathered(name: string, all: Built): Built {
  return all.flatMap(each => {
    if (each.role.metadata.name !== name) return []
    const selectors = list(each.role, 'aggregationRule', 'clusterRoleSelectors')
    const inner = selectors.flatMap(selector =>
      all.filter(({ role }) => isSelected(role, at(selector, 'matchLabels') as Fields))
    )
    return selectors.length > 0
      ? inner.flatMap(({ role }) => gathered(role.metadata.name, all))
      : [each]
  })
}

function isSelected({ metadata }: Thing, labels: Fields): boolean {
  return Object.entries(labels).every(([key, value]) => metadata.labels?.[key] === value)
}

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly verbs: readonly string[]
}

function spelled(component: string, { apiGroups, resources, verbs }: Rule): string[] {
  return apiGroups.flatMap(group =>
    resources.flatMap(resource => verbs.map(verb => [component, verb, group, resource].join(' ')))
  )
}

describe.each(versions)('Kubeflow %s', version => {
  const example = platformOn(version)
  test.for(['view', 'edit', 'admin'] as const)(
    'what %s allows is what the roles of the release add up to',
    (role, context) => {
      needKubeflow(context, example)
      const found = gathered(`kubeflow-${role}`, built(example)).flatMap(
        ({ role: { rules }, component }) =>
          list({ rules }, 'rules').flatMap(rule => spelled(component, rule as unknown as Rule))
      )
      const said = memberRules(version, role).flatMap(rule => spelled(rule.component, rule))
      expect([...new Set(said)].sort()).toEqual([...new Set(found)].sort())
    }
  )
})
