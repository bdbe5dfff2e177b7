import { existsSync, readFileSync } from 'node:fs'
import type { SchemaSet } from '../../charts/verify/verify.ts'
import { home } from './home.ts'

/** Reads a file of schemas/objects/ when the first object of its kind appears. */
export const objectSchemas: SchemaSet = file => {
  const url = new URL(`schemas/objects/${file}`, home)
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : undefined
}
