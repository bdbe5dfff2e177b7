import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished, type TestContext, test } from 'vitest'
import { copyAcme } from '../../support/acme.ts'
import { filesWithMistakes } from '../../support/cases/files-with-mistakes.ts'
import { call } from '../../support/command.ts'
import { accessFaults, browser, closeBrowser } from '../support/browser.ts'
import { removeReports, report } from '../support/sites.ts'

let root = ''

beforeAll(async () => {
  root = await report()
})

afterAll(async () => {
  removeReports()
  await closeBrowser()
})

async function opened(context: Pick<TestContext, 'skip'>): Promise<Page> {
  const { page, open } = await browser(context)
  await open(root, 'request.html')
  return page
}

/** The words of the mistakes at a field, after the page has judged. */
async function at(page: Page, id: string): Promise<readonly string[]> {
  await settled(page)
  return page.locator(`[id="${id}-note"] .mistake > p:first-child`).allTextContents()
}

/** The page waits until nobody types, and then for the compiler. */
async function settled(page: Page): Promise<void> {
  await page.locator('#result[aria-busy="false"]').waitFor({ timeout: 60_000 })
}

test('somebody fills it in, makes five mistakes, puts them right, and the file is what CI takes', async context => {
  const page = await opened(context)
  await page.getByLabel('Name of the place').fill('smallest')
  await page.getByLabel('Who answers for it').fill('alice@exmple.com')
  await page.getByRole('combobox', { name: 'Size' }).selectOption('medium')
  expect(await at(page, 'name')).toEqual(['Mistake: There is a place with this name already.'])
  expect(await page.locator('#stand-in').textContent()).toContain('a-place stands for it')
  expect(await at(page, 'f-owner')).toEqual([expect.stringContaining('alice@exmple.com')])
  await page.getByLabel('Name of the place').fill('fraud')
  expect(await at(page, 'name')).toEqual(['Mistake: There is a place with this name already.'])
  expect(await page.locator('#name-note pre').textContent()).toContain('`fraud` has two files')
  await page.getByLabel('Name of the place').fill('weather')
  expect(await at(page, 'name')).toEqual([])
  expect(await page.locator('#stand-in').textContent()).toBe('')
  expect(await at(page, 'f-owner')).toEqual([expect.stringContaining('alice@exmple.com')])
  await page.getByLabel('Who answers for it').fill('alice@example.com')
  await page.locator('[id="f-quota.gpu"]').fill('4')
  expect(await at(page, 'f-quota.gpu')).toEqual([
    expect.stringContaining('is granted at most gpu: 1')
  ])
  await page.locator('[id="f-quota.gpu"]').fill('1')
  await page.getByRole('button', { name: 'Add to People who may work here' }).click()
  await page.getByLabel('A person').fill('bob@example.com')
  expect(await at(page, 'f-members.0.role')).toEqual(['To fill in: Role'])
  await page.getByLabel('Role needed').selectOption('edit')
  await page.getByText('Data in S3').click()
  await page.getByLabel('Places in S3 to read and write').fill('s3://elsewhere/data')
  expect(await at(page, 'f-aws.write')).toEqual([expect.stringContaining('s3://elsewhere/data')])
  await page.getByLabel('Places in S3 to read and write').fill('s3://weather-results')
  await settled(page)
  expect(await page.locator('#status').textContent()).toBe('No mistakes.')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the file' }).click()
  ])
  await handIn(await download.path(), 'tenants/weather.yaml', page)
})

test('what is not filled in yet is asked for, and an added person is never left out in silence', async context => {
  const page = await opened(context)
  await page.getByLabel('Name of the place').fill('kube-weather')
  expect(await at(page, 'name')).toEqual([])
  expect(await at(page, 'f-owner')).toEqual(['To fill in: Who answers for it'])
  expect(await page.locator('#f-owner-note pre').textContent()).toContain('this file is empty')
  await page.getByLabel('Who answers for it').fill('alice@example.com')
  expect(await at(page, 'name')).toEqual(['Mistake: This name is kept for the platform itself.'])
  await page.getByLabel('Name of the place').fill('weather')
  await page.getByRole('button', { name: 'Add to People who may work here' }).click()
  expect(await at(page, 'f-members.0.user')).toEqual(['To fill in: A person'])
  expect(await page.locator('#status').textContent()).toBe('2 fields to fill in.')
  expect(await page.locator('#send').getAttribute('href')).toBeNull()
  await page.getByLabel('A person').fill('bob@example.com')
  await page.getByLabel('Role needed').selectOption('edit')
  await page.getByLabel('Last day').fill('2020-02-29')
  expect(await at(page, 'f-members.0.until')).toEqual(['Warning: The last day is over.'])
  expect(await page.locator('#send').getAttribute('href')).not.toBeNull()
})

