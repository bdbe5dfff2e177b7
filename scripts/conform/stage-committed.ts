import { existsSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Stage, stage } from '../overlay/stage-overlays.ts'

/** What is committed, where overlays find Kubeflow without a network; whoever asks removes it. */
export function stageCommitted(root: string, upstream: string | undefined): Stage {
  const hasOverlays = existsSync(join(root, 'kustomize'))
  const staged = hasOverlays
    ? stage({ root, files: new Map(), upstream })
    : { folder: mkdtempSync(join(tmpdir(), 'tenantry-')), about: [] }
  symlinkSync(resolve(root, 'generated'), join(staged.folder, 'generated'), 'dir')
  return staged
}
