import { readdirSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { accessFaults, closeBrowser, open } from './support/browser.ts'
import { report } from './support/sites.ts'

afterAll(closeBrowser)

test('search finds a tenant by words of its row', async context => {
  const { page } = await open(await report(), 'index.html', { context })
  const rows = page.locator('#rows tr')
  const all = await rows.count()
  await page.getByLabel(/^Search/).fill('fraud prod')
  expect(await rows.count()).toBeLessThan(all)
  expect(await page.locator('#rows th a').first().textContent()).toBe('fraud')
  expect(await page.locator('#found').textContent()).toBe(`1 of ${all} tenants`)
  await page.getByLabel(/^Search/).fill('nobody has this')
  expect(await rows.count()).toBe(0)
})

test('every page is quiet and without faults in both themes', async context => {
  const root = await report()
  const pages = readdirSync(root).filter(name => name.endsWith('.html'))
  for (const path of [...pages, 'tenants/fraud.html']) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open(root, path, { context, options: { colorScheme } })
      expect(await accessFaults(page), `${path} in ${colorScheme}`).toEqual([])
    }
  }
})

test('the matrix shows who may enter what, and filters by person, tenant, role and group', async context => {
  const { page } = await open(await report(), 'access.html', { context })
  const cell = (who: string, tenant: string) =>
    page.evaluate(
      `(() => {
        const heads = [...document.querySelectorAll('.matrix thead th')].map(th => th.textContent)
        const row = [...document.querySelectorAll('.matrix tbody tr')]
          .find(tr => tr.firstElementChild.textContent === '${who}')
        return row?.children[heads.indexOf('${tenant}')]?.textContent
      })()`
    )
  expect(await cell('bob@example.com', 'reporting')).toBe('owner')
  expect(await cell('carol@example.com', 'fraud')).toBe('view')
  expect(await cell('bob@example.com', 'carol')).toBe('')
  await page.getByLabel('Who', { exact: true }).fill('bob')
  expect(await page.locator('.matrix tbody tr').count()).toBe(1)
  await page.getByLabel('Who', { exact: true }).fill('')
  await page.getByLabel('Through a group or team').fill('group:fraud-analysts')
  const rows = page.locator('#rows tr th')
  expect(await rows.allTextContents()).toEqual(['carol@example.com', 'dan@example.com'])
  await page.getByLabel('Role').selectOption('admin')
  expect(await rows.count()).toBe(0)
  await page.getByLabel('Through a group or team').fill('')
  await page.getByLabel('Tenant', { exact: true }).fill('reporting')
  // Whoever may enter every tenant may enter this one.
  expect(await rows.allTextContents()).toEqual([
    'bob@example.com',
    'erin@example.com',
    'grace@example.com',
    'root@example.com'
  ])
})
