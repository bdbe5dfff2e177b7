import { expect } from 'vitest'
import { type Beside, beside } from '../../../charts/live/beside.ts'
import type { LiveFinding } from '../../../charts/live/live-finding.ts'
import { manifests } from '../../../charts/tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../../../charts/tenant/givers.ts'
import { compile } from '../../../src/compile.ts'
import { type Files, readTree } from '../../../src/files/disk.ts'
import { readDump } from '../../../src/imports/dump/read-dump.ts'
import type { Made } from '../../src/imports/forty.ts'

/** The platform and the tenants that an import makes of the forty profiles. */
const imported = readTree('test/src/imports/forty')
const cluster = [...readTree('test', ['platform'])].filter(([path]) =>
  path.endsWith('production.yaml')
)
const repository: Files = new Map([...cluster, ...imported])

type Changes = Readonly<Record<string, string>>

/** The tenants with these files beside a cluster with these objects. */
export function compared(changes: Changes, objects: readonly Made[]): Beside[] {
  const text = JSON.stringify({ kind: 'List', items: objects })
  const live = readDump([{ path: 'dump.json', text }], ({ message }) => expect.fail(message)) ?? []
  return meant(changes).map(([tenant, made]) => beside(tenant, made, live))
}

type Meant = readonly (readonly [Beside['tenant'], ReturnType<typeof manifests>['namespace']])[]

const known = new Map<string, Meant>()

/** Made once for all that compare the same files. */
function meant(changes: Changes): Meant {
  const key = JSON.stringify(changes)
  const found = known.get(key) ?? made(changes)
  known.set(key, found)
  return found
}

function made(changes: Changes): Meant {
  const changed = Object.entries(changes).map(([path, text]) => {
    return [path, { kind: 'file', bytes: new TextEncoder().encode(text) }] as const
  })
  const files = new Map([...repository, ...changed])
  const { model, diagnostics } = compile(files, { today: '2026-06-15', touched: new Set() })
  if (!model) return expect.fail(JSON.stringify(diagnostics.map(({ message }) => message)))
  const neighbourhoodOf = neighbourhoodsFrom(model.tenants.map(openingOf))
  return model.tenants.map(tenant => {
    const { bootstrap, namespace } = manifests(tenant, neighbourhoodOf(tenant))
    return [tenant, [...bootstrap, ...namespace]] as const
  })
}

export const said = (findings: readonly LiveFinding[], ...risks: string[]) =>
  findings
    .filter(({ risk }) => risks.includes(risk))
    .map(({ tenant, message }) => `${tenant}: ${message}`)
