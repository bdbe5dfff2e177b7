import { existsSync } from 'node:fs'
import type { TestContext } from 'vitest'

/** Real manifests, CRDs and OpenAPI, which lie beside the repository. */
export const upstream = new URL('../../shared/upstream/', import.meta.url)

export function needUpstream(context: TestContext): void {
  if (existsSync(upstream)) return
  goWithout(context, `${upstream.pathname} is not there: nothing was compared with what it holds`)
}

/** Not everybody has everything. CI must; elsewhere it is said, and counted in the last line. */
export function goWithout(context: TestContext, words: string): never {
  if (process.env.CI) throw new Error(words)
  process.stderr.write(`\n!!! ${words}\n`)
  context.skip(words)
}
