import { expect, test } from 'vitest'
import { headerOf, isOurs } from '../../../charts/objects/generated.ts'

test.each([
  ['generated/a/tenants/b/namespace/grants.yaml', `# ${headerOf('tenants/b.yaml')}\n`],
  ['generated/a/x.yaml', '# Generated from tenants/b.yaml by `npm run generate`; do not edit.\n'],
  ['generated/a/platform/iam.json', `{\n  "//": "${headerOf('platform/')}",\n`],
  ['generated/a/platform/auth/group-map.json', '{\n  "alice@example.com": []\n}\n']
])('%s is ours', (path, text) => {
  expect(isOurs(path, text)).toBe(true)
})

test.each([
  ['generated/a/tenants/b/namespace/grants.yaml', 'apiVersion: v1\n'],
  ['generated/a/notes.json', '{\n  "alice@example.com": []\n}\n'],
  ['elsewhere/a/platform/auth/group-map.json', '{}\n']
])('%s is not', (path, text) => {
  expect(isOurs(path, text)).toBe(false)
})
