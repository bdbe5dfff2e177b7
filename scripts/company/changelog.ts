import { existsSync, readFileSync } from 'node:fs'
import { home } from '../system/home.ts'
import { byAge } from '../system/version.ts'

/** What wrote files before there were versions. */
export const first = '0.1.0'

/** The sections of a changelog about versions after one, up to another. */
export function sectionsOf(changelog: string, from: string, to: string): string[] {
  const sections = changelog.split(/^(?=## )/m).filter(text => /^## \[\d/.test(text))
  return sections
    .filter(text => {
      const version = /^## \[([^\]]+)\]/.exec(text)?.[1] ?? ''
      return byAge(version, from) > 0 && byAge(version, to) <= 0
    })
    .map(text => text.trimEnd())
}

export function changelog(): string {
  const file = new URL('CHANGELOG.md', home)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
