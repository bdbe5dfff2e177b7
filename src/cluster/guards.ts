import { choice } from '../schema/fields.ts'

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
