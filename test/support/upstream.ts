import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestContext } from 'vitest'
import { missingParts } from '../../scripts/system/upstream.ts'

/** The folder with real manifests, CRDs and OpenAPI. Without it, the test is reported as not proven. */
export function needUpstream(context: TestContext): string {
  const named = process.env.UPSTREAM
  if (!named) return context.skip('UPSTREAM names no folder to compare with')
  // A wrong path must fail, or it would hide that nothing was proven.
  if (!existsSync(named)) throw new Error(`UPSTREAM names \`${named}\`, which does not exist`)
  const missing = missingParts(named)
  if (missing.length === 0) return resolve(named)
  return context.skip(`UPSTREAM holds no ${missing.join(', no ')}`)
}
