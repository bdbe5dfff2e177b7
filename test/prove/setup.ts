import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { originOf } from '../../scripts/overlay/origin.ts'
import { buildPlatform, type Platform } from './platform.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder with what each cluster's platform is built to. */
    readonly platforms: string
  }
}

export const clusters = ['staging', 'production'] as const
export type ClusterName = (typeof clusters)[number]

/** Builds the platforms once for all scenarios, since that takes longer than to apply them. */
export function setup(project: TestProject): () => void {
  const origin = originOf('.', '26.03', process.env.UPSTREAM)
  if (origin.kind === 'skeleton') {
    throw new Error(
      `${origin.about} proves nothing: \`npm run vendor -- 26.03\` copies the real one, or UPSTREAM names a folder with it`
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-platforms-'))
  for (const cluster of clusters) {
    const platform = buildPlatform('.', cluster)
    writeFileSync(fileOf(folder, cluster), JSON.stringify(platform))
    const count = platform.components.reduce((sum, { things }) => sum + things.length, 0)
    process.stdout.write(`built the platform of ${cluster}: ${count} objects, ${platform.about}\n`)
  }
  project.provide('platforms', folder)
  return () => rmSync(folder, { recursive: true })
}

export function readPlatform(folder: string, cluster: ClusterName): Platform {
  return JSON.parse(readFileSync(fileOf(folder, cluster), 'utf8'))
}

function fileOf(folder: string, cluster: string): string {
  return join(folder, `${cluster}.json`)
}
