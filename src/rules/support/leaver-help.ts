import type { Naming } from '../../model/people.ts'

/** What to do about somebody who is named, but has left. */
export function leaverHelp({ person, list }: Pick<Naming, 'person' | 'list'>): string {
  return list
    ? `\`npx tenantry offboard ${person}\` removes them from every file`
    : `\`npx tenantry offboard ${person} --to <new owner>\` gives their tenants to somebody else, and \`--suspend\` suspends them`
}
