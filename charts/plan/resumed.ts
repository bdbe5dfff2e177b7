import type { Site } from './comparison.ts'

/** Whether a tenant that was suspended is not any more. All that it had before comes back with it. */
export function isResumed({ was, is }: Pick<Site, 'was' | 'is'>): boolean {
  return was?.state === 'suspended' && is !== undefined && is.state !== 'suspended'
}