test('a value without a name is asked for one, and not left out', async context => {
  const page = await opened(context)
  await page.getByLabel('Name of the place').fill('weather')
  await page.getByLabel('Who answers for it').fill('alice@example.com')
  await page.locator('.section > summary', { hasText: 'Settings to pick' }).click()
  await page.getByRole('button', { name: 'Add to Settings to pick' }).click()
  await page.locator('[id="f-environment.0.name"]').fill('offline')
  await page.getByRole('button', { name: 'Add to Variables' }).click()
  await page.getByLabel('Value').fill('1')
  expect(await at(page, 'f-environment.0.env.')).toEqual(['To fill in: Name'])
  expect(await page.locator('#send').getAttribute('href')).toBeNull()
  await page.locator('[id="f-environment.0.env.-name"]').fill('OFFLINE')
  await page.keyboard.press('Tab')
  await settled(page)
  expect(await page.locator('#text').inputValue()).toContain('env:\n      OFFLINE: "1"\n')
  expect(await page.locator('#status').textContent()).toBe('No mistakes.')
})

test('sizes name the GPUs that the team gets, and who asks for some is told of the machines that have them', async context => {
  const page = await opened(context)
  const sizes = page.getByRole('combobox', { name: 'Size' })
  const small = sizes.locator('option[value="small"]')
  expect(await small.textContent()).toBe('small: 8 CPUs, 32 GiB memory, 1 GPU, 200 GiB disk')
  expect(await sizes.locator('option[value=""]').textContent()).toMatch(/^as usual \(medium: /)
  await page.getByLabel('Name of the place').fill('weather')
  await page.getByLabel('Team', { exact: true }).selectOption('ds-delta')
  expect(await small.textContent()).toBe('small: 8 CPUs, 32 GiB memory, 8 GPUs, 200 GiB disk')
  await page.getByLabel('Who answers for it').fill('grace@example.com')
  expect(await at(page, 'f-owner')).toEqual([
    'Mistake: This person is not in the team that you chose.'
  ])
  await page.getByLabel('Who answers for it').fill('alice@example.com')
  const hint = page.getByText('To use GPUs')
  await settled(page)
  expect(await hint.count()).toBe(0)
  await page.locator('[id="f-quota.gpu"]').fill('2')
  await settled(page)
  expect(await hint.locator('..').textContent()).toContain('also choose gpu-spot')
  await page.getByRole('link', { name: 'Special machines' }).click()
  await page.getByLabel('gpu-spot').check()
  await settled(page)
  expect(await hint.count()).toBe(0)
  expect(await page.locator('#status').textContent()).toBe('No mistakes.')
})

/** Validates and generates with the file in Node, and compares with what the page shows. */
async function handIn(downloaded: string, path: string, page: Page): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'request-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  copyAcme(root)
  mkdirSync(dirname(join(root, path)), { recursive: true })
  copyFileSync(downloaded, join(root, path))
  const text = readFileSync(join(root, path), 'utf8')
  expect(text).toBe(await page.locator('#text').inputValue())
  const today = ['--root', root, '--today', '2026-06-15']
  expect(await call(['validate', ...today, path])).toMatchObject({ status: 0 })
  expect(await call(['generate', ...today])).toMatchObject({ status: 0 })
  await shownAs(page, await call(['show', 'weather', '--format', 'json', ...today]))
  const files = page.locator('#files details')
  const shown = await files.evaluateAll(all =>
    all.map(each => [
      each.querySelector('code')?.textContent,
      each.querySelector('pre')?.textContent
    ])
  )
  expect(shown.length).toBeGreaterThan(4)
  for (const [name, made] of shown)
    expect(made, String(name)).toBe(readFileSync(join(root, String(name)), 'utf8'))
}

/** Of each thing that the tenant has, the page says what `show` says. */
async function shownAs(page: Page, { stdout }: { readonly stdout: string }): Promise<void> {
  const facts = (await page.locator('#facts').textContent()) ?? ''
  const values = JSON.parse(stdout).tenants.flatMap((each: Shown) => each.values)
  const told = values.filter(({ field }: Shown['values'][number]) => kinds.test(field))
  expect(told.length).toBeGreaterThan(8)
  for (const { field, value } of told) expect([field, facts]).toEqual([field, containing(value)])
}

const kinds =
  /^(owner|members|notebooks\.images|aws\.(write|role)|pipelines\.bucket|quota\.(cpu|gpu))$/

function containing(text: string): unknown {
  return expect.stringContaining(text)
}

interface Shown {
  readonly values: readonly { readonly field: string; readonly value: string }[]
}

