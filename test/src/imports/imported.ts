import { dump } from 'js-yaml'
import { expect } from 'vitest'
import { compile } from '../../../src/compile.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import type { Files, RawFile } from '../../../src/files/disk.ts'
import { readTree } from '../../../src/files/disk.ts'
import { importProfiles } from '../../../src/imports/profiles/import.ts'

export const context = { today: '2026-06-15', touched: new Set<string>() }
export const bytes = ({ path, text }: Source): readonly [string, RawFile] => {
  return [path, { kind: 'file', bytes: new TextEncoder().encode(text) }]
}
const cluster = 'platform/clusters/production.yaml'
export const existing = readTree('test', ['platform'])
export const fresh: Files = new Map([...existing].filter(([path]) => path === cluster))

export function imported(texts: readonly string[], files: Files = fresh) {
  const found: Diagnostic[] = []
  const sources = texts.map((text, index) => ({ path: `dump-${index}`, text }))
  const judge = (made: readonly Source[]) =>
    compile(new Map([...files, ...made.map(bytes)]), context).diagnostics
  const request = { sources, files, cluster: undefined, judge }
  const outcome = importProfiles(request, diagnostic => void found.push(diagnostic))
  return { outcome, found }
}

export function whole(texts: readonly string[], files: Files = fresh) {
  const { outcome, found } = imported(texts, files)
  expect(found).toEqual([])
  if (!outcome) return expect.fail('nothing was imported')
  return { ...outcome, after: new Map([...files, ...outcome.files.map(bytes)]) }
}

export const json = (items: readonly object[]) =>
  JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
export const yaml = (value: object) => dump(value, { lineWidth: -1, noRefs: true })
export const cleanly = (files: Files) => {
  const { model, diagnostics } = compile(files, context)
  expect(diagnostics).toEqual([])
  return model ?? expect.fail('there is no model')
}
