import fc from 'fast-check'
import { lexer, type Token, walkTokens } from 'marked'
import { expect, test } from 'vitest'
import type { Plan, Risk, TenantChange } from '../../../charts/plan/plan-data.ts'
import { markdownPlan } from '../../../charts/plan/print/markdown-plan.ts'
import { parsing } from '../../support/runs.ts'

const counts = { added: 0, changed: 1, removed: 0 }
const empty: Plan = {
  version: 1,
  totals: { tenants: counts, clusters: [{ cluster: 'production', ...counts, kept: 0 }] },
  risks: [],
  access: [],
  approvals: { file: null, asked: [] },
  tenants: [],
  platform: [],
  compilerOnly: false,
  isPending: false,
  refusals: [],
  unplanned: []
}

/** A plan that has a text in every place where people's words stand. */
function planWith(text: string): Plan {
  const at = { file: text, line: 1 }
  const there = { tenants: [text], clusters: [text] }
  const field = { field: text, before: text, after: null }
  const objects: TenantChange['objects'] = [
    { change: 'changed', kind: text, namespace: text, name: text, fields: [field], fate: null }
  ]
  const reach = { role: 'edit', kubernetes: [text], mesh: [text], aws: [] } as const
  return {
    ...empty,
    risks: [{ code: 'a', level: 'high', message: `\`${text}\` b`, help: text, at, ...there }],
    access: [
      {
        change: 'gains',
        who: [text],
        kind: 'person',
        before: reach,
        after: reach,
        ways: [text],
        at,
        ...there
      }
    ],
    tenants: [
      {
        change: 'changed',
        cause: 'file',
        files: [text],
        settings: [{ ...field, at }],
        objects,
        ...there
      }
    ],
    approvals: {
      file: text,
      asked: [
        {
          owners: [text],
          section: 'a',
          needed: 1,
          reasons: [{ what: 'people', tenants: [text], files: [text], line: 1 }]
        }
      ]
    },
    platform: [{ cluster: text, objects }],
    unplanned: [text]
  }
}

/** All tokens, also those within others. */
function tokensIn(tokens: readonly Token[]): Token[] {
  const found: Token[] = []
  walkTokens([...tokens], token => void found.push(token))
  return found
}

/** What the page is made of, as a parser of Markdown reads it; texts are left out. */
function shapeOf(page: string): string[] {
  const quiet = ['text', 'escape', 'space', 'codespan', undefined]
  const tokens = tokensIn(lexer(page)).filter(({ type }) => !quiet.includes(type))
  return tokens.map(({ type, raw }) =>
    type === 'html' ? raw.replace(/(<summary>).*(<.summary>)/, '$1$2') : type
  )
}

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '`',
      '~',
      '|',
      '\n',
      '<',
      '>',
      '@',
      '[',
      ']',
      '(',
      ')',
      '*',
      '_',
      '#',
      '/',
      '\\',
      '&',
      'a',
      ' '
    )
  }),
  fc.constantFrom(
    '</details>',
    '```',
    '``` \n# a',
    '<img src=x>',
    '[a](https://example.com)',
    '@example/all',
    '&lt;b&gt;',
    '<!--',
    'https://example.com',
    '`|`|`',
    '\n/merge'
  )
)

test('no text of people changes how the page is built', () => {
  const expected = shapeOf(markdownPlan(planWith('a')))
  expect(expected).toContain('table')
  expect(expected).toContain('code')
  fc.assert(
    fc.property(
      nasty.filter(text => text.trim() !== ''),
      text => {
        const page = markdownPlan(planWith(text))
        expect(shapeOf(page)).toEqual(expected)
        // GitLab does what such a line of a note says, unless it is in a block of code.
        const told = lexer(page).filter(({ type }) => type !== 'code')
        expect(told.filter(({ raw }) => /^\s*\//m.test(raw))).toEqual([])
      }
    ),
    parsing
  )
})

const risk: Risk = {
  code: 'admin-granted',
  level: 'high',
  message: '`bob@example.com` becomes admin',
  help: 'ask why',
  at: { file: 'tenants/fraud.yaml', line: 1 },
  tenants: ['fraud'],
  clusters: ['production']
}

test('the first tenant is shown however many risks and rights there are', () => {
  const one = planWith('b'.repeat(100))
  const many = <T>(all: readonly T[]) => Array.from({ length: 2000 }, () => all).flat()
  const page = markdownPlan({ ...one, risks: many(one.risks), access: many(one.access) })
  expect(page.length).toBeLessThanOrEqual(60_000)
  expect(page).toContain('**Tenants**')
  expect(page).toMatch(/_Left out here: \d+ risk tables\./)
})

test('as much is shown as a comment has room for, and it is said what is not', () => {
  const name = 'x'.repeat(200)
  const one = planWith(name)
  const [change] = one.tenants
  if (!change) throw new Error('the plan has no tenant')
  const many: Plan = {
    ...one,
    risks: Array.from({ length: 130 }, () => risk),
    tenants: Array.from({ length: 300 }, (_, at) => ({
      ...change,
      settings: [{ field: `${name}-${at}`, before: 1, after: 2, at: risk.at }]
    }))
  }
  const page = markdownPlan(many)
  expect(page.length).toBeLessThanOrEqual(60_000)
  expect(page.length).toBeGreaterThan(55_000)
  expect(page.match(/becomes admin/g)).toHaveLength(130)
  const [last] = page
    .split('\n')
    .filter(line => line !== '')
    .slice(-1)
  expect(last).toMatch(/^_Left out here: \d+ tenant changes\. `npx .*_$/)
  const shape = shapeOf(page)
  expect(shape.filter(part => part.includes('<details>'))).toHaveLength(
    shape.filter(part => part.includes('</details>')).length
  )
})
