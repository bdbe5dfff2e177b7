import { readFileSync } from 'node:fs'

/** For each group, itself and those that contain it, as `generate` wrote them. */
const map = JSON.parse(readFileSync(new URL('group-map.json', import.meta.url), 'utf8'))

/** Puts the groups of the directory into the token, with those that contain them, and nothing else. */
export function handler(event) {
  const said = event.request.userAttributes?.['custom:groups'] ?? ''
  const own = said
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map(group => group.trim())
  const known = event.request.groupConfiguration?.groupsToOverride ?? []
  const all = [...own, ...known].filter(group => group !== '')
  const groups = [
    ...new Set(all.flatMap(group => (Object.hasOwn(map, group) ? map[group] : [group])))
  ]
  event.response = {
    claimsOverrideDetails: { groupOverrideDetails: { groupsToOverride: groups } }
  }
  return Promise.resolve(event)
}
