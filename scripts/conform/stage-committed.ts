import { existsSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Stage, stage } from '../overlay/stage-overlays.ts'

/** Stages the committed files so that overlays build without a network. The caller removes the stage. */
export function stageCommitted(root: string, upstream: string | undefined): Stage {
  const hasOverlays = existsSync(join(root, 'kustomize'))
  const staged = hasOverlays
    ? stage({ root, files: new Map(), upstream })
    : { folder: mkdtempSync(join(tmpdir(), 'tenantry-')), about: [] }
  symlinkSync(resolve(root, 'generated'), join(staged.folder, 'generated'), 'dir')
  return staged
}
