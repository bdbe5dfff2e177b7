import { knownOf, publicKnownOf } from '../../site/request/known-of.ts'
import type { Known } from '../../site/request/page-data.ts'
import { publicFiles } from '../../site/request/public-files.ts'
import type { RequestGround } from '../../site/request/request-files.ts'
import { compile } from '../../src/compile.ts'
import type { Files } from '../../src/files/disk.ts'
import type { Model } from '../../src/model/model.ts'
import { withTexts } from '../cli/sources.ts'
import { Refusal } from '../system/refusal.ts'
import { tenantSchemas } from '../system/tenant-schemas.ts'

/** What the page "Request a place" works with, for those who may read everything. */
export function groundOf(model: Model, files: Files): RequestGround {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const texts = [...files].flatMap(([path, file]) => {
    return file.kind === 'file' ? [[path, decoder.decode(file.bytes)] as const] : []
  })
  return { known: knownOf(model, Object.fromEntries(texts)), schemas: tenantSchemas() }
}

/** The same for everybody, without names. */
export function publicGroundOf(model: Model, today: string): RequestGround {
  const texts = publicFiles(model)
  return { known: publicKnown(texts, today), schemas: tenantSchemas() }
}

function publicKnown(texts: Known['world']['files'], today: string): Known {
  const sources = Object.entries(texts).map(([path, text]) => ({ path, text }))
  const context = { today, touched: new Set<string>(), settled: true }
  const { model, diagnostics } = compile(withTexts(new Map(), sources), context)
  if (model) return publicKnownOf(model, texts)
  const [first] = diagnostics
  throw new Refusal(`the platform's files do not work without names: ${first?.message}`)
}
