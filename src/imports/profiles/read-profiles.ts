import type { Report } from '../../diagnostics/diagnostic.ts'
import type { Source } from '../../diagnostics/source.ts'
import { toValue } from '../../yaml/node.ts'
import { documentsIn, readDump } from '../dump/read-dump.ts'
import { fieldOf } from '../peek.ts'
import type { Profiles } from './found.ts'
import { fromAutomator } from './from-automator.ts'
import { fromDeploykf } from './from-deploykf.ts'
import { type DumpContext, fromDump } from './from-dump.ts'
import { missingKinds } from './missing-kinds.ts'

/**
 * Reads a dump of a cluster, the `profiles.yaml` of canonical's github-profiles-automator, or the values
 * of deployKF; nothing if it is broken.
 */
export function readProfiles(
  sources: readonly Source[],
  context: DumpContext,
  report: Report
): Profiles | undefined {
  const [source, ...others] = sources
  const format = source && others.length === 0 ? formatOf(source) : undefined
  if (source && format) {
    let isSound = true
    const refuse: Report = diagnostic => {
      isSound = false
      report(diagnostic)
    }
    const [root] = documentsIn(source, refuse)
    const profiles = root && isSound ? format(toValue(root), context.gpu) : undefined
    return profiles
  }
  const objects = readDump(sources, report)
  return (
    objects && {
      tenants: fromDump(objects, context),
      groups: new Map(),
      notes: missingKinds(objects)
    }
  )
}

/** Only a dump has objects of Kubernetes. */
function formatOf(source: Source) {
  const [root] = documentsIn(source, () => {})
  if (!root || fieldOf(root, 'kind')) return undefined
  if (fieldOf(root, 'deploykf_core')) return fromDeploykf
  return fieldOf(root, 'profiles') ? fromAutomator : undefined
}
