import { choice, whole } from '../schema/fields.ts'

export const guards = choice(['enforce', 'warn'], {
  description:
    'What the cluster does about changes that do not come from git, such as a Profile made by ' +
    'hand: `enforce` refuses them, `warn` lets them pass with a warning, which is meant for the ' +
    'first days on a cluster that was there before.',
  default: 'enforce'
})

/** From weak to strong. */
const strengths = ['none', 'warn', 'enforce'] as const

interface Guarded {
  readonly guards: 'enforce' | 'warn'
  readonly gitops: { readonly flux: boolean; readonly argocd: boolean }
}

/** What the guards do. Without an engine nobody acts for git, so there are none. */
export function strengthOf({ guards, gitops }: Guarded): (typeof strengths)[number] {
  return gitops.flux || gitops.argocd ? guards : 'none'
}

export function areWeaker(now: Guarded, before: Guarded): boolean {
  return strengths.indexOf(strengthOf(now)) < strengths.indexOf(strengthOf(before))
}

export const priority = whole(0, 1_000_000_000, {
  description:
    'The highest priority that pods of tenants may have. If the cluster has a default ' +
    'PriorityClass, write its value; pods with more than others have evict them.',
  default: 0,
  examples: [1000]
})
