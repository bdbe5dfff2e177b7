import { expect, test } from 'vitest'
import { compile } from '../../../src/compile.ts'
import type { Source } from '../../../src/diagnostics/source.ts'
import { proposals } from '../../../src/edits/proposals.ts'
import { type RawFile, readTree } from '../../../src/files/disk.ts'

const raw = ({ path, text }: Source): readonly [string, RawFile] => {
  return [path, { kind: 'file', bytes: new TextEncoder().encode(text) }]
}
const texts = {
  'platform/common.yaml': 'version: 1\nemails: {lowercase: true, domains: [corp.example]}\n',
  'platform/policy.yaml': '- tenants: ["*"]\n  members: {most: 3}\n',
  'platform/directory.yaml':
    'people: {"ines@corp.example": {}, "zoe@corp.example": {}}\ncomplete: true\n'
}
const cluster = [...readTree('test', ['platform'])].filter(([path]) =>
  path.endsWith('production.yaml')
)
const files = [...cluster, ...Object.entries(texts).map(([path, text]) => raw({ path, text }))]
const file = { path: 'tenants/fraud.yaml', text: '# kept\nowner: ines@corp.example\n' }
const guest = (person: string) => ({ person, role: 'edit', notebooks: true }) as const

function proposed(...people: readonly string[]) {
  const guests = people.map(guest)
  return proposals([{ file, guests }], changed => {
    const touched = new Set(changed.map(({ path }) => path))
    const all = new Map([...files, raw(file), ...changed.map(raw)])
    return compile(all, { today: '2026-06-15', touched }).diagnostics
  })
}

test('leaves out whom the repository refuses, with the reason, and keeps the others', () => {
  const { changes, left } = proposed(
    'svc.bot@partner.example',
    'zoe@corp.example',
    'new@corp.example'
  )
  expect(changes).toEqual([
    [file, { ...file, text: `${file.text}members:\n  - user: zoe@corp.example\n    role: edit\n` }]
  ])
  expect(left.map(({ person, mistake }) => [person, mistake.message])).toEqual([
    ['svc.bot@partner.example', expect.stringContaining('from outside the allowed domains')],
    ['new@corp.example', '`new@corp.example` is not in the directory']
  ])
})

test('proposes nothing where nobody is left', () => {
  expect(proposed('Ines@Corp.Example').changes).toEqual([])
  expect(proposed().changes).toEqual([])
})
