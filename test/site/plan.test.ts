import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Plan } from '../../charts/plan/plan-data.ts'
import { assets } from '../../scripts/report/built-assets.ts'
import { planPage } from '../../site/plan/plan-page.ts'
import { accessFaults, browser, closeBrowser } from './support/browser.ts'
import { hostile, tagsOf } from './support/hostile.ts'

afterAll(closeBrowser)

const names = readdirSync('test/plan').filter(name => !name.includes('.'))

/** The plan of a change, as a page. */
function pageOf(plan: Plan, ref = 'raise-gpu'): string {
  const base = { ref: 'main', id: 'b'.repeat(40) }
  const head = { ref, id: 'c'.repeat(40), date: '2026-06-15' }
  return planPage({ plan, base, head }, assets.style)
}

function planOf(name: string): Plan {
  return JSON.parse(readFileSync(`test/plan/${name}/plan.json`, 'utf8')) as Plan
}

/** Words that decide what is said, which nobody but us writes. */
const fixed = [
  'change',
  'cause',
  'level',
  'fate',
  'role',
  'cluster',
  'section',
  'kind',
  'ways',
  'what'
]

function changed(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return fixed.includes(name) ? value : `${value} ${hostile}`
  if (Array.isArray(value)) return value.map(inner => changed(inner, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changed(inner, key)]))
}

test.each(names)('no text in the plan of %s becomes a tag', name => {
  const plan = planOf(name)
  const page = pageOf(plan)
  expect(tagsOf(page).length).toBeGreaterThan(15)
  const worse = pageOf(changed(plan) as Plan, hostile)
  // Longer values are told as lines, and more lines are only more of the same tags.
  expect(new Set(tagsOf(worse))).toEqual(new Set(tagsOf(page)))
  expect(worse).not.toContain('<img')
})

test('a plan says every risk, and whoever gains or loses something', () => {
  const plain = (text: string) =>
    text
      .replace(/<[^>]*>/g, '')
      .replaceAll('&gt;', '>')
      .replaceAll('&lt;', '<')
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
  for (const plan of names.map(planOf)) {
    const text = plain(pageOf(plan))
    for (const { code, message } of plan.risks) {
      expect(text).toContain(code)
      expect(text).toContain(message.replaceAll('`', ''))
    }
    for (const person of plan.access.flatMap(({ who }) => who)) expect(text).toContain(person)
    for (const tenant of plan.tenants.flatMap(({ tenants }) => tenants))
      expect(text).toContain(tenant)
  }
})

test('a page is titled by what is compared, and names the commits and the day', () => {
  const page = pageOf(planOf('request'))
  expect(page).toContain('<h1>Plan: raise-gpu into main</h1>')
  expect(page).toContain('<title>Plan: raise-gpu into main - Tenantry</title>')
  expect(page).toContain(`Commit <code>${'c'.repeat(12)}</code> of 2026-06-15`)
  expect(page).toContain(`since commit <code>${'b'.repeat(12)}</code>, where it left main.`)
})

test('it is one file that asks for nothing, without faults in both themes', async context => {
  const { page, open } = await browser(context)
  const folder = mkdtempSync(join(tmpdir(), 'tenantry plan '))
  context.onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'plan.html'), pageOf(planOf('request')))
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await open(folder, 'plan.html')
    expect(await accessFaults(page)).toEqual([])
  }
  const size = await page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize")
  expect(size).toBe('32px')
})
