import { adminRights } from '../charts/access/admin-rights.ts'
import type { Resident } from '../charts/changes/change.ts'
import { countsOf } from '../charts/changes/counts.ts'
import { type Manifests, manifests } from '../charts/tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../charts/tenant/givers.ts'
import type { Source } from '../src/diagnostics/source.ts'
import type { Usage } from '../src/imports/usage/read-usage.ts'
import type { Model } from '../src/model/model.ts'
import type { Tenant } from '../src/model/tenant.ts'
import { accessData } from './access/access-data.ts'
import { accessPage } from './access/access-page.ts'
import { endsData } from './ends/ends-data.ts'
import { endsPage } from './ends/ends-page.ts'
import type { Assets } from './frame/assets.ts'
import { dataFile, type Frame, framed, scriptPath } from './frame/frame.ts'
import { limitRows } from './limits/limits-data.ts'
import { limitsPage } from './limits/limits-page.ts'
import { type PlanOf, planIn } from './plan/plan-page.ts'
import { quotaData } from './quota/quota-data.ts'
import { quotaPage } from './quota/quota-page.ts'
import { type RequestGround, requestFiles } from './request/request-files.ts'
import { requestPath } from './request/request-page.ts'
import { catalogue } from './tenants/catalogue.ts'
import { type Ground, tenantData } from './tenants/tenant-data.ts'
import { tenantPage } from './tenants/tenant-page.ts'
import { placesByName, tenantRows } from './tenants/tenant-rows.ts'

/** What a site is about. */
interface Report {
  readonly model: Model
  readonly today: string
  /** What a change does, if the report is about one. */
  readonly plan?: PlanOf | undefined
  /** What tenants use, if somebody measured it. */
  readonly usage?: Usage | undefined
  /** Takes people out of data that is shown. */
  readonly hide: <T>(data: T) => T
  readonly request: RequestGround
}

const requestLink = { path: requestPath, text: 'Request a place' }

const links = [
  { path: 'index.html', text: 'Tenants' },
  { path: 'access.html', text: 'Access' },
  { path: 'quota.html', text: 'Quotas' },
  { path: 'ends.html', text: 'Ends' },
  { path: 'limits.html', text: 'Limits' },
  requestLink
]

const planLink = { path: 'plan.html', text: 'Plan' }

/** Every file of the site. The pages of tenants are made one by one, because they may be many. */
export function* allPages(report: Report, assets: Assets): Generator<Source> {
  const { model, today, plan, usage, hide } = report
  const frame: Frame = { today, links: plan ? [...links, planLink] : links }
  yield { path: 'style.css', text: assets.style.text }
  for (const [name, text] of Object.entries(assets.scripts)) yield { path: scriptPath(name), text }
  if (plan) yield framed(planIn(plan), frame)
  const rows = hide(tenantRows(model))
  yield dataFile('tenants', rows)
  yield framed(catalogue(rows), frame)
  const ground = { ...groundOf(model), usage }
  const neighbourhoodOf = neighbourhoodsFrom(model.tenants.map(openingOf))
  const wide = model.clusters.flatMap(({ name }) => ground.wideOn(name))
  const access = hide(accessData(model, wide))
  yield dataFile('access', access)
  yield framed(accessPage(access), frame)
  yield framed(quotaPage(quotaData(model, usage)), frame)
  const ends = hide(endsData(model, today))
  yield dataFile('ends', ends.rows)
  yield framed(endsPage(ends), frame)
  const residents: Resident[] = []
  for (const places of placesByName(model)) {
    const made = new Map(places.map(tenant => [tenant, manifests(tenant, neighbourhoodOf(tenant))]))
    residents.push(...Array.from(made, residentOf))
    yield framed(tenantPage(hide(tenantData(places, { ...ground, made }))), frame)
  }
  yield framed(limitsPage(limitRows(model, residents)), frame)
  yield* requestFiles(report.request, assets, frame)
}

/** The page "Request a place" alone, for everybody. */
export function* publicPages(
  { request, today }: Pick<Report, 'request' | 'today'>,
  assets: Assets
): Generator<Source> {
  yield { path: 'style.css', text: assets.style.text }
  yield* requestFiles(request, assets, { today, links: [requestLink], isPublic: true })
}

function residentOf([tenant, made]: readonly [Tenant, Manifests]): Resident {
  const { cluster, name, file } = tenant
  return { cluster: cluster.name, name, file: file.path, ...countsOf(tenant, made) }
}

function groundOf(model: Model): Omit<Ground, 'made' | 'usage'> {
  const wide = new Map(model.clusters.map(each => [each.name, adminRights(model, each)]))
  const documents = new Map(model.documents.map(document => [document.name, document]))
  return {
    model,
    documentOf: name => documents.get(name),
    wideOn: cluster => wide.get(cluster) ?? []
  }
}
