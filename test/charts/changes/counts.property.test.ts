import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Resident } from '../../../charts/changes/change.ts'
import { judge } from '../../../charts/changes/changes.ts'
import { countsOf, residentsOf } from '../../../charts/changes/counts.ts'
import { manifests } from '../../../charts/tenant/compile-tenant.ts'
import { neighbourhoodsFrom, openingOf } from '../../../charts/tenant/givers.ts'
import { compile } from '../../../src/compile.ts'
import { type Files, readTree } from '../../../src/files/disk.ts'
import type { Model } from '../../../src/model/model.ts'
import { acme } from '../../support/acme.ts'
import { filesOf } from '../../support/compile-texts.ts'
import { textsOf, worlds } from '../../support/random/random-world.ts'
import { lasting } from '../../support/runs.ts'

const context = { today: '2026-06-15', touched: new Set<string>() }
const platform = readTree('test', ['platform'])
const golden = readdirSync('test/golden').map(name => join('test/golden', name))

const repositories = fc.oneof(
  fc.constant(readTree(acme)),
  fc
    .constantFrom(...golden)
    .map(folder => new Map([...platform, ...readTree(folder, ['tenants', 'platform'])])),
  worlds.map(world => filesOf(textsOf(world)))
)

/** By making the objects of every tenant. */
function exact({ tenants }: Model): Resident[] {
  const neighbourhoodOf = neighbourhoodsFrom(tenants.map(openingOf))
  return tenants.map(tenant => {
    const { cluster, name, file } = tenant
    const counts = countsOf(tenant, manifests(tenant, neighbourhoodOf(tenant)))
    return { cluster: cluster.name, name, file: file.path, ...counts }
  })
}

function told({ clusters, removals }: Model, tenants: readonly Resident[]) {
  const before = { tenants: [], clusterNames: [], files: [], read: () => undefined }
  const found = judge({ before, after: { clusters, removals, tenants, read: () => undefined } })
  return found.map(({ code, message, help }) => ({ code, message, help }))
}

function compared(files: Files): Model | undefined {
  const { model } = compile(files, context)
  if (!model) return undefined
  const [found, real] = [residentsOf(model), exact(model)]
  expect(told(model, found)).toEqual(told(model, real))
  for (const [at, { objects, services }] of real.entries()) {
    expect(found[at]?.objects).toBeGreaterThanOrEqual(objects)
    expect(found[at]?.services).toBeGreaterThanOrEqual(services)
  }
  return model
}

test.each([acme, ...golden])('%s: no tenant has more than is assumed', folder => {
  const files = readTree(folder, ['tenants', 'platform'])
  compared(new Map([...(folder === acme ? [] : platform), ...files]))
})

test('no tenant of a random repository has more than is assumed', () => {
  fc.assert(
    fc.property(repositories, files => void compared(files)),
    lasting(20)
  )
})

test.each([20, 60, 90])('%i more tenants are told as if all objects were made', count => {
  const owner = new TextEncoder().encode('owner: alice@example.com\n')
  const more = Array.from({ length: count }, (_, at) => {
    return [`tenants/more-${at}.yaml`, { kind: 'file', bytes: owner }] as const
  })
  expect(compared(new Map([...readTree(acme), ...more]))).toBeDefined()
})
