import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessFaults, browser, closeBrowser } from './support/browser.ts'
import { removeReports, report } from './support/sites.ts'

let root = ''

beforeAll(async () => {
  root = await report()
})

afterAll(async () => {
  removeReports()
  await closeBrowser()
})

test('search finds a tenant by words of its row', async context => {
  const { page, open } = await browser(context)
  await open(root, 'index.html')
  expect(await page.evaluate("getComputedStyle(document.querySelector('.filters')).display")).toBe(
    'flex'
  )
  const rows = page.locator('#rows tr')
  const all = await rows.count()
  await page.getByLabel(/^Search/).fill('fraud prod')
  expect(await page.locator('#rows th a').allTextContents()).toEqual(['fraud'])
  expect(await page.locator('#found').textContent()).toBe(`1 of ${all} tenants`)
  await page.getByLabel(/^Search/).fill('nobody has this')
  expect(await rows.count()).toBe(0)
})

/** What a cell of the matrix says. */
const cell = (who: string, tenant: string) => `(() => {
  const heads = [...document.querySelectorAll('.matrix thead th')].map(th => th.textContent)
  const rows = [...document.querySelectorAll('.matrix tbody tr')]
  const row = rows.find(tr => tr.firstElementChild.textContent === '${who}')
  return row.children[heads.indexOf('${tenant}')].textContent
})()`

test('the matrix says who may enter what, and is filtered by person, group, role and tenant', async context => {
  const { page, open } = await browser(context)
  await open(root, 'access.html')
  expect(await page.evaluate(cell('bob@example.com', 'reporting'))).toBe('owner')
  expect(await page.evaluate(cell('carol@example.com', 'fraud'))).toBe('view')
  expect(await page.evaluate(cell('bob@example.com', 'carol'))).toBe('')
  const rows = page.locator('#rows tr th')
  const field = (name: string) => page.getByLabel(name, { exact: true })
  await field('Who').fill('bob')
  expect(await page.locator('.matrix tbody tr').count()).toBe(1)
  await field('Who').fill('')
  await field('Through a group or team').fill('group:fraud-analysts')
  expect(await rows.allTextContents()).toEqual(['carol@example.com', 'dan@example.com'])
  await field('Role').selectOption('admin')
  expect(await rows.count()).toBe(0)
  await field('Through a group or team').fill('')
  await field('Tenant').fill('reporting')
  // Whoever may enter every tenant may enter this one.
  const admins = ['bob@example.com', 'erin@example.com', 'grace@example.com', 'root@example.com']
  expect(await rows.allTextContents()).toEqual(admins)
})

test('axe finds no fault on any kind of page in light and dark', async context => {
  const { page, open } = await browser(context)
  const pages = readdirSync(root).filter(name => name.endsWith('.html'))
  for (const path of [...pages, 'tenants/fraud.html']) {
    await open(root, path)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await accessFaults(page), `${path} in ${colorScheme}`).toEqual([])
    }
  }
})

test('the keyboard reaches the content first, then the pages, then the search', async context => {
  const { page, open } = await browser(context)
  await open(root, 'index.html')
  const focused = () =>
    page.evaluate('document.activeElement.textContent || document.activeElement.id')
  const reached = []
  for (let at = 0; at < 9; at++) {
    await page.keyboard.press('Tab')
    reached.push(await focused())
  }
  expect(reached).toEqual([
    'Skip to the content',
    'Tenantry',
    'Tenants',
    'Access',
    'Quotas',
    'Ends',
    'Limits',
    'Request a place',
    'query'
  ])
  await page.keyboard.type('fraud')
  expect(await page.locator('#rows tr').count()).toBe(1)
})

test('paper shows what is folded, and neither searches nor buttons', async context => {
  const { page, open } = await browser(context)
  await open(root, 'quota.html')
  const table = page.locator('details table').first()
  expect(await table.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'print' })
  expect(await table.isVisible()).toBe(true)
  await open(root, 'access.html')
  expect(await page.locator('.filters').isVisible()).toBe(false)
  expect(await page.locator('.top nav').isVisible()).toBe(false)
})
