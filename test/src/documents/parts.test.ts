import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { begin, compile, finish } from '../../../src/compile.ts'
import { arrange } from '../../../src/diagnostics/collect.ts'
import { type Diagnostic, severity } from '../../../src/diagnostics/diagnostic.ts'
import { type Files, readTree } from '../../../src/files/disk.ts'
import { areDisputed, claimsOf } from '../../../src/model/claims.ts'
import type { Context } from '../../../src/rules/rule.ts'
import { linesOf, touchedIn } from '../../support/touched-in-case.ts'

const root = 'test/cases'
const platform = readTree('test', ['platform'])
const names = readdirSync(root).sort()

// A rule sees other parts only through their outlines and claims, which a new rule may forget.
test.each(names)('%s is found even if each tenant is compiled on its own', name => {
  const files = new Map([...platform, ...readTree(join(root, name), ['tenants', 'platform'])])
  for (const path of linesOf(join(root, name), 'removed.txt')) files.delete(path)
  const context = { today: '2026-06-15', touched: touchedIn(join(root, name)) }
  const { diagnostics } = compile(files, context)
  const apart = lookApart(files, context)
  if (diagnostics.some(isError)) expect(apart.areSound).toBe(false)
  else expect(apart.diagnostics).toEqual(diagnostics)
})

function lookApart(files: Files, context: Context) {
  const tenants = [...files.keys()].filter(path => path.startsWith('tenants/'))
  // The last part has no tenants, like every part of an empty repository.
  const parts = [...tenants, ''].map(tenant => begin(files, path => path === tenant))
  const outlines = parts.map(({ placed }) => placed?.outlines ?? [])
  const results = parts.map((part, at) => {
    const others = outlines.filter((_, index) => index !== at).flat()
    return finish(part, others, context)
  })
  const all = arrange(results.flatMap(({ diagnostics }) => diagnostics))
  const claims = results.flatMap(({ model }) => (model ? [...claimsOf(model).values()].flat() : []))
  return { diagnostics: all, areSound: !all.some(isError) && !areDisputed(claims) }
}

function isError({ code }: Diagnostic): boolean {
  return severity(code) === 'error'
}
