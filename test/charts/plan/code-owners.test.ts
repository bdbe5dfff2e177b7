import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linesAbout, ownerRules, rulesFor } from '../../../charts/plan/approvals/code-owners.ts'
import type { Forge } from '../../../charts/plan/approvals/owner-pattern.ts'

/** Whom a file asks about a path, by section. */
function askedBy(forge: Forge, text: string, path: string): Record<string, readonly string[]> {
  const all = rulesFor(ownerRules(text, forge), forge)(path)
  const rules = rulesFor(ownerRules(linesAbout(text, [path]), forge), forge)(path)
  expect(rules).toEqual(all)
  return Object.fromEntries(rules.map(({ section, owners }) => [section.name, owners]))
}

// The examples of GitHub's page "About code owners".
const github = `# a comment
* @global-owner1 @global-owner2
*.js @js-owner # inline
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/* docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat
/apps/ @octocat
/apps/github
!kept @nobody
[a-z] @nobody
\\#hash @nobody
`

test.each([
  ['README', ['@global-owner1', '@global-owner2']],
  ['lib/a.js', ['@js-owner']],
  ['a.go', ['docs@example.com']],
  ['a/b/c.txt', ['@octo-org/octocats']],
  ['build/logs/a/b', ['@octocat']],
  ['docs/build/a', ['@doctocat']],
  ['scripts/a.js', ['@doctocat', '@octocat']],
  ['deep/logs', ['@octocat']],
  ['apps/main', ['@octocat']],
  ['apps/github', []],
  ['apps/github/index', []],
  ['apps/github2', ['@octocat']],
  ['kept', ['@global-owner1', '@global-owner2']],
  ['a', ['@global-owner1', '@global-owner2']]
] as const)('GitHub asks about %s', (path, owners) => {
  expect(askedBy('github', github, path)).toEqual({ '': owners })
})

test('what no line names asks nobody', () => {
  expect(askedBy('github', '/docs/ @a\n', 'src/a')).toEqual({})
})

test('on GitHub, `docs/*` is not what is deeper', () => {
  expect(askedBy('github', 'docs/* @a\n', 'docs/a')).toEqual({ '': ['@a'] })
  expect(askedBy('github', 'docs/* @a\n', 'docs/a/b')).toEqual({})
})

// The rules of GitLab's pages "Syntax of CODEOWNERS file" and "Advanced CODEOWNERS configuration".
const gitlab = `* @general
/docs @one-file
/only/folder/ @folder @group/sub/team
nested/name @anywhere

[Documentation][2] @docs
/docs/
*.md
!/docs/free.md

^[Database] @database
model/db/
/model/db/special.md @docs

[documentation]
/late/ @late
`

test.each([
  ['a/b', { '': ['@general'] }],
  ['docs', { '': ['@one-file'] }],
  ['docs/a/b', { '': ['@general'], documentation: ['@docs'] }],
  ['only/folder/a/b', { '': ['@folder', '@group/sub/team'] }],
  ['x/nested/name', { '': ['@anywhere'] }],
  ['x/nested/name/deeper', { '': ['@general'] }],
  ['a/b.md', { '': ['@general'], documentation: ['@docs'] }],
  ['docs/free.md', { '': ['@general'], documentation: [] }],
  ['x/model/db/a', { '': ['@general'], database: ['@database'] }],
  ['model/db/special.md', { '': ['@general'], documentation: ['@docs'], database: ['@docs'] }],
  ['late/a', { '': ['@general'], documentation: ['@late'] }]
] as const)('GitLab asks about %s', (path, sections) => {
  expect(askedBy('gitlab', gitlab, path)).toEqual(sections)
})

test('GitLab asks for as many approvals as a section says', () => {
  const needed = ownerRules(gitlab, 'gitlab').map(({ section }) => [section.name, section.needed])
  expect(Object.fromEntries(needed)).toEqual({ '': 1, documentation: 1, database: 0 })
  expect(needed).toContainEqual(['documentation', 2])
})

const patterns = [
  '*',
  'a',
  '/a',
  'a/',
  '/a/',
  'a/b',
  '/a/b/',
  '*.md',
  '/*.md',
  'a/*.md',
  '**/b',
  'a/**/c',
  'a/**',
  '/a*/c',
  '/generated/*/tenants/fraud/namespace/',
  '/generated/*/tenants/fraud/access.csv',
  'a.b',
  'a?c'
]
const paths = [
  'a/b',
  'a/b/c',
  'a/x/y/c',
  'b/a/b',
  'c.md',
  'a/c.md',
  'a/b/c.md',
  'a.b',
  'axb',
  'abc/c',
  'generated/production/tenants/fraud/namespace/objects.yaml',
  'generated/production/tenants/fraud/access.csv',
  'generated/production/tenants/fraud-2/namespace/objects.yaml',
  'generated/a/b/tenants/fraud/access.csv'
]

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-'))
  execFileSync('git', ['init', '--quiet', folder])
})

afterAll(() => rmSync(folder, { recursive: true }))

/** What git itself makes of a pattern, which GitHub reads as `.gitignore` does. */
function matchedByGit(pattern: string): string[] {
  writeFileSync(join(folder, '.gitignore'), `${pattern}\n`)
  const args = [
    '-C',
    folder,
    'check-ignore',
    '--no-index',
    '--stdin',
    '--verbose',
    '--non-matching'
  ]
  const { stdout } = spawnSync('git', args, { input: paths.join('\n'), encoding: 'utf8' })
  const lines = stdout.split('\n').filter(line => line !== '' && !line.startsWith('::'))
  return lines.map(line => line.split('\t')[1] ?? '')
}

test.each(patterns)('%s stands for what git takes it for', pattern => {
  const rulesOf = rulesFor(ownerRules(`${pattern} @a\n`, 'github'), 'github')
  const own = paths.filter(path => rulesOf(path).length > 0)
  expect(own).toEqual(matchedByGit(pattern))
})
