import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acme } from '../../support/acme.ts'
import { slow } from '../../support/runs.ts'

const scratch = mkdtempSync(join(tmpdir(), 'tenantry-'))
const program = join(scratch, 'render.cjs')
afterAll(() => rmSync(scratch, { recursive: true }))

/** Compiles and renders the example, reading its files in the given order. */
const source = `
import { render } from './charts/render.ts'
import { compile } from './src/compile.ts'
import { readTree } from './src/files/disk.ts'

const files = [...readTree('${acme}')]
if (process.argv[2] === 'backwards') files.reverse()
const { model } = compile(new Map(files), { today: '2026-06-15', touched: new Set() })
if (!model) throw new Error('the example does not compile')
process.stdout.write(JSON.stringify([...render(model)]))
`

beforeAll(async () => {
  await build({
    stdin: { contents: source, resolveDir: '.', loader: 'ts' },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent'
  })
})

/** Renders in a process whose environment contains nothing else. */
function rendered(env: Readonly<Record<string, string>>, ...order: readonly string[]): string {
  const options = { env, encoding: 'utf8', maxBuffer: 2 ** 30 } as const
  return execFileSync(process.execPath, [program, ...order], options)
}

/** Every environment variable that cdk8s reads, found in its code. */
function switches(): string[] {
  const folders = ['cdk8s', 'cdk8s-plus-27', 'constructs'].map(name => `node_modules/${name}/lib`)
  const texts = folders.flatMap(folder =>
    readdirSync(folder)
      .filter(name => name.endsWith('.js'))
      .map(name => readFileSync(join(folder, name), 'utf8'))
  )
  const found = texts.flatMap(text => [...text.matchAll(/process\.env\.([A-Z0-9_]+)/g)])
  return [...new Set(found.map(([, name = '']) => name))].sort()
}

const strange = [
  { LANG: 'C', LC_ALL: 'C', TZ: 'America/St_Johns' },
  { LC_ALL: 'ar_EG.UTF-8', LANGUAGE: 'sv', TZ: 'Asia/Kathmandu', NODE_ENV: 'production' }
]

test('no locale, time zone, variable of cdk8s or order of files changes a byte', () => {
  const plain = rendered({})
  expect(plain.length).toBeGreaterThan(50_000)
  expect(switches()).toContain('CDK8S_DISABLE_SORT')
  const others: Readonly<Record<string, string>>[] = [
    { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Kiritimati' },
    ...(slow ? strange : []),
    ...(slow ? ['1', 'true', scratch] : ['true']).map(value =>
      Object.fromEntries(switches().map(name => [name, value] as const))
    )
  ]
  for (const env of others) expect(rendered(env) === plain, JSON.stringify(env)).toBe(true)
  expect(rendered({}, 'backwards') === plain).toBe(true)
})
