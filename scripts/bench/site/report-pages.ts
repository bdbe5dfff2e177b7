import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { nameOf } from '../corpus.ts'
import { costs, type Row } from '../row.ts'
import { command } from '../run.ts'
import { type Bench, count } from '../trees.ts'
import { findChromium, startChromium } from './chromium.ts'
import { requesting } from './requesting.ts'

/** Writes the pages of many tenants, and types into them. */
export async function pages(bench: Bench): Promise<Row[]> {
  findChromium()
  const root = await bench.large()
  const out = join(bench.scratch, 'report')
  const ran = await command(['report', '--root', root, '--out', out], { weighed: true })
  const work = `\`report\` of ${count(bench.size.large)} tenants`
  const written: Row[] = [
    { work, reached: ran.wall, unit: 's', about: costs(ran) },
    { work: '  memory', reached: ran.memory, unit: 'MB', about: 'at its peak' },
    {
      work: '  all files',
      reached: sizeOf(out),
      unit: 'MB',
      about: 'without what a disk rounds up'
    }
  ]
  return [...written, ...(await typing(out, nameOf(bench.size.large - 1)))]
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1_000_000
}

/** What somebody waits for after each key. */
async function typing(out: string, name: string): Promise<Row[]> {
  const browser = await startChromium()
  try {
    const page = await browser.newPage()
    const goal = { is: 'under', value: 0.05 } as const
    const searched = await slowest(page, { out, path: 'index.html', field: 'query', name })
    const filtered = await slowest(page, { out, path: 'access.html', field: 'who', name })
    const judged = await requesting(page, out)
    const about = 'the slowest of the keys of a name, in Chromium'
    return [
      { work: 'one key in the search of tenants', reached: searched, unit: 's', goal, about },
      { work: 'one key in the filter of people', reached: filtered, unit: 's', goal, about },
      ...judged
    ]
  } finally {
    await browser.close()
  }
}

interface Typed {
  readonly out: string
  readonly path: string
  readonly field: string
  readonly name: string
}

async function slowest(page: Page, { out, path, field, name }: Typed): Promise<number> {
  await page.goto(pathToFileURL(join(out, path)).href)
  const times: unknown = await page.evaluate(`(() => {
    const input = document.getElementById('${field}')
    return [...'${name}'].map((_, at) => {
      const start = performance.now()
      input.value = '${name}'.slice(0, at + 1)
      input.dispatchEvent(new Event('input'))
      document.body.getBoundingClientRect()
      return performance.now() - start
    })
  })()`)
  return Math.max(...(times as number[])) / 1000
}
