import { compile } from '../../src/compile.ts'
import { arrange } from '../../src/diagnostics/collect.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Model } from '../../src/model/model.ts'
import { count } from '../../src/text/prose.ts'
import { progress } from '../cli/progress.ts'
import type { Settings } from '../cli/settings.ts'
import { readFiles } from '../cli/sources.ts'
import { askedOnce, type Fork, noDefaultBranch } from '../output/fork.ts'
import { touchedSince } from '../output/touched.ts'
import type { Verdict } from './verdict.ts'

export async function judgeAll(given: Settings): Promise<Verdict> {
  const { fork, known } = askedOnce(given.root)
  const check = () => compile(readFiles(given), { ...given, touched: touchedSince(fork) })
  const { model, diagnostics } = progress('checking the files ...', check)
  if (!model) return { diagnostics, judged: undefined, note: noDefaultBranch(known()) }
  const found = await harmIn(given, model, fork())
  const tenants = count(new Set(model.tenants.map(({ name }) => name)).size, 'tenant')
  return {
    diagnostics: arrange([...diagnostics, ...found]),
    judged: `${tenants} on ${count(model.clusters.length, 'cluster')}`,
    note: noDefaultBranch(known())
  }
}

/** What `generate` would say of the change. Loaded only here, because a file with a mistake waits for nothing. */
async function harmIn(given: Settings, model: Model, fork: Fork): Promise<Diagnostic[]> {
  const [{ harm }, { residentsOf }] = await Promise.all([
    import('../output/harm.ts'),
    import('../../charts/changes/counts.ts')
  ])
  return progress('counting the objects ...', () => {
    return harm(given, { model, tenants: residentsOf(model), fork })
  })
}
