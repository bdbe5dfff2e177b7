import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { helps } from '../scripts/cli/helps.ts'
import { cases, risks } from '../scripts/explain/cases.ts'
import { programNames, programOf } from '../scripts/prove/program.ts'
import { changes, codes, consistency, policy, references } from '../src/diagnostics/codes.ts'
import { editorSchemas } from '../src/reference/editor-schemas.ts'
import { pages } from '../src/reference/pages.ts'
import {
  circles,
  importsOf,
  lists,
  mirrors,
  roomOf,
  unusedExports,
  upwards
} from './support/floors.ts'

const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
const files = execFileSync('git', listing, { encoding: 'utf8' })
  .split('\0')
  .filter(file => file !== '' && existsSync(file))
const code = files.filter(file =>
  /^(src|charts|site|scripts|test)\/[^.]*\.((slow|property|prove)\.)?(test\.)?[cm]?[jt]s$/.test(
    file
  )
)
const house = code.filter(file => !file.startsWith('test/'))

const read = (file: string) => readFileSync(file, 'utf8')

describe('files', () => {
  const arrows: Readonly<Record<string, RegExp>> = {
    src: /^(src\/|ajv$|js-yaml$|typebox$)/,
    charts:
      /^(charts\/|src\/(?!files\/disk\.ts)|cdk8s$|cdk8s-plus-27$|constructs$|@?kubernetes-models\/)/,
    site: /^(site\/|charts\/|src\/(?!files\/disk\.ts))/,
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

  it('import only what their top folder allows', () => {
    const found = house.map(file => [file, ...forbidden(file, read(file))])
    expect(found.filter(([, ...paths]) => paths.length > 0)).toEqual([])
  })

  it('import the types of Kubernetes only as types', () => {
    const loaded = /^import (?!type\b)[^']*'@?kubernetes-models\//m
    expect(house.filter(file => loaded.test(read(file)))).toEqual([])
  })

  it('fail this check on a forbidden import', () => {
    const text = [
      "import type { Chart } from '../../charts/chart.ts'",
      "import { readFileSync } from 'node:fs'",
      "import '../../test/reporter.ts'",
      "await import('js-yaml')",
      'await import(/* quiet */ `js-yaml`)',
      'require("node:os")'
    ].join('\n')
    const [chart, fs, test, yaml] = ['charts/chart.ts', 'node:fs', 'test/reporter.ts', 'js-yaml']
    expect(forbidden('src/rules/run-rules.ts', text)).toEqual([chart, fs, test, 'node:os'])
    expect(forbidden('src/files/disk.ts', text)).toEqual([chart, test, 'node:os'])
    expect(forbidden('charts/access/access-table.ts', text)).toEqual([
      fs,
      test,
      yaml,
      yaml,
      'node:os'
    ])
    expect(forbidden('scripts/cli/print.ts', text)).toEqual([test])
  })
})

describe('the data at the top, which everybody replaces,', () => {
  /** A reading call of Node or of ours whose path begins there, or a command that works there. */
  const reader =
    /\b(?:(?:read|write|open|stat|lstat|cp|copy|rename|rm|mkdir|symlink)\w*Sync|readTree|readOn)\(\s*(?:join\(\s*)?(?:process\.cwd\(\),\s*)?['"`](?:\.\/)?(?:tenants|platform|generated|kustomize\/clusters)\b|new URL\(['"`](?:\.{1,2}\/)*(?:tenants|platform|generated|kustomize\/clusters)\b|\b(?:call|command)\(\[\s*'(?:validate|generate|check|ci|conform|roots|expire)'\s*\]\s*\)/
  const judges = code.filter(file =>
    /^(test\/(?!repository\.test)|scripts\/(bench|prove)\/)/.test(file)
  )

  it('is read by no test, bench or proof', () => {
    expect(judges.filter(file => reader.test(read(file)))).toEqual([])
  })

  it.each([
    "readFileSync('tenants/smallest.yaml', 'utf8')",
    "readdirSync(join('platform', 'clusters'))",
    "cpSync(join(process.cwd(), 'generated'), root)",
    "new URL('../../kustomize/clusters/', home)",
    "readTree('./platform')",
    "call(['check'])"
  ])('fails this check on %s', text => {
    expect(text).toMatch(reader)
  })
})

describe('rooms', () => {
  const graph = new Map(house.map(file => [file, importsOf(file, read(file))] as const))

  it('contain every file', () => {
    expect(house.filter(file => roomOf(file) === undefined)).toEqual([])
  })

  it('import only lower ones', () => {
    const found = [...graph].flatMap(([file, imports]) =>
      upwards(file, imports).map(path => `${file} -> ${path}`)
    )
    expect(found).toEqual([])
  })

  it('import each other in no cycle, not even for types', () => {
    expect(circles(graph)).toEqual([])
  })

  it('fail this check on an import to a higher floor, a neighbour or in a cycle', () => {
    expect(upwards('src/aws/s3.ts', ['src/values/glob.ts', 'src/aws/arn.ts', 'ajv'])).toEqual([])
    const [up, aside] = ['src/model/model.ts', 'src/kubernetes/names.ts']
    expect(upwards('src/aws/s3.ts', [up, aside])).toEqual([up, aside])
    const [step, part] = ['charts/gitops/steps.ts', 'charts/platform/component.ts']
    expect(upwards('charts/verify/verify.ts', [step, part])).toEqual([step, part])
    const round = { 'a.ts': ['b.ts'], 'b.ts': ['c.ts'], 'c.ts': ['b.ts'] }
    expect(circles(new Map(Object.entries(round)))).toEqual([['b.ts', 'c.ts']])
  })

  it('contain at most 25 files, unless they list items of one kind', () => {
    const count = (folder: string) => code.filter(file => dirname(file) === folder).length
    const folders = new Set(code.map(file => dirname(file)))
    const wide = [...folders].filter(folder => count(folder) > 25 && !lists.includes(folder))
    expect(wide).toEqual([])
  })

  it('repeat a base name only if they mirror each other', () => {
    const recurring = house.flatMap(file => {
      const same = house.filter(other => other < file && basename(other) === basename(file))
      return same.filter(other => !mirrors(file, other)).map(other => [other, file])
    })
    expect(recurring).toEqual([])
    expect(mirrors('src/cluster/dex.ts', 'charts/platform/dex.ts')).toBe(true)
    expect(mirrors('src/cluster/dex.ts', 'charts/verify/dex.ts')).toBe(false)
  })

  it('export only what another file imports', () => {
    const all = files.filter(file => /^(src|charts|site|scripts|test)\/.*\.(ts|mjs)$/.test(file))
    const texts = new Map(all.map(file => [file, read(file)]))
    // The bundle's own modules are loaded from their text.
    const found = unusedExports(texts).filter(name => /^(?!scripts\/bundle\/|test\/)/.test(name))
    expect(found).toEqual([])
    const pair = {
      'a.ts': 'export const a = 1\nexport type B = 2',
      'c.ts': "import { a } from './a.ts'"
    }
    expect(unusedExports(new Map(Object.entries(pair)))).toEqual(['a.ts B'])
  })

  it('have a README that says what they are for', () => {
    const folders = new Set(code.map(file => dirname(file)))
    const silent = [...folders].filter(folder => !existsSync(join(folder, 'README.md')))
    expect(silent).toEqual([])
  })
})

describe('each code', () => {
  const cases = new Set(files.flatMap(file => file.match(/^test\/cases\/([^/]+)\//)?.[1] ?? []))
  const kinds = { references, consistency, policy }
  const rule = files.flatMap(
    file => file.match(/^src\/rules\/(?!support\/)(.+\/.+)\.ts$/)?.[1] ?? []
  )

  it('has a case with the mistake', () => {
    expect(Object.keys(codes).filter(name => !cases.has(name))).toEqual([])
  })

  it('is explained in a few sentences there', () => {
    const short = [...cases].filter(name => {
      const file = `test/cases/${name}/README.md`
      return !existsSync(file) || (read(file).match(/[.:](\s|$)/g) ?? []).length < 2
    })
    expect(short.filter(name => name in codes)).toEqual([])
  })

  it('has a rule in the folder of its kind, which runs once', () => {
    for (const [kind, named] of Object.entries(kinds)) {
      const list = read(`src/rules/${kind}.ts`)
      const names = Object.keys(named)
      expect(names.filter(name => !rule.includes(`${kind}/${name}`))).toEqual([])
      const once = (name: string) => list.split(`'./${kind}/${name}.ts'`).length === 2
      expect(names.filter(name => !once(name))).toEqual([])
    }
  })

  it('exists for each rule', () => {
    expect(rule.filter(path => !(basename(path) in codes))).toEqual([])
  })

  it('has a change rule, if it is about changes', () => {
    const list = read('charts/changes/changes.ts')
    const named = Object.keys(changes)
    expect(named.filter(name => list.split(`'./${name}.ts'`).length !== 2)).toEqual([])
  })
})

describe('the repository', () => {
  it('contains only finished code in plain ASCII', () => {
    const odd = new RegExp(`[^\\t\\n\\x20-\\x7e]|${'TO'}DO|${'FIX'}ME`)
    expect(code.filter(file => odd.test(read(file)))).toEqual([])
  })

  it('contains no code that depends on the locale', () => {
    const local = /localeCompare\(|toLocale[A-Z]/
    expect(house.filter(file => local.test(read(file)))).toEqual([])
  })

  it('contains no path of the machine that it was written on', () => {
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

  it('refers to folders beside it only in .ci/run', () => {
    const beside = `../${'shared'}`
    expect(files.filter(file => file !== '.ci/run' && read(file).includes(beside))).toEqual([])
  })

  it('reads neither test/ nor anything beside the repository in product code', () => {
    const reading =
      /['"`](\.\.?\/)*test\/|['"`]\.\.\/[^'"`]*['"`], home\b|join\([^)]*['"`](test|\.\.)['"`]/
    // The bundle includes the examples from there; the others are development tools.
    const mayRead = /^scripts\/(bundle\/|bench\b|prove\b)/
    const product = house.filter(file => !mayRead.test(file))
    expect(product.filter(file => reading.test(read(file)))).toEqual([])
    const forbidden = [
      "new URL('../beside', home)",
      "'test/cases'",
      "from '../../test/a.ts'",
      "join('test', 'cases')",
      "join(root, '..')"
    ]
    expect(forbidden.filter(text => !reading.test(text))).toEqual([])
  })

  it('has a script for each command, and a command for each script', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const started = Object.values(scripts).flatMap(line => line.match(/run\.mjs (\S+)/)?.[1] ?? [])
    const there = files.flatMap(file => file.match(/^scripts\/([^/]+)\.ts$/)?.[1] ?? [])
    expect(started.sort()).toEqual(there.filter(name => name !== 'tenantry').sort())
  })

  it('contains the output of `npm run schemas`', () => {
    const stale = [...editorSchemas()].filter(([name, text]) => read(`schemas/${name}`) !== text)
    expect(stale.map(([name]) => name)).toEqual([])
  })

  it('contains the output of `npm run reference`', async () => {
    const proof = programNames.map(name => programOf(name, {}).about)
    const made = pages({ cases, risks, helps: await helps(), proof })
    const stale = [...made].filter(([name, text]) => read(`docs/reference/${name}`) !== text)
    expect(stale.map(([name]) => name)).toEqual([])
    const kept = files.filter(file => file.startsWith('docs/reference/'))
    expect(kept.sort()).toEqual([...made.keys()].map(name => `docs/reference/${name}`).sort())
  })

  const examples = files.filter(file =>
    /^(examples\/[^/]+\/)?(tenants|platform)\/.*\.yaml$/.test(file)
  )

  it('tells editors the schema of each example', () => {
    const lost = examples.filter(file => {
      const schema = read(file).match(/^# yaml-language-server: \$schema=(\S+)$/m)?.[1]
      return !schema || !existsSync(join(dirname(file), schema))
    })
    expect(examples.length).toBeGreaterThan(0)
    expect(lost).toEqual([])
  })
})
