import { addTo } from '../../../src/values/group.ts'
import { type Forge, patternOn } from './owner-pattern.ts'

/** A line that gives files to people, of whom there may be none. */
export interface OwnerRule {
  readonly pattern: string
  readonly owners: readonly string[]
  readonly line: number
  readonly section: Section
}

/** GitLab asks for each of its sections; what is in none is one as well. */
interface Section {
  readonly name: string
  /** How many approvals it asks for. */
  readonly needed: number
}

const unnamed: Section = { name: '', needed: 1 }

/** The lines of a file. GitHub leaves out those that it does not understand. */
export function ownerRules(text: string, forge: Forge): OwnerRule[] {
  const rules: OwnerRule[] = []
  let [section, defaults]: [Section, readonly string[]] = [unnamed, []]
  for (const [at, line] of text.split('\n').entries()) {
    const words = wordsIn(line)
    const header = forge === 'gitlab' ? headerIn(line) : undefined
    if (header) [section, defaults] = [header, ownersIn(line.replace(/^.*\]/, '').split(/\s+/))]
    else if (words[0] && !(forge === 'github' && /^!|^\\#|\[/.test(words[0]))) {
      const [pattern, ...said] = words
      const named = ownersIn(said)
      const owners = named.length > 0 ? named : defaults
      rules.push({ pattern, owners, line: at + 1, section })
    }
  }
  return rules
}

/** Of thousands of lines, those that can match one of some paths; the others are empty. */
export function linesAbout(text: string, paths: readonly string[]): string {
  const names = new Set(paths.flatMap(path => path.split('/')))
  const isAbout = (line: string) => {
    const [pattern = ''] = line.split(/\s/, 1)
    return pattern.split('/').every(part => names.has(part) || !literal.test(part))
  }
  return text
    .split('\n')
    .map(line => (isAbout(line) ? line : ''))
    .join('\n')
}

const literal = /^[\w.-]+$/

function wordsIn(line: string): string[] {
  const text = line.trim()
  if (text.startsWith('#')) return []
  const said = text.replace(/\s#.*$/, '')
  return said.split(/(?<!\\)\s+/).filter(word => word !== '')
}

function ownersIn(words: readonly string[]): string[] {
  return words.filter(word => word.includes('@'))
}

/** Sections of one name are one, whatever their case. */
function headerIn(line: string): Section | undefined {
  const [, optional, name, needed] = /^(\^?)\[([^\]]+)\](?:\[(\d+)\])?/.exec(line.trim()) ?? []
  if (name === undefined) return undefined
  return { name: name.toLowerCase(), needed: optional === '^' ? 0 : Number(needed ?? 1) }
}

/** In each section, the last line that matches a file. */
export function rulesFor(
  rules: readonly OwnerRule[],
  forge: Forge
): (path: string) => readonly OwnerRule[] {
  const candidatesFor = indexed(rules)
  return path => {
    const matching = candidatesFor(path).filter(rule => patternOn(forge, rule.pattern).test(path))
    const last = new Map<string, OwnerRule>()
    for (const rule of matching) {
      // What a section leaves out, no later line of it takes back.
      if (!isExclusion(last.get(rule.section.name))) last.set(rule.section.name, rule)
    }
    return [...last.values()].map(rule => (isExclusion(rule) ? { ...rule, owners: [] } : rule))
  }
}

function isExclusion(rule: OwnerRule | undefined): boolean {
  return rule?.pattern.startsWith('!') ?? false
}

/** Of thousands of lines, those that may match a path: each is found by the rarest name in it. */
function indexed(rules: readonly OwnerRule[]): (path: string) => readonly OwnerRule[] {
  const count = new Map<string, number>()
  for (const { pattern } of rules) {
    for (const name of namesIn(pattern)) count.set(name, (count.get(name) ?? 0) + 1)
  }
  const byName = new Map<string, OwnerRule[]>()
  for (const rule of rules) {
    const names = namesIn(rule.pattern)
    const [rarest = ''] = names.sort((a, b) => (count.get(a) ?? 0) - (count.get(b) ?? 0))
    addTo(byName, rarest, rule)
  }
  return path => {
    const names = ['', ...new Set(path.split('/'))]
    return names.flatMap(name => byName.get(name) ?? []).sort((a, b) => a.line - b.line)
  }
}

function namesIn(pattern: string): string[] {
  return pattern.split('/').filter(part => literal.test(part))
}
