import type { Source } from '../src/diagnostics/source.ts'
import type { Model } from '../src/model/model.ts'
import type { Assets } from './frame/assets.ts'
import { dataFile, type Frame, framed, scriptPath } from './frame/frame.ts'
import { catalogue } from './tenants/catalogue.ts'
import { tenantRows } from './tenants/tenant-rows.ts'

/** What a site is about. */
interface Report {
  readonly model: Model
  readonly today: string
  /** Takes people out of data that is shown. */
  readonly hide: <T>(data: T) => T
}

/** Every file of the site. The pages of tenants are made one by one, because they may be many. */
export function* allPages({ model, today, hide }: Report, assets: Assets): Generator<Source> {
  const frame: Frame = { today, links: [{ path: 'index.html', text: 'Tenants' }] }
  yield { path: 'style.css', text: assets.style.text }
  for (const [name, text] of Object.entries(assets.scripts)) yield { path: scriptPath(name), text }
  const rows = hide(tenantRows(model))
  yield dataFile('tenants', rows)
  yield framed(catalogue(rows), frame)
}
