import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../frame/home.ts'
import { compare, node, type Row } from './measure.ts'

/** What somebody waits for who has mistyped a field: a new process, ten tenants, one mistake. */
export function coldStart(runs: number): Row {
  const root = mkdtempSync(join(tmpdir(), 'tenantry-'))
  try {
    for (const folder of ['tenants', 'platform']) {
      cpSync(new URL(folder, home), join(root, folder), { recursive: true })
    }
    const add = (name: string, text: string) => writeFileSync(join(root, 'tenants', name), text)
    const there = readdirSync(join(root, 'tenants'), { recursive: true, encoding: 'utf8' })
    const tenants = there.filter(file => file.endsWith('.yaml')).length
    for (let at = tenants; at < 9; at++) add(`more-${at}.yaml`, 'owner: alice@example.com\n')
    add('broken.yaml', 'ownr: alice@example.com\n')
    const run = fileURLToPath(new URL('scripts/run.mjs', home))
    const validate = () => node([run, 'validate', '--root', root], 1)
    validate()
    const [median, other] = compare(runs, validate, () => node(['-e', '0'], 0))
    const work = 'diagnostics of one broken file among 10, from a cold start'
    return { work, median, goal: 300, against: 'node -e 0', ratio: median / other }
  } finally {
    rmSync(root, { recursive: true })
  }
}
