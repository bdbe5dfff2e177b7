import type { Site } from '../comparison.ts'
import { some } from '../print/some.ts'
import { ticked } from '../print/words.ts'
import { isResumed } from '../resumed.ts'
import { perSite, placeIn } from './risk-rule.ts'

/** Everybody who was let in loses a tenant that is suspended, and has it again when it is resumed. */
export const stateChanged = perSite('medium', site => {
  const { was, is } = site
  if (!was || !is) return []
  const isSuspended = was.state !== 'suspended' && is.state === 'suspended'
  if (!isSuspended && !isResumed(site)) return []
  return [{ ...(isSuspended ? suspended(was) : resumed(is)), ...placeIn(site, 'state') }]
})

type Known = NonNullable<Site['is']>

function suspended({ serving }: Known) {
  const models = ticked(serving.public)
  const nouns = models.length > 1 ? 'public models' : 'public model'
  const outage = models.length > 0 ? `, and its ${nouns} ${some(models, 3)} will not answer` : ''
  return {
    message: `suspended, so that nobody may use it${outage}`,
    help: 'ask its owner who needs it; `state: active` lets the same people and workloads in again'
  }
}

function resumed({ owner, people }: Known) {
  const names = [...new Set([owner, ...people.map(({ email }) => email)])]
  const back = some(ticked(names), 4)
  return {
    message: `resumed, so that ${back} may use it again`,
    help: 'ask whether the reason for suspending it is gone'
  }
}
