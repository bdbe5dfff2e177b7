import { membership } from '../../charts/access/membership.ts'
import type { Right } from '../../charts/access/right.ts'
import { positionOf } from '../../src/diagnostics/position.ts'
import type { Span } from '../../src/diagnostics/source.ts'
import type { Model } from '../../src/model/model.ts'
import type { accessSchema } from '../../src/reporters/access-schema.ts'
import type { Said } from '../../src/reporters/schema-parts.ts'
import type { showSchema } from '../../src/reporters/show-schema.ts'
import type { Rights } from './answer.ts'
import type { Shown } from './shown.ts'

/** What `access --format json` prints. A change that breaks readers needs a new version. */
export function accessJson(model: Model, { rights, suspended }: Rights): string {
  const said: Said<typeof accessSchema> = {
    version: 1,
    rights: rights.map(right => ({ ...saidOf(model, right), reach: right.reach })),
    suspended: suspended.map(right => saidOf(model, right))
  }
  return printed(said)
}

function saidOf(model: Model, right: Right) {
  const { who, cluster, tenant, role, notebooks, until, way, at } = right
  const through = membership(model, right).map(placed)
  return {
    who: who.name,
    kind: who.kind,
    cluster,
    tenant,
    role,
    notebooks,
    until,
    way,
    at: placed(at),
    through
  }
}

/** What `show --format json` prints. A change that breaks readers needs a new version. */
export function showJson(places: readonly Shown[]): string {
  const said: Said<typeof showSchema> = {
    version: 1,
    tenants: places.map(({ tenant, cluster, sections }) => ({
      tenant,
      cluster,
      values: sections.flat().map(({ field, value, from, at }) => ({
        field,
        value,
        from,
        at: at && placed(at)
      }))
    }))
  }
  return printed(said)
}

function printed(said: object): string {
  return `${JSON.stringify(said, null, 2)}\n`
}

function placed({ source, start }: Span) {
  return { file: source.path, line: positionOf(source, start).line }
}
