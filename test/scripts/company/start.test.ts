import { expect, test } from 'vitest'
import { packedTemplates } from '../../../scripts/company/packed.ts'
import { type Company, surroundings } from '../../../scripts/company/start.ts'

const company = { cluster: 'production', domain: undefined, engine: 'flux', pin: '1.0.0' } as const

function filesFor(forge: Company['forge']): ReadonlyMap<string, string> {
  const files = surroundings(packedTemplates(), { ...company, forge, tenantsOnly: false })
  return new Map(files.map(({ path, text }) => [path, text]))
}

const template = {
  github: '.github/pull_request_template.md',
  gitlab: '.gitlab/merge_request_templates/Default.md'
} as const

test.each(['github', 'gitlab'] as const)(
  'a company on %s gets its template for requests',
  forge => {
    const files = filesFor(forge)
    for (const word of ['Why:', 'Until when:', 'Who pays:']) {
      expect(files.get(template[forge])).toContain(word)
    }
    const other = forge === 'github' ? 'gitlab' : 'github'
    expect([...files.keys()].filter(path => path.startsWith(`.${other}`))).toEqual([])
  }
)

test('both forges ask the same', () => {
  const [github, gitlab] = [filesFor('github'), filesFor('gitlab')]
  expect(github.get(template.github)).toBe(gitlab.get(template.gitlab))
})

test('the editors of every company are told which schema is for which file', () => {
  const settings = JSON.parse(filesFor('gitlab').get('.vscode/settings.json') ?? '{}')
  expect(Object.keys(settings['yaml.schemas'])).toContain('./schemas/tenant.json')
})
