import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect, onTestFinished, type TestContext } from 'vitest'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** Where Chromium is, or nothing. */
function chromiumHere(): string | undefined {
  const { CHROMIUM: named, PATH = '' } = process.env
  if (named) return named
  const places = PATH.split(delimiter).flatMap(folder => names.map(name => join(folder, name)))
  return places.find(place => existsSync(place))
}

let started: Promise<Browser> | undefined

/** Without Chromium the test is reported as not proven. */
export function browser({ skip }: Pick<TestContext, 'skip'>): Promise<Browser> {
  const executablePath = chromiumHere()
  if (executablePath === undefined) {
    return skip('no Chromium: install the package `chromium`, or set CHROMIUM to it')
  }
  // Root has no sandbox, and only our own pages are opened.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  started ??= chromium.launch({ executablePath, args })
  return started
}

/** For `afterAll`. */
export async function closeBrowser(): Promise<void> {
  const running = await started
  started = undefined
  await running?.close()
}

export interface Opened {
  readonly page: Page
  /** What was written to the console, thrown, or asked for from elsewhere. */
  readonly faults: readonly string[]
}

interface Wanted {
  readonly context: Pick<TestContext, 'skip'>
  readonly options?: BrowserContextOptions
}

/** Opens a page of a site from its file. Whatever goes wrong in it fails the test. */
export async function open(root: string, path: string, wanted: Wanted): Promise<Opened> {
  const running = await browser(wanted.context)
  const context = await running.newContext(wanted.options)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', message => faults.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', error => faults.push(`error: ${error.message}`))
  page.on('request', request => {
    if (!/^(file|blob|data):/.test(request.url())) faults.push(`request: ${request.url()}`)
  })
  page.on('requestfailed', request => faults.push(`failed: ${request.url()}`))
  onTestFinished(async () => {
    await context.close()
    expect(faults).toEqual([])
  })
  await page.goto(pathToFileURL(join(root, path)).href)
  return { page, faults }
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
