import { readdirSync, readFileSync } from 'node:fs'
import type { Schema } from '../../charts/schemas/schema.ts'

const folder = new URL('../../schemas/objects/', import.meta.url)

/** The committed files of schemas/objects/. */
export const committed: ReadonlyMap<string, string> = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.json'))
    .sort()
    .map(path => [path, readFileSync(new URL(path, folder), 'utf8')])
)

/** Only the schemas among them. */
export const schemas: ReadonlyMap<string, Schema> = new Map(
  [...committed]
    .filter(([path]) => path !== 'cel.json')
    .map(([path, text]) => [path, JSON.parse(text)])
)
