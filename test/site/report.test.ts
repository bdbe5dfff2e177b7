import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeSite } from '../../scripts/report/write-site.ts'
import { acme, copyAcme } from '../support/acme.ts'
import { call, commitAll, example, filesIn, git, write } from '../support/command.ts'
import { browser, closeBrowser } from './support/browser.ts'
import { hostile } from './support/hostile.ts'
import { removeReports, report } from './support/sites.ts'

let place = ''

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "tenantry's pages "))
})

afterEach(() => rmSync(place, { recursive: true }))

afterAll(async () => {
  removeReports()
  await closeBrowser()
})

describe('writing', () => {
  const files = [{ path: 'tenants/a.html', text: 'a' }]

  test('an earlier report is replaced, and nothing else is left beside it', () => {
    const out = join(place, 'out')
    mkdirSync(out)
    writeSite(out, [...files, { path: 'old.html', text: 'old' }])
    writeSite(out, files)
    expect(filesIn(place, 'out')).toEqual({
      '.tenantry-report': 'tenants/a.html\n',
      'tenants/a.html': 'a'
    })
    expect(readdirSync(place)).toEqual(['out'])
  })

  test.each(['notes.txt', 'tenants/b.html'])(
    'a folder with %s of somebody else stays as it is',
    path => {
      const out = join(place, 'out')
      writeSite(out, files)
      writeFileSync(join(out, path), 'mine')
      const before = filesIn(place, 'out')
      expect(() => writeSite(out, files)).toThrow(`holds \`${path}\`, which is of no report`)
      expect(filesIn(place, 'out')).toEqual(before)
    }
  )

  test('a report that fails half way leaves the earlier one', () => {
    const out = join(place, 'out')
    writeSite(out, files)
    function* failing() {
      yield { path: 'index.html', text: 'new' }
      throw new Error('stop')
    }
    expect(() => writeSite(out, failing())).toThrow('stop')
    expect(readdirSync(place)).toEqual(['out'])
    expect(filesIn(place, 'out')['tenants/a.html']).toBe('a')
  })
})

test('what is a file is no place to write to', async () => {
  const out = join(place, 'out')
  writeFileSync(out, 'mine')
  const { status, stderr } = await call(['report', '--root', acme, '--out', out])
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: `error: \`${out}\` is no folder: name another by \`--out\`\n`
  })
  expect(readFileSync(out, 'utf8')).toBe('mine')
})

test('a whole disk is refused before any tenant is read', async () => {
  write(place, 'tenants/wrong.yaml', 'ownr: alice@example.com\n')
  const { status, stderr } = await call(['report', '--root', place, '--out', '/'])
  expect(status).toBe(2)
  expect(stderr).toMatch(/^error: `\/` holds `\S+`, which is of no report: move it away/)
})

test('with hidden names, no file has an address', async () => {
  const out = await report(acme, ['--names', 'hide'])
  const texts = Object.entries(filesIn(out, '.'))
  // The compiler has addresses of its own, in examples.
  const own = texts.filter(([path]) => path !== 'scripts/request.js')
  expect(own.filter(([, text]) => /[a-z]@example\.com/i.test(text))).toEqual([])
  expect(
    texts.filter(([path, text]) => path.endsWith('.html') && text.includes('person-')).length
  ).toBeGreaterThan(5)
})

test('the same files make the same pages', async () => {
  const [one, other] = [await report(), await report()]
  expect(filesIn(one, '.')).toEqual(filesIn(other, '.'))
})

test('the page of access names those who come back with a suspended tenant', async () => {
  const page = readFileSync(join(await report(), 'access.html'), 'utf8')
  const [, dan] = /<tr>(?=[^\n]*dan@example\.com)([^\n]*forecast[^\n]*)/.exec(page) ?? []
  expect(dan).toContain('>suspended<')
  expect(dan).toContain('owner, comes back as admin')
})

test('the page of a suspended tenant names those who come back, and no placeholder', async () => {
  const page = readFileSync(join(await report(), 'tenants/forecast.html'), 'utf8')
  const [, back = ''] = page.split('Who comes back when it is suspended no more</h3>')
  const [table] = back.split('</table>')
  expect(table).toMatch(/dan@example\.com.*admin.*owner.*\n.*carol@example\.com.*edit/)
  expect(page).not.toContain('tenantry.invalid')
})

test('a change is a page of the report, and of `plan`, with the same words', async context => {
  const root = example()
  context.onTestFinished(() => rmSync(root, { recursive: true }))
  commitAll(root)
  git(root, 'branch', 'base')
  write(root, 'tenants/new.yaml', 'owner: grace@example.com\n')
  const out = await report(root, ['--base', 'base'])
  const { status, stdout } = await call([
    'plan',
    '--root',
    root,
    '--base',
    'base',
    '--format',
    'html'
  ])
  expect(status).toBe(0)
  const main = (text: string) => /<main.*<\/main>/s.exec(text)?.[0]
  expect(main(readFileSync(join(out, 'plan.html'), 'utf8'))).toBe(main(stdout))
  expect(stdout).toContain('1 tenant added')
  // Git and the other commands see nothing of it.
  await call(['report', '--root', root])
  write(root, '.gitignore', readFileSync('company/_gitignore', 'utf8'))
  expect(git(root, 'status', '--porcelain')).not.toContain('report')
})

test('texts of strangers stay texts', async context => {
  copyAcme(place)
  const text = JSON.stringify(hostile.replace(/[\u202e\u2028]/g, ''))
  writeFileSync(
    join(place, 'tenants/stranger.yaml'),
    `description: ${text}\nowner: grace@example.com\n`
  )
  const out = await report(place)
  const { page, open } = await browser(context)
  for (const path of ['index.html', 'tenants/stranger.html']) {
    await open(out, path)
    expect(await page.locator('img, main script').count()).toBe(0)
    expect(await page.locator('main').textContent()).toContain(`<img src=x onerror="alert('1')">`)
  }
  await open(out, 'index.html')
  await page.getByLabel(/^Search/).fill('<img')
  expect(await page.locator('#rows tr').count()).toBe(1)
  expect(await page.locator('img').count()).toBe(0)
})
