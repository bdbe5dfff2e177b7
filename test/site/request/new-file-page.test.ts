import { expect, test } from 'vitest'
import { newFilePage, type Repository, repositoryOf } from '../../../site/request/new-file-page.ts'

test.each([
  ['https://github.com/example/tenants', 'github', 'https://github.com/example/tenants'],
  ['https://github.com/example/tenants.git', 'github', 'https://github.com/example/tenants'],
  ['git@github.com:example/tenants.git', 'github', 'https://github.com/example/tenants'],
  ['ssh://git@git.example.com:2222/ml/a/tenants', 'gitlab', 'https://git.example.com/ml/a/tenants']
] as const)('%s on %s is %s', (address, forge, url) => {
  expect(repositoryOf(address, 'main', forge)?.url).toBe(url)
})

test.each(['https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/tenants', 'tenants'])(
  '%s has no page for a new file',
  address => {
    expect(repositoryOf(address, 'main', 'github')).toBeNull()
  }
)

const file = { path: 'tenants/ds-delta/weather.yaml', text: 'owner: a+b@example.com # & 100%\n' }
const at = (host: Repository['host']): Repository => {
  return { host, url: 'https://git.example.com/ml/tenants', branch: 'release/1 #2' }
}

test.each([
  ['GitHub', '/ml/tenants/new/release/1%20%232', ['filename', 'value']],
  ['GitLab', '/ml/tenants/-/new/release/1%20%232', ['file_name', 'content']]
] as const)('%s gets the path and the text as they are', (host, path, [name, text]) => {
  const url = new URL(newFilePage(at(host), file) ?? '')
  expect(url.pathname).toBe(path)
  expect(Object.fromEntries(url.searchParams)).toEqual({ [name]: file.path, [text]: file.text })
})

test('a text that is too long for an address has none', () => {
  expect(newFilePage(at('GitHub'), { ...file, text: 'x'.repeat(8000) })).toBeNull()
})
