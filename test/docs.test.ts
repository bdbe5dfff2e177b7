import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile } from '../src/compile.ts'
import { readTree } from '../src/files/disk.ts'
import { drawAll } from '../src/reporters/terminal.ts'
import { acme } from './support/acme.ts'

const pages = ['README.md', 'CONTRIBUTING.md', 'kustomize/README.md', ...pagesIn('docs')]
  .filter(page => existsSync(page))
  .map(page => [page, readFileSync(page, 'utf8')] as const)

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })

function pagesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join(folder, name))
}

/** The paths in a page that must exist in this repository; others belong to the reader's own. */
const ours =
  /^(src|charts|site|scripts|test|docs|schemas|tools|terraform|examples|kustomize\/(?!clusters))\//

/** A fenced code block, with the info string of its first line. */
interface Block {
  readonly info: string
  readonly text: string
}

function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^( *)```(.*)\n([\s\S]*?)^ *```$/gm)].map(
    ([, indent = '', info = '', text = '']) => ({
      info,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), '')
    })
  )
}

function prose(page: string): string {
  return page.replaceAll(/^( *)```[\s\S]*?^ *```$/gm, '')
}

/** The anchors that GitHub makes from the headings of a page. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>()
  return [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => {
    const anchor = title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
    const count = seen.get(anchor) ?? 0
    seen.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

function brokenLinks(path: string, page: string): string[] {
  const links = [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links.filter(link => {
    if (/^[a-z]+:/.test(link)) return false
    const [target = '', anchor] = link.split('#')
    const file = normalize(join(dirname(path), target))
    if (target !== '' && !existsSync(file)) return true
    if (anchor === undefined) return false
    return !anchorsOf(target === '' ? page : readFileSync(file, 'utf8')).includes(anchor)
  })
}

/** The output of `npx tenantry validate` with this file put into the example. */
function said({ info, text }: Block): string {
  const bytes = new TextEncoder().encode(text)
  const path = info.split(' ')[1] ?? ''
  const files = new Map([...readTree(acme), [path, { kind: 'file', bytes }] as const])
  const { diagnostics } = compile(files, { today: '2026-06-15', touched: new Set([path]) })
  const own = diagnostics.filter(({ at }) => at.source.path === path)
  const report = drawAll(own, { color: false, width: 100 })
  return report === '' ? '' : `${report}\n`
}

const trimmed = (text: string) => text.replaceAll(/^\s+/gm, '')

describe.each(pages)('%s', (path, page) => {
  const blocks = blocksOf(page)

  test('has no broken link', () => {
    expect(brokenLinks(path, page)).toEqual([])
  })

  test('shows complete files that are valid, or their actual diagnostics', () => {
    for (const [index, block] of blocks.entries()) {
      if (!/^yaml (tenants|platform)\//.test(block.info)) continue
      const next = blocks[index + 1]
      const expected = next?.info === 'text' ? next.text : ''
      expect(said(block), block.info).toBe(expected)
    }
  })

  test('refers only to files and folders that exist', () => {
    const spans = [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span)
    const paths = spans.filter(span => ours.test(span) && !/[<>*{}\s]/.test(span))
    expect(paths.filter(path => !existsSync(path))).toEqual([])
  })

  test('refers only to tests that exist', () => {
    const named = [...page.matchAll(/`([a-z.-]+\.(?:test|prove)\.ts)`/g)].map(([, name]) => name)
    expect(named.filter(name => !tests.some(file => basename(file) === name))).toEqual([])
  })

  test('quotes generated files correctly', () => {
    for (const { info, text } of blocks) {
      const [, file = ''] = info.split(' ')
      if (file.startsWith('generated/'))
        expect(trimmed(readFileSync(join(acme, file), 'utf8'))).toContain(trimmed(text))
    }
  })
})

test('the snippets for tenants are valid together', () => {
  const [, page = ''] = pages.find(([path]) => path === 'docs/tenants.md') ?? []
  const snippets = blocksOf(page).filter(({ info }) => info === 'yaml')
  const text = ['owner: alice@example.com\n', ...snippets.map(({ text }) => text)].join('')
  expect(snippets.length).toBeGreaterThan(4)
  expect(said({ info: 'yaml tenants/ds-delta/weather.yaml', text })).toBe('')
})

describe('docs/security.md', () => {
  const [, page = ''] = pages.find(([path]) => path === 'docs/security.md') ?? []

  test('names what proves each claim', () => {
    const rows = prose(page).match(/^\| [^*\n].*\| .*\| .*\|$/gm) ?? []
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter(row => /\| *\|$/.test(row))).toEqual([])
  })

  test('names cases, golden files and guards that exist', () => {
    const spans = /(golden )?(?:case|file)s? `([a-z-]+)`(?: and `([a-z-]+)`)?/g
    const named = [...page.matchAll(spans)].flatMap(([, golden, ...names]) =>
      names.flatMap(name => (name ? [`test/${golden ? 'golden' : 'cases'}/${name}`] : []))
    )
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter(path => !existsSync(path))).toEqual([])
    const guards = readFileSync(
      join(acme, 'generated/production/platform/guards/objects.yaml'),
      'utf8'
    )
    const own = [...page.matchAll(/`(tenantry-[a-z-]+)`/g)].map(([, name = '']) => name)
    expect(own.filter(name => !guards.includes(name))).toEqual([])
  })
})

test('README fits on two screens', () => {
  expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThan(95)
})

describe('commands', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  const ofNpm = ['ci', 'run', 'install', 'pack', 'create']
  const named = (text: string) =>
    [
      ...text.matchAll(
        /\b(?:npx tenantry|npm(?: run(?: -s| --silent)?)?) ([a-z][a-z-]*(?::[a-z]+)?)/g
      )
    ]
      .filter(([whole, name = '']) => !whole.startsWith('npm') || !ofNpm.includes(name))
      .map(([, name = '']) => name)

  test.each(pages)('%s refers only to commands that exist', (_, page) => {
    expect(named(page).filter(name => !Object.hasOwn(scripts, name))).toEqual([])
  })

  test('are all mentioned somewhere', () => {
    const all = new Set(pages.flatMap(([, page]) => named(page)))
    // npm itself runs these.
    const hooks = ['prepack', 'dependencies']
    const lost = Object.keys(scripts).filter(name => !hooks.includes(name) && !all.has(name))
    expect(lost).toEqual([])
  })
})

describe('a mistake in a page is detected:', () => {
  test('in a link', () => {
    const page =
      '[a](docs/nowhere.md) [b](#a-title) [c](#no-title)\n# A `title`\n```\n# No title\n```\n'
    expect(brokenLinks('README.md', page)).toEqual(['docs/nowhere.md', '#no-title'])
  })

  test('in an example', () => {
    const block = { info: 'yaml tenants/slip.yaml', text: 'ownr: alice@example.com\n' }
    expect(said(block)).toContain('unknown field `ownr`')
  })
})
