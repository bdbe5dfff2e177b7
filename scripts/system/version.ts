import { readFileSync } from 'node:fs'
import { home } from './home.ts'

/** The version of this Tenantry. */
export function version(): string {
  return JSON.parse(readFileSync(new URL('package.json', home), 'utf8')).version
}
