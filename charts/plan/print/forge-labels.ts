import type { ObjectChange, Plan } from '../plan-data.ts'

/** What takes work, people or data with it when it goes. */
const precious = new Set(['Namespace', 'Profile', 'PersistentVolume', 'PersistentVolumeClaim'])

const unknown = new Set(['compiler-changed', 'edited-output'])

export const allLabels = ['access', 'destructive', 'routine'] as const

/** The labels that a forge shows on a change: what reviewers look at first. */
export function labelsOf({ risks, access, tenants, platform, totals, unplanned }: Plan): string[] {
  const objects = [...tenants, ...platform].flatMap(one => one.objects)
  // What files with mistakes or edited ones give to whom is not known.
  const isUnknown = unplanned.length > 0 || risks.some(({ code }) => unknown.has(code))
  const labels = [
    ...(access.length > 0 || isUnknown ? ['access'] : []),
    ...(totals.tenants.removed > 0 || objects.some(isLoss) ? ['destructive'] : [])
  ]
  const isRoutine = labels.length === 0 && risks.every(({ level }) => level === 'low')
  return isRoutine ? ['routine'] : labels
}

function isLoss({ change, kind }: ObjectChange): boolean {
  return change === 'removed' && precious.has(kind)
}
