import type { Files } from '../../src/files/disk.ts'
import { judgeAmong } from '../../src/judge-among.ts'
import { count } from '../../src/text/prose.ts'
import type { Settings } from '../cli/settings.ts'
import { readFiles } from '../cli/sources.ts'
import { askedOnce, noDefaultBranch } from '../output/fork.ts'
import { touchedSince } from '../output/touched.ts'
import { judgeAll } from './judge-all.ts'
import type { Verdict } from './verdict.ts'

/** Judges files, those that name them and those that they name. What is in platform/ concerns all tenants. */
export async function judgeSome(given: Settings, paths: readonly string[]): Promise<Verdict> {
  const [ofAll] = paths.filter(path => !path.startsWith('tenants/'))
  if (ofAll !== undefined) {
    const { judged, ...verdict } = await judgeAll(given)
    return { ...verdict, judged: judged && `${judged}, because \`${ofAll}\` concerns all` }
  }
  const { fork, known } = askedOnce(given.root)
  const context = { ...given, touched: touchedSince(fork), settled: true }
  const files = readFiles(given)
  const { model, judged, diagnostics } = judgeAmong(files, paths, context)
  return {
    diagnostics,
    judged: model && inWords(files, paths, judged),
    note: noDefaultBranch(known())
  }
}

/** What was judged, in one line. */
export function inWords(files: Files, paths: readonly string[], all: ReadonlySet<string>): string {
  const tenants = [...files.keys()].filter(path => path.startsWith('tenants/'))
  const named = new Set(paths.filter(path => files.has(path)))
  // While it watches, somebody may delete or rename what was named.
  const [first = `${paths[0]} (gone)`, ...others] = named
  const [what, they] = others.length === 0 ? [first, 'it'] : [count(named.size, 'file'), 'they']
  const near = all.size - named.size
  const around =
    they === 'it' ? 'that it names or that name it' : 'that they name or that name them'
  const touched = near === 0 ? '' : ` and ${count(near, 'file')} ${around}`
  return `${what}${touched}, of ${count(tenants.length, 'file')} in tenants/`
}
