import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { expect, onTestFinished, type TestContext } from 'vitest'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** Where Chromium is, or nothing. */
function chromiumHere(): string | undefined {
  const { CHROMIUM: named, PATH = '' } = process.env
  if (named) return named
  const places = PATH.split(delimiter).flatMap(folder => names.map(name => join(folder, name)))
  return places.find(place => existsSync(place))
}

let started: Promise<{ readonly running: Browser; readonly page: Page }> | undefined

async function start(executablePath: string) {
  // Root has no sandbox, and only our own pages are opened.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const running = await chromium.launch({ executablePath, args })
  return { running, page: await running.newPage() }
}

/** For `afterAll`. */
export async function closeBrowser(): Promise<void> {
  const last = await started
  started = undefined
  await last?.running.close()
}

export interface Visit {
  readonly page: Page
  /** Opens a page of a site from its file. */
  readonly open: (root: string, path: string) => Promise<void>
}

/**
 * The one page of this file's browser. Whatever it writes to the console, throws or asks for from elsewhere fails the
 * test. Without Chromium the test is reported as not proven.
 */
export async function browser({ skip }: Pick<TestContext, 'skip'>): Promise<Visit> {
  const place = chromiumHere()
  if (place === undefined)
    skip('no Chromium: install the package `chromium`, or set CHROMIUM to it')
  started ??= start(place ?? '')
  const { page } = await started
  const faults: string[] = []
  page.on('console', message => faults.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => faults.push(`error: ${error.message}`))
  page.on('requestfailed', request => faults.push(`failed: ${request.url()}`))
  page.on('request', request => {
    if (!/^(file|blob|data):/.test(request.url())) faults.push(`request: ${request.url()}`)
  })
  onTestFinished(async () => {
    page.removeAllListeners()
    await page.emulateMedia({ colorScheme: 'light', media: null })
    expect(faults).toEqual([])
  })
  const open = async (root: string, path: string) => {
    await page.goto(pathToFileURL(join(root, path)).href)
  }
  return { page, open }
}

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds wrong for those who cannot see, or who use no mouse, a line each. */
export async function accessFaults(page: Page): Promise<string[]> {
  // As a debugger does, because the page allows no script of others.
  await page.evaluate(readFileSync(axePath, 'utf8'))
  const found: unknown = await page.evaluate(question)
  return found as string[] // what the question returns
}

const question = `axe.run({ preload: false }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
  nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))`
