import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { Refusal } from '../../system/refusal.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome']

/** The program, which `CHROMIUM` names or the PATH has. */
export function findChromium(): string {
  const { CHROMIUM: named, PATH = '' } = process.env
  const places = PATH.split(delimiter).flatMap(folder => names.map(name => join(folder, name)))
  const found = named || places.find(place => existsSync(place))
  if (found) return found
  throw new Refusal('found no Chromium: install the package `chromium`, or set CHROMIUM to it')
}

export async function startChromium(): Promise<Browser> {
  const executablePath = findChromium()
  const { chromium } = await import('playwright-core')
  // Root has no sandbox, and only our own pages are opened.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args })
}
