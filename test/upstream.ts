import { existsSync } from 'node:fs'
import type { TestContext } from 'vitest'

/** Real manifests, CRDs and OpenAPI, which lie beside the repository. */
export const upstream = new URL('../../shared/upstream/', import.meta.url)

export function needUpstream(context: TestContext): void {
  if (existsSync(upstream)) return
  const words = `nothing was compared with ${upstream.pathname}, which is not there`
  goWithout(context, words, process.env.TENANTRY_UPSTREAM === 'required')
}

/** Not everybody has everything; the end of the run tells what was not proven for want of it. */
export function goWithout(context: TestContext, words: string, isDemanded: boolean): never {
  if (isDemanded) throw new Error(words)
  context.skip(words)
}