test('what somebody types stays, and the form follows or says that it waits', async context => {
  const page = await opened(context)
  const text = page.locator('#text')
  await page.getByLabel('Name of the place').fill('weather')
  await text.fill(
    '# asked by phone\nowner: alice@example.com   # for now\nquota: {preset: small, gpu: 1}\n'
  )
  expect(await page.locator('[id="f-quota.gpu"]').inputValue()).toBe('1')
  await page.locator('[id="f-quota.gpu"]').fill('')
  await page.getByLabel('What it is for').fill('Rain')
  expect(await text.inputValue()).toBe(
    '# asked by phone\nowner: alice@example.com   # for now\nquota: small\ndescription: Rain\n'
  )
  await text.fill('owner: [\n')
  expect(await page.locator('#text-note').textContent()).toContain('waits')
  expect(await page.evaluate('document.getElementById("fields").inert')).toBe(true)
  await settled(page)
  expect(await page.locator('#general .mistake, #fields .mistake').count()).toBe(1)
  expect(await page.locator('#send').getAttribute('href')).toBeNull()
  await text.fill('owner: alice@example.com\n')
  expect(await page.evaluate('document.getElementById("fields").inert')).toBe(false)
  expect(await page.getByLabel('Who answers for it').inputValue()).toBe('alice@example.com')
})

test('the button leads to a new file with this text in the repository of the company', async context => {
  const page = await opened(context)
  await page.getByLabel('Name of the place').fill('weather')
  await page.getByLabel('Team', { exact: true }).selectOption('ds-delta')
  await page.getByLabel('Who answers for it').fill('alice@example.com')
  await settled(page)
  const address = new URL((await page.locator('#send').getAttribute('href')) ?? '')
  expect(`${address.origin}${address.pathname}`).toBe(
    'https://github.com/example/kubeflow-tenants/new/main'
  )
  expect(Object.fromEntries(address.searchParams)).toEqual({
    filename: 'tenants/ds-delta/weather.yaml',
    value: '# yaml-language-server: $schema=../../schemas/tenant.json\nowner: alice@example.com\n'
  })
})

test('it works by keyboard alone, and without faults for those who cannot see', async context => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await opened(context)
    await page.emulateMedia({ colorScheme })
    await page.getByLabel('Name of the place').focus()
    await page.keyboard.type('weather')
    for (let times = 0; times < 3; times++) await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.id')).toBe('f-owner')
    await page.keyboard.type('alice@exmple.com')
    await page.locator('#f-members-add').focus()
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('f-members.0-pick')
    for (const name of ['Passwords', 'Settings to pick', 'Disks that', 'Models', 'Network']) {
      await page.locator('.section > summary', { hasText: name }).focus()
      await page.keyboard.press('Enter')
    }
    for (const path of ['volumes', 'secrets', 'environment', 'serving.callers', 'network.from']) {
      await page.locator(`[id="f-${path}-add"]`).click()
    }
    await page.locator('[id="f-environment.0.env-add"]').click()
    await page.locator('.section > summary', { hasText: 'On which clusters' }).click()
    await page.getByLabel('production', { exact: true }).check()
    await page.getByText('What differs on production').click()
    await settled(page)
    const owner = page.locator('#f-owner')
    expect(await owner.getAttribute('aria-invalid')).toBe('true')
    expect(await owner.getAttribute('aria-describedby')).toContain('f-owner-note')
    expect(await accessFaults(page)).toEqual([])
  }
})

test('paper shows what was asked for and what one gets, without help, buttons and manifests', async context => {
  const page = await opened(context)
  await page.getByLabel('Name of the place').fill('weather')
  await page.getByLabel('Who answers for it').fill('alice@example.com')
  await settled(page)
  const manifests = page.locator('#files pre').first()
  await page.emulateMedia({ media: 'print' })
  for (const gone of ['.help', '#fields button', '.actions', '.section']) {
    expect(await page.locator(gone).first().isVisible(), gone).toBe(false)
  }
  expect(await manifests.isVisible()).toBe(false)
  for (const shown of ['#f-owner', '#facts table', '#text', '#files code']) {
    expect(await page.locator(shown).first().isVisible(), shown).toBe(true)
  }
})

/** Each case as if its file were typed: the compiler runs in a thread of the browser. */
test('the page finds in Chromium what `validate` finds, in every case', async context => {
  const page = await opened(context)
  const all = filesWithMistakes()
  const asked = all.map(({ world, request }) => ({ world, request }))
  const answers: unknown = await page.evaluate(`(${askAll})(${JSON.stringify(asked)})`)
  expect(answers).toEqual(all.map(({ report: found, text }) => ({ report: found, text })))
})

const askAll = `async asked => {
  const text = 'globalThis.tenantryRequest=' + globalThis.tenantryRequest + ';tenantryRequest()'
  const thread = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })))
  const schemas = globalThis.tenantryData['request-schemas']
  const answers = []
  for (const { world, request } of asked) {
    thread.postMessage({ world: { ...world, schemas } })
    const told = new Promise(resolve => { thread.onmessage = ({ data }) => resolve(data) })
    thread.postMessage({ request })
    const { answer: { report, text } } = await told
    answers.push({ report, text })
  }
  return answers
}`
