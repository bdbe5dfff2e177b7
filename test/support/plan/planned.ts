import { counted } from '../../../charts/changes/counts.ts'
import { versionPath } from '../../../charts/objects/generated.ts'
import {
  codeowners,
  codeownersPaths,
  reviewersOf,
  teamReviewersOf
} from '../../../charts/owners/codeowners.ts'
import type { Comparison, Side } from '../../../charts/plan/comparison.ts'
import { render } from '../../../charts/render.ts'
import { compile } from '../../../src/compile.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import { forgeOf } from '../../../src/documents/common.ts'
import type { Files } from '../../../src/files/disk.ts'
import type { Model } from '../../../src/model/model.ts'

/** Two states of a repository, each generated from its sources unless it has generated files of its own. */
export function comparisonOf(before: Files, after: Files): Comparison {
  const [old, now] = [stateOf(before), stateOf(after)]
  const paths = [...new Set([...old.texts.keys(), ...now.texts.keys()])]
  const changed = paths.filter(path => old.texts.get(path) !== now.texts.get(path))
  const writtenBy = /"version": "(.*)"/.exec(now.texts.get(versionPath) ?? '')?.[1]
  const stray = changed.filter(path => {
    const isGenerated = path.startsWith('generated/') && writtenBy === undefined
    return isGenerated && now.texts.get(path) !== now.rendered.get(path)
  })
  return {
    before: old.side,
    after: now.side,
    changed: new Set(changed),
    stray: new Set(stray),
    writtenBy,
    links: new Set(),
    wrong: new Set(),
    isPending: false,
    residents: counted(now.model),
    everyone: now.side.tenants,
    review: { prefix: '', codeowners: old.codeowners, ownersFollow: true, files: changed },
    today: '2026-06-15'
  }
}

function stateOf(files: Files) {
  const written = new Map([...files].filter(([path]) => /^(?:tenants|platform)\//.test(path)))
  const { model, diagnostics } = compile(written, { today: '2026-06-15', touched: new Set() })
  if (!model) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  const rendered = render(model)
  const texts = new Map([...rendered, ...textsOf(files)])
  const sources = [...written.keys()]
  const side: Side = { model, tenants: model.tenants, sources, read: path => texts.get(path) }
  return { side, model, texts, rendered, codeowners: codeownersOf(model) }
}

/** As `generate` writes it. */
function codeownersOf(model: Model): Source | undefined {
  const { owners } = model.common.value
  if (owners === undefined) return undefined
  const text = codeowners(owners, teamReviewersOf(model), reviewersOf(model))
  return { path: codeownersPaths[forgeOf(model.common.value)], text }
}

function textsOf(files: Files): [string, string][] {
  return [...files].flatMap(([path, file]) => {
    return file.kind === 'file' ? [[path, new TextDecoder().decode(file.bytes)]] : []
  })
}
