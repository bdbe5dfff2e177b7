import { columns } from '../objects/generated.ts'
import type { Right } from './right.ts'

/** Lists who may do what, through what and until when, in a table for people. */
export function accessTable(rights: readonly Right[]): string {
  const lines = rights.filter(isListed).map(row => `${cellsOf(row).map(cell).join(',')}\n`)
  return `${columns}\n${lines.join('')}`
}

function isListed({ way }: Right): boolean {
  return way !== 'account' && way !== 'engine'
}

function cellsOf({ who, role, way, until, notebooks }: Right): string[] {
  return [who.name, role, way, until ?? '', String(notebooks)]
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
