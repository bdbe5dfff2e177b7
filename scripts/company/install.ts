import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { lockedIn } from '../system/package-file.ts'
import { textAt } from '../system/text-at.ts'
import { version } from '../system/version.ts'

/** A clone is not published, so a company gets it as a file. */
const isClone = existsSync(new URL('scripts/bundle/', home))

/** The file that this package was installed from; missing if a registry had it. */
function packageFile(): string | undefined {
  const modules = dirname(fileURLToPath(home).replace(/\/$/, ''))
  const lock = textAt(modules, '.package-lock.json')
  const from = lock === undefined ? undefined : lockedIn(JSON.parse(lock))?.resolved
  const place = from?.startsWith('file:') ? join(dirname(modules), from.slice('file:'.length)) : ''
  return existsSync(place) ? place : undefined
}

/** What package.json pins. */
export function pinOf(): string {
  const isFile = isClone || packageFile() !== undefined
  return isFile ? `file:tenantry-${version()}.tgz` : version()
}

/** Puts the file that a company pins into its folder; does nothing where a registry has the package. */
export function bringTo(folder: string): void {
  const file = packageFile()
  if (isClone) {
    const args = ['pack', '--silent', '--pack-destination', folder]
    execFileSync('npm', args, { cwd: fileURLToPath(home), stdio: 'pipe' })
  } else if (file !== undefined) copyFileSync(file, join(folder, `tenantry-${version()}.tgz`))
}

/** Installs what package.json pins, and says whether that worked. */
export function install(folder: string): boolean {
  try {
    const offline = pinOf().startsWith('file:') ? ['--offline'] : []
    const args = ['install', '--no-audit', '--no-fund', '--silent', ...offline]
    execFileSync('npm', args, { cwd: folder, stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
