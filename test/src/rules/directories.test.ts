import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from '../../../src/compile.ts'
import { expandFrom } from '../../../src/model/expand-groups.ts'
import { filesOf, summary } from '../../support/compile-texts.ts'

const first = 'platform/directory.yaml'
const ldap = 'platform/directory/ldap.yaml'
const cognito = 'platform/directory/cognito.yaml'
const tenant = (lines: string) => ({ 'tenants/fraud.yaml': `owner: alice@example.com\n${lines}` })

const common = readFileSync('test/platform/common.yaml', 'utf8').replace(/^admins: .*\n/m, '')

/** Compiles a directory of these files alone, in a change that touches every tenant. */
function compiled(texts: Readonly<Record<string, string>>) {
  const files = new Map(filesOf({ ...texts, 'platform/common.yaml': common }))
  if (!(first in texts)) files.delete(first)
  return compile(files, { today: '2026-06-15', touched: new Set(['tenants/fraud.yaml']) })
}

const told = (texts: Readonly<Record<string, string>>) => compiled(texts).diagnostics.map(summary)

describe('several files of the directory', () => {
  test('add up: people, groups that contain groups of another file, and teams', () => {
    const { model, diagnostics } = compiled({
      [ldap]: 'people: {alice@example.com: {name: Alice}}\ngroups: {seniors: [bob@example.com]}\n',
      [cognito]: 'people: {alice@example.com: {slack: alice}, bob@example.com: {}}\n',
      [first]:
        'people: {alice@example.com: {github: aahmed}}\n' +
        'groups: {analysts: [carol@example.com, group:seniors]}\n' +
        'teams: {ds: {members: [group:seniors]}}\n',
      ...tenant('members: [{group: analysts, role: view}, {team: ds, role: view}]\n')
    })
    expect(diagnostics).toEqual([])
    expect(model?.directory.value.people).toEqual({
      'alice@example.com': { github: 'aahmed', slack: 'alice', name: 'Alice' },
      'bob@example.com': {}
    })
    const { group, team } = expandFrom(model?.directory.value ?? {}, email => email)
    expect(group('analysts')).toEqual(['carol@example.com', 'bob@example.com'])
    expect(team('ds')).toEqual(['bob@example.com'])
  })

  const people = 'people: {alice@example.com: {}}\n'
  const stranger = tenant('members: [{user: zoe@example.com, role: view}]\n')

  const [yes, no] = ['complete: true\n', 'complete: false\n']

  test.each([
    { when: 'all say so', files: [yes, yes, yes], isComplete: true },
    {
      when: 'both sources say so, and there is no other file',
      files: [yes, yes],
      isComplete: true
    },
    { when: 'the first does not', files: [no, yes, yes], isComplete: false },
    { when: 'the second does not', files: [yes, '', yes], isComplete: false },
    { when: 'the file beside them does not', files: [yes, yes, 'teams: {}\n'], isComplete: false }
  ])('are complete or not: $when', ({ files: [one, other, own], isComplete }) => {
    const texts = {
      [ldap]: one + people,
      [cognito]: other + people,
      ...(own !== undefined && { [first]: own }),
      ...stranger
    }
    const found = isComplete ? ['unknown-person tenants/fraud.yaml zoe@example.com'] : []
    expect(told(texts)).toEqual(found)
  })

  test('know somebody whom only one of them lists', () => {
    const texts = {
      [ldap]: `complete: true\n${people}`,
      [cognito]: 'complete: true\npeople: {zoe@example.com: {}}\n',
      ...stranger
    }
    expect(told(texts)).toEqual([])
  })

  test('are told of mistakes where they stand', () => {
    const texts = {
      [ldap]: 'groups: {analysts: [group:nobody]}\n',
      [cognito]: 'people: {analysts@example.com: {}}\ngroups: {others: [carol@example.com]}\n',
      ...tenant('members: [{group: others, role: view}]\n')
    }
    expect(told(texts)).toEqual([`unknown-group ${ldap} group:nobody`])
    expect(compiled(texts).diagnostics[0]?.help).toContain(
      `are listed in \`${cognito}\` or \`${ldap}\``
    )
    expect(told({ ...texts, [ldap]: 'poeple: {}\n' })).toEqual([`unknown-field ${ldap} poeple`])
  })
})

describe('two files that describe the same', () => {
  const conflicts = (one: string, other: string) =>
    told({ [cognito]: one, [ldap]: other, ...tenant('') })

  test.each([
    [
      'the same group',
      'groups: {a: [x@example.com, group:b], b: []}\n',
      'groups: {a: [group:b, x@example.com]}\n'
    ],
    ['the same person', 'groups: {a: [X@example.com]}\n', 'groups: {a: [x@example.com]}\n'],
    [
      'facts that add up',
      'people: {x@example.com: {name: X}}\n',
      'people: {x@example.com: {github: x}}\n'
    ],
    [
      'the same fact',
      'people: {x@example.com: {name: X}}\n',
      'people: {x@example.com: {name: "X"}}\n'
    ],
    [
      'in a fact on which nothing depends',
      'people: {x@example.com: {name: X, slack: x, affiliation: A}}\n',
      'people: {x@example.com: {name: Y, slack: y, affiliation: B}}\n'
    ],
    [
      'the same team',
      'teams: {t: {channel: "#t", members: [x@example.com]}}\n',
      'teams: {t: {members: [x@example.com], channel: "#t"}}\n'
    ]
  ])('may agree, or differ harmlessly: %s', (_, one, other) => {
    expect(conflicts(one, other)).toEqual([])
  })

  test.each([
    ['groups: {a: [x@example.com]}\n', 'groups: {a: [y@example.com]}\n', 'a'],
    ['groups: {a: [x@example.com]}\n', 'groups: {a: []}\n', 'a'],
    ['teams: {t: {channel: "#t"}}\n', 'teams: {t: {channel: "#u"}}\n', 't'],
    ['people: {x@example.com: {github: a}}\n', 'people: {x@example.com: {github: b}}\n', 'github']
  ])('may not differ: %j and %j', (one, other, at) => {
    expect(conflicts(one, other)).toEqual([`conflicting-directory ${ldap} ${at}`])
  })

  test('take a name from the first of them', () => {
    const named = (name: string) => `people: {x@example.com: {name: ${name}}}\n`
    const { model } = compiled({ [ldap]: named('L'), [cognito]: named('C'), ...tenant('') })
    expect(model?.directory.value.people).toEqual({ 'x@example.com': { name: 'C' } })
  })

  test('the file that people write decides about facts, and never about groups', () => {
    const texts = {
      [first]: 'people: {x@example.com: {github: a}}\ngroups: {g: [x@example.com]}\n',
      [ldap]: 'people: {x@example.com: {github: b}}\ngroups: {g: [y@example.com]}\n',
      ...tenant('')
    }
    expect(told(texts)).toEqual([`conflicting-directory ${ldap} g`])
    const { model } = compiled({ ...texts, [ldap]: 'people: {x@example.com: {github: b}}\n' })
    expect(model?.directory.value.people).toEqual({ 'x@example.com': { github: 'a' } })
    const other = { ...texts, [ldap]: 'people: {X@example.com: {github: b, slack: x}}\n' }
    expect(compiled(other).model?.directory.value.people).toEqual({
      'x@example.com': { github: 'a', slack: 'x' }
    })
  })
})
