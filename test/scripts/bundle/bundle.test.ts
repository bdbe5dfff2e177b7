import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../../../scripts/bundle/build.mjs'

const folder = mkdtempSync(join(tmpdir(), 'tenantry bundle '))
const bundle = join(folder, 'dist')

beforeAll(() => build(pathToFileURL(`${bundle}/`)))
afterAll(() => rmSync(folder, { recursive: true }))

/** The text of a bundled file and of all its static imports, which load before it runs. */
function loaded(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return ''
  seen.add(file)
  const text = readFileSync(join(bundle, file), 'utf8')
  const imports = [...text.matchAll(/^(?:import|export)\b[^;]*?"\.\/([^"]+)"/gm)]
  return [text, ...imports.map(([, name = '']) => loaded(name, seen))].join('\n')
}

/** esbuild marks each part with the path of its source. */
function packagesOf(text: string): string[] {
  const found = text.matchAll(/^\s*(?:\/\/|") ?(?:\S*\/)?node_modules\/(@[^/]+\/[^/]+|[^/]+)\//gm)
  return [...new Set([...found].map(([, name = '']) => name))].sort()
}

test('`validate` loads no code for drawing or compiling schemas before it needs it', () => {
  const text = loaded('validate.js')
  expect(packagesOf(text)).toEqual(['js-yaml', 'typebox'])
  expect(text).not.toMatch(/^\/\/ (charts|src\/(documents\/compiler|reporters))\b/m)
  expect(text.length).toBeLessThan(1_000_000)
})

test('`generate` loads more only when there is work', () => {
  const text = loaded('generate.js')
  const later = [...text.matchAll(/import\("\.\/([^"]+)"\)/g)].map(([, name = '']) => loaded(name))
  expect(packagesOf(text)).not.toContain('cdk8s')
  expect(packagesOf(text)).not.toContain('get-east-asian-width')
  expect(packagesOf(later.join('\n'))).toEqual(
    expect.arrayContaining(['cdk8s', 'get-east-asian-width'])
  )
})
