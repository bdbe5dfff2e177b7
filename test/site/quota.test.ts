import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { copyAcme } from '../support/acme.ts'
import { filesIn, write } from '../support/command.ts'
import { accessFaults, browser, closeBrowser } from './support/browser.ts'
import { removeReports, report } from './support/sites.ts'

afterAll(async () => {
  removeReports()
  await closeBrowser()
})

const names = {
  GPUs: 'requests.nvidia.com/gpu',
  CPUs: 'requests.cpu',
  Memory: 'requests.memory',
  Storage: 'requests.storage'
}

test.each(['production', 'staging'])('the sums of %s are those of its Profiles', async cluster => {
  const files = filesIn('examples/acme', `generated/${cluster}/tenants`)
  const profiles = Object.values(files).join('\n')
  const [, rows] = tableOf(cluster, await report())
  expect(rows.map(({ title }) => title)).toEqual(Object.keys(names))
  for (const [title, name] of Object.entries(names)) {
    const sum = rows.find(row => row.title === title)?.sum ?? ''
    const amounts = profiles.matchAll(new RegExp(`^      ${name}: '?([^'\n]+)'?$`, 'gm'))
    const total = [...amounts].reduce((all, [, amount = '']) => all + bytes(amount), 0)
    expect([title, bytes(sum)]).toEqual([title, total])
  }
})

test('the sums stand beside what the cluster has', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tenantry-'))
  try {
    copyAcme(root)
    const path = 'platform/clusters/staging.yaml'
    const before = readFileSync(join(root, path), 'utf8')
    write(root, path, `${before}capacity: {gpu: 4, memory: 1Ti}\n`)
    const [text, rows] = tableOf('staging', await report(root))
    const capacities = rows.map(({ title, capacity }) => [title, capacity])
    expect(Object.fromEntries(capacities)).toMatchObject({
      GPUs: '4',
      Memory: '1Ti',
      CPUs: 'not said'
    })
    expect(text).toContain(
      '<b>GPUs</b> 7 <span class="soft">in all quotas, 175 % of the 4 that there are</span>'
    )
    expect(text).toContain(
      '<b>Memory</b> 512Gi <span class="soft">of 1Ti in all quotas, 50 %</span>'
    )
  } finally {
    rmSync(root, { recursive: true })
  }
})

test('a suspended tenant is told as such where its part counts', async () => {
  const [text] = tableOf('production', await report())
  expect(text).toContain('forecast is suspended, and lighter below.')
  expect(text).toMatch(/class="piece soft-tint">\n<title>forecast 32</)
})

test.for([1200, 700, 400])(
  'at %d pixels each piece has a name that can be read',
  async (width, context) => {
    const { page, open } = await browser(context)
    await page.setViewportSize({ width, height: 900 })
    await open(await report(), 'quota.html')
    for (const figure of await page.locator('figure').all()) {
      const names = await figure.locator('title').allTextContents()
      expect(names.length).toBeGreaterThan(2)
      const shown = await figure
        .locator('.piece text, .unlabelled')
        .filter({ visible: true })
        .allTextContents()
      expect(shown.toSorted()).toEqual(names.toSorted())
      const cut = await figure.locator('.piece').evaluateAll(cutLabels)
      expect(cut).toEqual([])
    }
    expect(await accessFaults(page)).toEqual([])
  }
)

/** The labels that leave their piece. */
const cutLabels = (pieces: readonly Element[]) =>
  pieces.flatMap(piece => {
    const label = piece.querySelector('text')?.getBoundingClientRect()
    const box = piece.querySelector('rect')?.getBoundingClientRect()
    return label && box && label.width > 0 && label.right > box.right ? [piece.textContent] : []
  })

interface Row {
  readonly title: string
  readonly sum: string
  readonly capacity: string
}

/** The text of a cluster's part of the page, and the rows of its table. */
function tableOf(cluster: string, folder: string): [string, Row[]] {
  const page = readFileSync(join(folder, 'quota.html'), 'utf8')
  const text = page.split('<section>').find(part => part.includes(`<h2>${cluster} `)) ?? ''
  const cells =
    '<tr><th scope="row">(.*?)</th><td class="number">(.*?)</td><td class="number">(.*?)</td>'
  const rows = [...text.matchAll(new RegExp(cells, 'g'))]
  return [text, rows.map(([, title = '', sum = '', capacity = '']) => ({ title, sum, capacity }))]
}

/** By plain arithmetic: the example writes no other units. */
function bytes(amount: string): number {
  const unit = { Gi: 2 ** 30, Ti: 2 ** 40 }[amount.slice(-2)]
  return unit === undefined ? Number(amount) : Number(amount.slice(0, -2)) * unit
}
