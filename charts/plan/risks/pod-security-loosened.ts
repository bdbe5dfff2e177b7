import type { Manifest } from '../../objects/manifest.ts'
import { perSite, placeIn } from './risk-rule.ts'

const label = 'pod-security.kubernetes.io/enforce'
const levels = ['restricted', 'baseline', 'privileged']

/** Its pods may do more to the machine that they run on. */
export const podSecurityLoosened = perSite('high', site => {
  return site.pairs.flatMap(({ was, is }) => {
    if (is?.kind !== 'Namespace') return []
    // A new tenant has the usual level.
    const [old, now] = [was ? levelOf(was) : 'baseline', levelOf(is)]
    if (levels.indexOf(now) <= levels.indexOf(old)) return []
    return [
      {
        message: `pods are held to \`${now}\` in the place of \`${old}\``,
        help:
          now === 'privileged'
            ? 'such a pod can take over its node, and read what all others there have'
            : 'ask which pod needs that, and whether it can do without',
        ...(now === 'privileged' ? {} : { level: 'medium' as const }),
        ...placeIn(site, 'podSecurity')
      }
    ]
  })
})

/** Without the label, Kubernetes holds pods to nothing. */
function levelOf({ metadata }: Manifest): string {
  const level = metadata.labels?.[label]
  return typeof level === 'string' && levels.includes(level) ? level : 'privileged'
}
