import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { misfits } from '../../../scripts/bundle/release.mjs'

const read = (path: string) => readFileSync(path, 'utf8')
const { version } = JSON.parse(read('package.json'))

test('the tag of this version fits both packages and the changelog', () => {
  expect(misfits(`v${version}`, read)).toEqual([])
})

test('names each place that another tag does not fit', () => {
  expect(misfits('v99.0.0', read)).toEqual([
    `package.json says ${version}, and the tag v99.0.0`,
    `create/package.json says ${version}, and the tag v99.0.0`,
    `the dependency of create/package.json says ${version}, and the tag v99.0.0`,
    'CHANGELOG.md has no section about 99.0.0'
  ])
})

test('only a tag begins a release, and only its job may sign for npm', () => {
  const workflow = read('.github/workflows/publish.yaml')
  expect(workflow).toMatch(
    /^on:\n {2}push:\n {4}tags: \["v\*"\]\npermissions:\n {2}contents: read\n/m
  )
  expect(workflow.match(/npm publish --provenance/g)).toHaveLength(2)
  const others = ['ci', 'prove'].map(name => read(`.github/workflows/${name}.yaml`))
  expect(others.join()).not.toContain('id-token')
})
