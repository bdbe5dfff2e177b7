import { groupBy } from '../../../src/values/group.ts'
import { codeownersPlaces } from '../../owners/codeowners.ts'
import type { Comparison, Seen } from '../comparison.ts'
import type { Level } from '../plan-data.ts'
import { some } from '../print/some.ts'
import { ticked } from '../print/words.ts'
import type { RiskRule } from './risk-rule.ts'

type What = 'clusters' | 'owners' | 'jobs' | 'other'

/** A plan says nothing of what they do. */
export const unjudgedFiles: RiskRule = {
  level: 'medium',
  find: ({ comparison }: Seen) => {
    const files = comparison.review.files.flatMap(path => {
      const what = whatOf(path, comparison)
      return what ? [{ path, what }] : []
    })
    return Array.from(
      groupBy(files, ({ what }) => what),
      ([what, all]) => {
        const names = all.map(({ path }) => path).sort()
        const { level, does, do: many } = effects[what]
        const verb = names.length > 1 ? many : does
        return {
          level,
          message: `${some(ticked(names), 6)} ${verb}, and this plan does not judge what ${names.length > 1 ? 'they say' : 'it says'}`,
          help: 'read it line by line',
          at: { file: names[0] ?? '', line: 1 },
          tenants: [],
          clusters: []
        }
      }
    )
  }
}

interface Effect {
  readonly level: Level
  readonly does: string
  readonly do: string
}

const effects: Readonly<Record<What, Effect>> = {
  clusters: { level: 'high', does: 'reaches the clusters', do: 'reach the clusters' },
  owners: { level: 'high', does: 'decides who approves', do: 'decide who approves' },
  jobs: {
    level: 'high',
    does: 'runs with the rights of the jobs',
    do: 'run with the rights of the jobs'
  },
  other: {
    level: 'medium',
    does: 'may change what people and jobs do here',
    do: 'may change what people and jobs do here'
  }
}

/** Nothing where a plan judges the file, or where nobody runs what it says. */
function whatOf(path: string, comparison: Comparison): What | undefined {
  const { prefix, ownersFollow } = comparison.review
  if (owners.has(path)) return ownersFollow ? undefined : 'owners'
  if (/\.md$/.test(path)) return undefined
  if (/^\.github\/(?:workflows|actions)\/|^\.gitlab-ci\.yml$|^\.gitlab\//.test(path)) return 'jobs'
  // In the rest of the repository is what others do there.
  if (!path.startsWith(prefix)) return undefined
  const own = path.slice(prefix.length)
  const [top = ''] = own.split('/')
  if (top === 'kustomize') return 'clusters'
  if (top === 'generated') return isOfNoCluster(own, comparison) ? 'clusters' : undefined
  return /^(?:tenants|platform|schemas|LICENSE)$/.test(top) ? undefined : 'other'
}

const owners = new Set<string>([...codeownersPlaces.github, ...codeownersPlaces.gitlab])

/** Whether a generated file is in a folder that no cluster has. */
function isOfNoCluster(path: string, { before, after }: Comparison): boolean {
  const clusters = [before, after].flatMap(({ model }) => model?.clusters ?? [])
  const [, folder = '', ...rest] = path.split('/')
  return clusters.length > 0 && rest.length > 0 && clusters.every(({ name }) => name !== folder)
}
