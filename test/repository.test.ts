import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { helps } from '../scripts/cli/helps.ts'
import { cases } from '../scripts/explain/cases.ts'
import { changes, codes, policies, references, rules } from '../src/diagnostics/codes.ts'
import { editorSchemas } from '../src/documents/editor.ts'
import { pages } from '../src/reference/pages.ts'
import { circles, importsOf, lists, mirrors, roomOf, upwards } from './support/floors.ts'

const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
const files = execFileSync('git', listing, { encoding: 'utf8' })
  .split('\0')
  .filter(file => file !== '' && existsSync(file))
const code = files.filter(file =>
  /^(src|charts|scripts|test)\/[^.]*\.(test\.)?(ts|mjs)$/.test(file)
)
const house = code.filter(file => !file.startsWith('test/'))

const read = (file: string) => readFileSync(file, 'utf8')

describe('folders import only what they may', () => {
  const arrows: Readonly<Record<string, RegExp>> = {
    src: /^(src\/|ajv$|js-yaml$|typebox$)/,
    charts:
      /^(charts\/|src\/(?!files\/disk\.ts)|cdk8s$|cdk8s-plus-27$|constructs$|@?kubernetes-models\/)/,
    scripts: /^(?!test\/)/
  }
  const extras: Readonly<Record<string, RegExp>> = {
    'src/files/disk.ts': /^node:(fs|path)(\/|$)/,
    'src/text/width.ts': /^get-east-asian-width$/,
    'charts/verify/cel.ts': /^@marcbachmann\/cel-js$/
  }

  function forbidden(file: string, text: string): string[] {
    const arrow = arrows[dirname(file).split('/')[0] ?? '']
    const extra = extras[file] ?? /^$/
    return importsOf(file, text).filter(path => !arrow?.test(path) && !extra.test(path))
  }

  it('here', () => {
    const found = house.map(file => [file, ...forbidden(file, read(file))])
    expect(found.filter(([, ...paths]) => paths.length > 0)).toEqual([])
  })

  it('and what Kubernetes looks like only as types', () => {
    const loaded = /^import (?!type\b)[^']*'@?kubernetes-models\//m
    expect(house.filter(file => loaded.test(read(file)))).toEqual([])
  })

  it('and a forbidden import would be seen', () => {
    const text = [
      "import type { Chart } from '../../charts/chart.ts'",
      "import { readFileSync } from 'node:fs'",
      "import '../../test/reporter.ts'",
      "await import('js-yaml')"
    ].join('\n')
    const [chart, fs, test, yaml] = ['charts/chart.ts', 'node:fs', 'test/reporter.ts', 'js-yaml']
    expect(forbidden('src/rules/run-rules.ts', text)).toEqual([chart, fs, test])
    expect(forbidden('src/files/disk.ts', text)).toEqual([chart, test])
    expect(forbidden('charts/tenant/access-table.ts', text)).toEqual([fs, test, yaml])
    expect(forbidden('scripts/cli/print.ts', text)).toEqual([test])
  })
})

describe('each room stands on a floor', () => {
  const graph = new Map(house.map(file => [file, importsOf(file, read(file))] as const))

  it('each file lies in a room', () => {
    expect(house.filter(file => roomOf(file) === undefined)).toEqual([])
  })

  it('imports lead down', () => {
    const found = [...graph].flatMap(([file, imports]) =>
      upwards(file, imports).map(path => `${file} -> ${path}`)
    )
    expect(found).toEqual([])
  })

  it('and in no circle, not even between types', () => {
    expect(circles(graph)).toEqual([])
  })

  it('an import that leads up, aside or round would be seen', () => {
    expect(upwards('src/aws/s3.ts', ['src/values/glob.ts', 'src/aws/arn.ts', 'ajv'])).toEqual([])
    const [up, aside] = ['src/model/model.ts', 'src/kubernetes/names.ts']
    expect(upwards('src/aws/s3.ts', [up, aside])).toEqual([up, aside])
    const round = { 'a.ts': ['b.ts'], 'b.ts': ['c.ts'], 'c.ts': ['b.ts'] }
    expect(circles(new Map(Object.entries(round)))).toEqual([['b.ts', 'c.ts']])
  })

  it('a folder holds at most 25 files, unless it is a list of one thing each', () => {
    const count = (folder: string) => house.filter(file => dirname(file) === folder).length
    const folders = new Set(house.map(file => dirname(file)))
    const wide = [...folders].filter(folder => count(folder) > 25 && !lists.includes(folder))
    expect(wide).toEqual([])
  })

  it('a name recurs only where folders mirror each other', () => {
    const recurring = house.flatMap(file => {
      const same = house.filter(other => other < file && basename(other) === basename(file))
      return same.filter(other => !mirrors(file, other)).map(other => [other, file])
    })
    expect(recurring).toEqual([])
    expect(mirrors('src/cluster/dex.ts', 'charts/platform/dex.ts')).toBe(true)
    expect(mirrors('src/cluster/dex.ts', 'charts/verify/dex.ts')).toBe(false)
  })

  it('and says in a README what it is for', () => {
    const folders = new Set(code.map(file => dirname(file)))
    const silent = [...folders].filter(folder => !existsSync(join(folder, 'README.md')))
    expect(silent).toEqual([])
  })
})

describe('each code has one name in four places', () => {
  const cases = new Set(files.flatMap(file => file.match(/^test\/cases\/([^/]+)\//)?.[1] ?? []))
  const kinds = { references, consistency: rules, policy: policies }
  const rule = files.flatMap(
    file => file.match(/^src\/rules\/(?!support\/)(.+\/.+)\.ts$/)?.[1] ?? []
  )

  it('a case that makes the mistake', () => {
    expect(Object.keys(codes).filter(name => !cases.has(name))).toEqual([])
  })

  it('an explanation of some sentences beside it', () => {
    const short = [...cases].filter(name => {
      const file = `test/cases/${name}/README.md`
      return !existsSync(file) || (read(file).match(/[.:](\s|$)/g) ?? []).length < 2
    })
    expect(short.filter(name => name in codes)).toEqual([])
  })

  it('a rule in the folder of its kind, which is checked once', () => {
    for (const [kind, named] of Object.entries(kinds)) {
      const list = read(`src/rules/${kind}.ts`)
      const names = Object.keys(named)
      expect(names.filter(name => !rule.includes(`${kind}/${name}`))).toEqual([])
      const once = (name: string) => list.split(`'./${kind}/${name}.ts'`).length === 2
      expect(names.filter(name => !once(name))).toEqual([])
    }
  })

  it('and each rule has a code', () => {
    expect(rule.filter(path => !(basename(path) in codes))).toEqual([])
  })

  it('those of changes too', () => {
    const list = read('charts/changes/changes.ts')
    const named = Object.keys(changes)
    expect(named.filter(name => list.split(`'./${name}.ts'`).length !== 2)).toEqual([])
  })
})

describe('the house is in order', () => {
  it('code is plain ASCII and finished', () => {
    const odd = new RegExp(`[^\\t\\n\\x20-\\x7e]|${'TO'}DO|${'FIX'}ME`)
    expect(code.filter(file => odd.test(read(file)))).toEqual([])
  })

  it('and the same in every locale', () => {
    const local = /localeCompare\(|toLocale[A-Z]/
    expect(house.filter(file => local.test(read(file)))).toEqual([])
  })

  it('nothing knows the machine that it was written on', () => {
    // `/home/jovyan` is a valid path in notebooks.
    const place = new RegExp(
      `(^|[\\s'"\`(=])/(${'work'}|${'root'}|${'farm'}|${'home'})/(?!jovyan)`,
      'm'
    )
    const texts = files.filter(
      file => !/^(package-lock\.json|test\/cases\/.*\/tenants\/)/.test(file)
    )
    expect(texts.filter(file => place.test(read(file)))).toEqual([])
  })

  it('nothing but .ci/run knows a folder beside the repository', () => {
    const beside = `../${'shared'}`
    expect(files.filter(file => file !== '.ci/run' && read(file).includes(beside))).toEqual([])
  })

  it('what people run reads nothing of test/, and nothing beside the repository', () => {
    const reading = /['"`](\.\.?\/)*test\/|['"`]\.\.\/[^'"`]*['"`], home\b/
    // The bundle includes the examples from there; the others are development tools.
    const mayRead = /^scripts\/(bundle\/|bench\b|prove\b)/
    const product = house.filter(file => !mayRead.test(file))
    expect(product.filter(file => reading.test(read(file)))).toEqual([])
    const forbidden = ["new URL('../beside', home)", "'test/cases'", "from '../../test/a.ts'"]
    expect(forbidden.filter(text => !reading.test(text))).toEqual([])
  })

  it('each command has a script, and each script is a command', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const started = Object.values(scripts).flatMap(line => line.match(/run\.mjs (\S+)/)?.[1] ?? [])
    const there = files.flatMap(file => file.match(/^scripts\/([^/]+)\.ts$/)?.[1] ?? [])
    expect(started.sort()).toEqual(there.sort())
  })

  it('schemas/ is what `npm run schemas` writes', () => {
    const stale = [...editorSchemas()].filter(([name, text]) => read(`schemas/${name}`) !== text)
    expect(stale.map(([name]) => name)).toEqual([])
  })

  it('docs/reference/ is what `npm run reference` writes', async () => {
    const made = pages(cases, await helps())
    const stale = [...made].filter(([name, text]) => read(`docs/reference/${name}`) !== text)
    expect(stale.map(([name]) => name)).toEqual([])
    const kept = files.filter(file => file.startsWith('docs/reference/'))
    expect(kept.sort()).toEqual([...made.keys()].map(name => `docs/reference/${name}`).sort())
  })

  const examples = files.filter(file => /^(tenants|platform)\/.*\.yaml$/.test(file))

  it('an editor knows the schema of each example', () => {
    const lost = examples.filter(file => {
      const schema = read(file).match(/^# yaml-language-server: \$schema=(\S+)$/m)?.[1]
      return !schema || !existsSync(join(dirname(file), schema))
    })
    expect(examples.length).toBeGreaterThan(0)
    expect(lost).toEqual([])
  })
})
