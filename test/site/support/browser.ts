import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished, type TestContext } from 'vitest'
import { startChromium } from '../../../scripts/bench/site/chromium.ts'
import { Refusal } from '../../../scripts/system/refusal.ts'

let started: Promise<{ readonly running: Browser; readonly page: Page }> | undefined

async function start() {
  const running = await startChromium()
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
  started ??= start()
  const { page } = await started.catch(error => {
    started = undefined
    return error instanceof Refusal ? skip(error.message) : Promise.reject(error)
  })
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
