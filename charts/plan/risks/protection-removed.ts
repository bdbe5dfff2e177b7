import type { Manifest } from '../../objects/manifest.ts'
import { nameOf } from '../../verify/invariants.ts'
import { perSite, placeIn } from './risk-rule.ts'

/** The engines may delete from now on what they had to keep. */
export const protectionRemoved = perSite('high', site => {
  const { pairs, is } = site
  const bare = pairs.flatMap(({ was, is }) => (was && is && isKept(was) && !isKept(is) ? [is] : []))
  if (bare.length === 0) return []
  if (is?.state === 'released') {
    return [
      {
        level: 'medium',
        message: 'released, so that the engines may delete everything once the file is gone',
        help: 'ask the owner whether anything there is still needed',
        ...placeIn(site, 'state')
      }
    ]
  }
  return bare.map(object => ({
    message: `\`${nameOf(object)}\` loses the annotations that keep engines from deleting it`,
    help: 'its tenant is not released: generate anew, and look who edited what is generated'
  }))
})

function isKept({ metadata }: Manifest): boolean {
  const said = metadata.annotations ?? {}
  const options = String(said['argocd.argoproj.io/sync-options'] ?? '')
  return (
    said['kustomize.toolkit.fluxcd.io/prune'] === 'disabled' || /\bDelete=false\b/.test(options)
  )
}
