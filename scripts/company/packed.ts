import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Source } from '../../src/diagnostics/source.ts'
import { home } from '../system/home.ts'
import { Refusal } from '../system/refusal.ts'

/** The data that the product itself is a small company with. */
export function packedData(): readonly Source[] {
  const files = ['tenants', 'platform'].flatMap(folder => readAll(folder, ''))
  if (files.length > 0) return files
  throw new Refusal('this copy of Tenantry has no tenants/ and platform/ to begin with')
}

export function packedTemplates(): readonly Source[] {
  return readAll('company', 'company/')
}

function readAll(folder: string, without: string): Source[] {
  const top = fileURLToPath(home)
  if (!existsSync(join(top, folder))) return []
  return readdirSync(join(top, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => {
      const path = relative(top, join(parentPath, name)).replaceAll('\\', '/')
      const text = readFileSync(join(parentPath, name), 'utf8')
      return { path: path.slice(without.length), text }
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}
