import { adminRights } from '../charts/access/admin-rights.ts'
import { neighbourhoodsFrom, openingOf } from '../charts/tenant/givers.ts'
import type { Source } from '../src/diagnostics/source.ts'
import type { Model } from '../src/model/model.ts'
import { accessData } from './access/access-data.ts'
import { accessPage } from './access/access-page.ts'
import { endsData } from './ends/ends-data.ts'
import { endsPage } from './ends/ends-page.ts'
import type { Assets } from './frame/assets.ts'
import { dataFile, type Frame, framed, scriptPath } from './frame/frame.ts'
import { limitRows } from './limits/limits-data.ts'
import { limitsPage } from './limits/limits-page.ts'
import { quotaData } from './quota/quota-data.ts'
import { quotaPage } from './quota/quota-page.ts'
import { catalogue } from './tenants/catalogue.ts'
import { type Ground, tenantData } from './tenants/tenant-data.ts'
import { tenantPage } from './tenants/tenant-page.ts'
import { placesByName, tenantRows } from './tenants/tenant-rows.ts'

/** What a site is about. */
interface Report {
  readonly model: Model
  readonly today: string
  /** Takes people out of data that is shown. */
  readonly hide: <T>(data: T) => T
}

const links = [
  { path: 'index.html', text: 'Tenants' },
  { path: 'access.html', text: 'Access' },
  { path: 'quota.html', text: 'Quotas' },
  { path: 'ends.html', text: 'Ends' },
  { path: 'limits.html', text: 'Limits' }
]

/** Every file of the site. The pages of tenants are made one by one, because they may be many. */
export function* allPages({ model, today, hide }: Report, assets: Assets): Generator<Source> {
  const frame: Frame = { today, links }
  yield { path: 'style.css', text: assets.style.text }
  for (const [name, text] of Object.entries(assets.scripts)) yield { path: scriptPath(name), text }
  const rows = hide(tenantRows(model))
  yield dataFile('tenants', rows)
  yield framed(catalogue(rows), frame)
  const ground = groundOf(model)
  const wide = model.clusters.flatMap(({ name }) => ground.wideOn(name))
  const access = hide(accessData(model, wide))
  yield dataFile('access', access)
  yield framed(accessPage(access), frame)
  yield framed(quotaPage(quotaData(model)), frame)
  const ends = hide(endsData(model, today))
  yield dataFile('ends', ends.rows)
  yield framed(endsPage(ends), frame)
  yield framed(limitsPage(limitRows(model)), frame)
  for (const places of placesByName(model)) {
    yield framed(tenantPage(hide(tenantData(places, ground))), frame)
  }
}

function groundOf(model: Model): Ground {
  const wide = new Map(model.clusters.map(each => [each.name, adminRights(model, each)]))
  const neighbourhoodOf = neighbourhoodsFrom(model.tenants.map(openingOf))
  return { model, neighbourhoodOf, wideOn: cluster => wide.get(cluster) ?? [] }
}
