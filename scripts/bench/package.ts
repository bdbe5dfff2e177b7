import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { run } from './run.ts'

/** Packs this clone, installs that in an empty folder without a network, and says where its program is. */
export async function installedPackage(scratch: string): Promise<string> {
  const folder = join(scratch, 'package')
  mkdirSync(folder)
  const pack = ['pack', '--silent', '--pack-destination', folder]
  await run('npm', pack, { cwd: fileURLToPath(home) })
  const [file = ''] = readdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{}\n')
  const quiet = ['--silent', '--no-audit', '--no-fund']
  await run('npm', ['install', '--offline', ...quiet, `./${file}`], { cwd: folder })
  return join(folder, 'node_modules/tenantry/scripts/run.mjs')
}
