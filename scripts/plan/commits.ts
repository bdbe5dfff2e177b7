import { hideNames } from '../../charts/plan/hide-names.ts'
import type { PlanOf } from '../../site/plan/plan-page.ts'
import { type Commit, dateOf } from '../output/git.ts'

/** What a plan compares, in words for people. */
export type Commits = Omit<PlanOf, 'plan'>

interface Compared {
  readonly base: Commit
  readonly head: Commit | undefined
}

interface Refs {
  readonly base: string
  readonly head: string | undefined
}

export function commitsOf({ base, head }: Compared, refs: Refs): Commits {
  return {
    base: { ref: refs.base, id: base.id },
    head: head && { ref: refs.head, id: head.id, date: dateOf(head) }
  }
}

/** A branch may have the name of a person as well. */
export function hidden({ plan, base, head }: PlanOf): PlanOf {
  return {
    plan: hideNames(plan),
    base: { ...base, ref: undefined },
    head: head && { ...head, ref: undefined }
  }
}
