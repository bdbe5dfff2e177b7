import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judge } from '../charts/changes/changes.ts'
import { rootFile } from '../charts/gitops/component-root.ts'
import { otherVersion } from '../scripts/output/written-by.ts'
import { copyFaults } from '../scripts/overlay/copy-lock.ts'
import { rootFaults, rootless } from '../scripts/overlay/root-faults.ts'
import { layStructure } from '../scripts/overlay/structure.ts'
import { structureFaults } from '../scripts/overlay/structure-faults.ts'
import { compile } from '../src/compile.ts'
import { codes } from '../src/diagnostics/codes.ts'
import type { Diagnostic } from '../src/diagnostics/diagnostic.ts'
import type { Files } from '../src/files/disk.ts'
import { drawAll } from '../src/reporters/terminal.ts'
import { filesInCase } from './support/cases/files-in-case.ts'
import { changeOf } from './support/change.ts'
import { exportIn } from './support/exported.ts'
import { foundIn } from './support/found-in-case.ts'
import { linesOf, touchedIn } from './support/touched-in-case.ts'

const root = join(import.meta.dirname, 'cases')

/**
 * A case is a folder named after its diagnostic: `<code>` or `<code>--<variant>`. If it contains
 * `base`, the mistake is in the change from there; `export` holds a file of another program,
 * `kustomize` overlays, and `found.json` what kubeconform found in the build.
 */
describe.each(readdirSync(root).sort())('%s', name => {
  const folder = join(root, name)
  const [code] = name.split('--')

  test('has a README that explains it', async () => {
    const diagnostics = diagnosticsOf(folder, filesInCase(folder))
    const report = drawAll(diagnostics, { color: false, width: 100 })
    await expect(report).toMatchFileSnapshot(join(folder, 'diagnostics.txt'))
    expect(Object.keys(codes)).toContain(code)
    expect([...new Set(diagnostics.map(diagnostic => diagnostic.code))]).toEqual([code])
  })
})

function diagnosticsOf(folder: string, files: Files): readonly Diagnostic[] {
  const [base, exported] = [join(folder, 'base'), join(folder, 'export')]
  if (existsSync(exported)) return exportIn(exported)
  if (existsSync(join(folder, 'found.json'))) return foundIn(folder, files)
  if (existsSync(base)) return judge(changeOf(filesInCase(base), files))
  const other = otherVersion(folder)
  if (other) return [other]
  const touched = touchedIn(folder)
  const removed = linesOf(folder, 'removed.txt')
  if (
    existsSync(join(folder, 'kustomize')) ||
    removed.some(path => path.startsWith('kustomize/'))
  ) {
    return overlaysIn(folder, files)
  }
  return compile(files, { today: '2026-06-15', touched }).diagnostics
}

/** Checks a case's kustomize/, with correct roots added for those that it neither contains nor removes. */
function overlaysIn(folder: string, files: Files): readonly Diagnostic[] {
  const { model } = compile(files, { today: '2026-06-15', touched: new Set() })
  const [cluster] = model?.clusters ?? []
  if (!model || !cluster) throw new Error(`the files of ${folder} are not in order`)
  const place = mkdtempSync(join(tmpdir(), 'tenantry-'))
  try {
    if (basename(folder).startsWith('invalid-structure')) layStructure(place)
    if (existsSync(join(folder, 'kustomize'))) {
      cpSync(join(folder, 'kustomize'), join(place, 'kustomize'), { recursive: true })
    }
    for (const part of rootless(place, model, cluster)) {
      const { path, text } = rootFile(cluster, part)
      mkdirSync(dirname(join(place, path)), { recursive: true })
      writeFileSync(join(place, path), text)
    }
    for (const path of linesOf(folder, 'removed.txt')) rmSync(join(place, path))
    return [...rootFaults(place, model), ...copyFaults(place), ...structureFaults(place)]
  } finally {
    rmSync(place, { recursive: true })
  }
}
