import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, type TestContext } from 'vitest'
import { schemaLocation } from '../charts/schemas/root.ts'
import { findTool, type ToolName } from '../scripts/frame/tool.ts'
import { goWithout } from './upstream.ts'

export function toolOf(name: ToolName, context: TestContext): string {
  try {
    return findTool(name).path
  } catch (error) {
    return goWithout(context, (error as Error).message, Boolean(process.env.CI))
  }
}

/** The names of the files that kubeconform refuses, with our schemas and no others. */
export function refused(kubeconform: string, objects: ReadonlyMap<string, unknown>): string[] {
  const own = mkdtempSync(join(tmpdir(), 'tenantry-'))
  try {
    for (const [name, object] of objects) writeFileSync(join(own, name), JSON.stringify(object))
    const flags = ['-strict', '-output', 'json', '-schema-location', schemaLocation]
    const { stdout } = spawnSync(kubeconform, [...flags, own], {
      cwd: new URL('../', import.meta.url),
      encoding: 'utf8',
      maxBuffer: 2 ** 30
    })
    const { resources } = JSON.parse(stdout) as { resources: { filename: string; msg: string }[] }
    // It would say the same of a schema that it cannot read.
    expect(resources.filter(({ msg }) => msg.includes('could not find schema'))).toEqual([])
    return resources.map(({ filename }) => basename(filename)).sort()
  } finally {
    rmSync(own, { recursive: true })
  }
}
