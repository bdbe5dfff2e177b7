import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tellAll } from '../../scripts/conform/diagnostics.ts'
import type { Fault } from '../../scripts/conform/findings.ts'
import { compile } from '../../src/compile.ts'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts'
import type { Files } from '../../src/files/disk.ts'

/** What kustomize and kubeconform found in a case; roots are given by path. */
export function foundIn(folder: string, files: Files): Diagnostic[] {
  const { model } = compile(files, { today: '2026-06-15', touched: new Set() })
  const [cluster] = model?.clusters ?? []
  if (!model || !cluster) throw new Error(`the files of ${folder} are not in order`)
  const text = readFileSync(join(folder, 'found.json'), 'utf8')
  const found = JSON.parse(text) as readonly (Fault & { readonly root: string })[]
  const rooted = found.map(({ root, ...fault }) => ({ ...fault, root: { cluster, path: root } }))
  return tellAll({ folder, model }, rooted)
}
