import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { Row } from '../row.ts'

/** What somebody waits for who asks for a place, and what their browser loads for it. */
export async function requesting(page: Page, out: string): Promise<Row[]> {
  await page.goto(pathToFileURL(join(out, 'request.html')).href)
  const measured: unknown = await page.evaluate(typing)
  const { first, answers, keys } = measured as Typing // what the question returns
  const goal = { is: 'under', value: 0.05 } as const
  return [
    {
      work: 'one key in "Request a place"',
      reached: Math.max(...keys) / 1000,
      unit: 's',
      goal,
      about: 'until the page takes the next one'
    },
    {
      work: '  until it is judged',
      reached: Math.max(...answers) / 1000,
      unit: 's',
      about: `the slowest, with the 0.15 s in which it waits for more; the first took ${(first / 1000).toFixed(2)} s`
    },
    {
      ...sizeOf(out, 'scripts/request.js', '  its script, compressed'),
      goal: { is: 'under', value: 0.25 }
    },
    sizeOf(out, 'data/request.js', '  its sources, compressed')
  ]
}

interface Typing {
  readonly first: number
  readonly answers: readonly number[]
  readonly keys: readonly number[]
}

/** Fills in what is needed, and then types a description key by key. */
const typing = `(async () => {
  const result = document.getElementById('result')
  const keys = []
  const type = (id, text) => new Promise(resolve => {
    const input = document.getElementById(id)
    const start = performance.now()
    const told = new MutationObserver(() => {
      if (result.getAttribute('aria-busy') !== 'false') return
      told.disconnect()
      resolve(performance.now() - start)
    })
    input.value = text
    input.dispatchEvent(new Event('input', { bubbles: true }))
    document.body.getBoundingClientRect()
    keys.push(performance.now() - start)
    told.observe(result, { attributes: true, attributeFilter: ['aria-busy'] })
  })
  const first = await type('name', 'weather')
  await type('f-owner', 'owner-00001@example.com')
  const answers = []
  const words = 'Rain and wind'
  for (let end = 1; end <= words.length; end++) answers.push(await type('f-description', words.slice(0, end)))
  if (document.getElementById('status').textContent !== 'No mistakes.') throw new Error('bug: the request was not taken')
  return { first, answers, keys }
})()`

function sizeOf(out: string, path: string, work: string): Row {
  const { length } = gzipSync(readFileSync(join(out, path)))
  return { work, reached: length / 1_000_000, unit: 'MB', about: 'by gzip' }
}
