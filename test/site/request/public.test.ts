import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import { acme } from '../../support/acme.ts'
import { accessFaults, browser, closeBrowser } from '../support/browser.ts'
import { removeReports, report } from '../support/sites.ts'

let root = ''

beforeAll(async () => {
  root = await report(acme, ['--public'])
})

afterAll(async () => {
  removeReports()
  await closeBrowser()
})

function textsIn(root: string): ReadonlyMap<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const files = paths.filter(path => statSync(join(root, path)).isFile()).sort()
  return new Map(files.map(path => [path, readFileSync(join(root, path), 'utf8')]))
}

/** What people, groups, teams and tenants of the example are called. */
function namesOfAcme(): readonly string[] {
  const { model } = compile(readTree(acme), { today: '2026-06-15', touched: new Set() })
  if (!model) throw new Error('the example has mistakes')
  const { people = {}, groups = {}, teams = {} } = model.directory.value
  const facts = Object.values(people).flatMap(({ name, github, slack }) => [name, github, slack])
  return [
    ...[people, groups, teams].flatMap(Object.keys),
    ...facts.flatMap(fact => fact ?? []),
    ...model.names,
    ...Object.keys(model.removals.value.tenants ?? {})
  ]
}

const own = ['scripts/request.js', 'data/request-schemas.js', 'style.css']

test('the public page holds no name of the company, only what all companies get', async () => {
  const texts = textsIn(root)
  expect([...texts.keys()]).toEqual(
    ['.tenantry-report', 'request.html', 'data/request.js', ...own].sort()
  )
  const names = namesOfAcme()
  expect(names.length).toBeGreaterThan(25)
  for (const [path, text] of texts) {
    if (own.includes(path)) continue
    const words = ` ${text
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join(' ')} `
    const found = names.filter(name => {
      return words.includes(
        ` ${name
          .toLowerCase()
          .match(/[a-z0-9]+/g)
          ?.join(' ')} `
      )
    })
    expect({ path, found }).toEqual({ path, found: [] })
    expect(text).not.toMatch(/@example\.com|111122223333|444455556666|0123456789abcdef/i)
  }
  const others = textsIn(await report('examples/tenants-only', ['--public']))
  for (const path of own) expect(others.get(path), path).toBe(texts.get(path))
})

test('a report with hidden names holds none of the people in the page either', async () => {
  const text = readFileSync(
    join(await report(acme, ['--names', 'hide']), 'data/request.js'),
    'utf8'
  )
  expect(text).not.toMatch(/@example\.com/)
})

test('the public page takes names for granted, judges all else, and says so', async context => {
  const { page, open } = await browser(context)
  await open(root, 'request.html')
  const said = page.locator('#result[aria-busy="false"]')
  expect(await page.getByText('knows no names of people').count()).toBe(1)
  await page.getByLabel('Name of the place').fill('fraud')
  await page.getByLabel('Team', { exact: true }).fill('ds-delta')
  const text = page.locator('#text')
  const members = '  - {group: fraud-analysts, role: view}\n  - {tenant: pricing, role: view}\n'
  await text.fill(`owner: nobody@example.com\nquota: {gpu: 1}\nmembers:\n${members}`)
  await said.waitFor()
  expect(await page.locator('#status').textContent()).toBe('No mistakes.')
  expect(await page.locator('#files').textContent()).toContain('somebody@example.com')
  await text.fill(`owner: nobody@example.com\nquota: {gpu: 2}\n`)
  await said.waitFor()
  // A rule for single teams may grant it.
  expect(await page.locator('#status').textContent()).toBe(
    'No mistakes, and 1 thing perhaps not allowed. You may send it.'
  )
  const note = page.locator('[id="f-quota.gpu-note"]')
  expect(await note.textContent()).toMatch(/Perhaps not allowed: .* Otherwise send it as it is/s)
  expect(await page.locator('[id="f-quota.gpu"]').getAttribute('aria-invalid')).toBeNull()
  expect(await page.locator('#send').getAttribute('href')).toContain('/new/main?filename=')
  await text.fill(`owner: nobody@example.com\nquota: {gpu: many}\n`)
  await said.waitFor()
  expect(await page.locator('#status').textContent()).toBe('1 mistake to put right.')
  expect(await page.locator('#send').getAttribute('href')).toBeNull()
  expect(await accessFaults(page)).toEqual([])
})
