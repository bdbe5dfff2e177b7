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
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' })
  for (const path of pages.filter(name => name.endsWith('.html'))) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open(root, path, { context, options: { colorScheme } })
      expect(await accessFaults(page), `${path} in ${colorScheme}`).toEqual([])
    }
  }
})
