import { count } from '../../text/prose.ts'
import { harmless } from '../../text/width.ts'
import { groupBy } from '../../values/group.ts'
import { effects, type Note } from './found.ts'
import type { Plan } from './plan.ts'

/** What an import kept, and what it could not, in Markdown. */
export function reportOf({ drafts, notes, presets }: Plan, others: readonly Note[]): string {
  const all = [...notes, ...others]
  const sections = Object.entries(effects).flatMap(([effect, title]) => {
    const own = all.filter(note => note.effect === effect)
    return own.length > 0 ? [`## ${title}\n\n${linesOf(own)}`] : []
  })
  const head = `# Import of ${count(drafts.length, 'profile')}\n`
  const rows = drafts.map(({ found }) => {
    const { name, owner = '', members, quota } = found
    const preset = presets.get(name)
    const amounts = Object.entries(quota).map(([field, amount]) => `${field}: ${amount}`)
    const size = preset === undefined ? amounts.join(', ') : `\`${preset}\``
    return `| ${[name, owner, String(members.length), size].map(cell).join(' | ')} |\n`
  })
  const table =
    rows.length > 0
      ? [`| tenant | owner | members | quota |\n|---|---|---|---|\n${rows.join('')}`]
      : []
  return [head, ...table, ...sections].join('\n')
}

/** What is the same for several tenants is said once. */
function linesOf(notes: readonly Note[]): string {
  const groups = groupBy(notes, ({ text, todo }) => `${text}\n${todo}`)
  return [...groups.values()].map(group => lineOf(group)).join('')
}

function lineOf(group: readonly [Note, ...Note[]]): string {
  const [{ text, todo }, ...others] = group
  const names = group.map(({ tenant }) => tenant)
  const help = todo === '' ? '' : `; ${todo}`
  const whom = others.length === 0 && names[0] !== '' ? `\`${names[0]}\`: ` : ''
  const all = others.length === 0 ? '' : ` (${names.length}: ${names.join(', ')})`
  return `${harmless(`- ${whom}${text}${help}${all}`)}.\n`
}

function cell(text: string): string {
  return harmless(text).replaceAll('|', '\\|')
}
