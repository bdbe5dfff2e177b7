import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { home } from '../system/home.ts'
import { version } from '../system/version.ts'

/** A clone is not published, so a company gets it as a file. */
export const isClone = existsSync(new URL('scripts/bundle/', home))

/** What package.json pins. */
export function pinOf(): string {
  return isClone ? `file:tenantry-${version()}.tgz` : version()
}

/** Packs this clone into a company's folder. */
export function packInto(folder: string): void {
  const args = ['pack', '--silent', '--pack-destination', folder]
  execFileSync('npm', args, { cwd: fileURLToPath(home), stdio: 'pipe' })
}

/** Installs what package.json pins, and says whether that worked. */
export function install(folder: string): boolean {
  try {
    const offline = isClone ? ['--offline'] : []
    const args = ['install', '--no-audit', '--no-fund', '--silent', ...offline]
    execFileSync('npm', args, { cwd: folder, stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
