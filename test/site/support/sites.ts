import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acme } from '../../support/acme.ts'
import { call } from '../../support/command.ts'

const folders: string[] = []

/** The report of a repository, by default the example. */
export async function report(root = acme, flags: readonly string[] = []): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "tenantry's site "))
  folders.push(folder)
  const out = join(folder, 'report')
  const today = ['--today', '2026-06-15']
  const { status, stderr } = await call([
    'report',
    '--root',
    root,
    '--out',
    out,
    ...today,
    ...flags
  ])
  if (status !== 0) throw new Error(stderr)
  return out
}

/** For `afterAll`. */
export function removeReports(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
}
