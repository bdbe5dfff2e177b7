import type { After, Before, Change } from '../../charts/changes/change.ts'
import { residentsOf } from '../../charts/changes/counts.ts'
import { render } from '../../charts/render.ts'
import { compile } from '../../src/compile.ts'
import type { Files } from '../../src/files/disk.ts'

/** The effect of changing files on the generated output, as if all had been committed. */
export function changeOf(before: Files, after: Files): Change {
  return { before: sideOf(before), after: sideOf(after) }
}

function sideOf(files: Files): Before & After {
  const { model, diagnostics } = compile(files, { today: '2026-06-15', touched: new Set() })
  if (!model) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  const output = render(model)
  return {
    clusters: model.clusters,
    clusterNames: [...model.clusterNames],
    removals: model.removals,
    files: [...files.keys()].filter(path => path.startsWith('tenants/')),
    tenants: residentsOf(model),
    read: path => output.get(path) ?? textOf(files, path)
  }
}

function textOf(files: Files, path: string): string | undefined {
  const file = files.get(path)
  return file?.kind === 'file' ? new TextDecoder().decode(file.bytes) : undefined
}
