import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { originOf } from '../../scripts/overlay/release-origin.ts'
import { lackOf } from '../../scripts/prove/program.ts'
import { clusters, makeBase } from './support/base.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder with the initial state of each cluster. */
    readonly bases: string
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  if (lackOf('control-plane') !== undefined) return () => undefined
  const origin = originOf('.', '26.03')
  if (origin.kind === 'skeleton') {
    throw new Error(
      `${origin.about} proves nothing: \`npx tenantry vendor 26.03\` copies the real one, or UPSTREAM names a folder with it`
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bases-'))
  await Promise.all(
    clusters.map(async cluster => {
      const { platform } = await makeBase(folder, cluster)
      const count = platform.components.reduce((sum, { things }) => sum + things.length, 0)
      process.stdout.write(`${cluster} has its platform: ${count} objects, ${platform.about}\n`)
    })
  )
  project.provide('bases', folder)
  return () => rmSync(folder, { recursive: true })
}
