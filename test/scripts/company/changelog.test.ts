import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sectionsOf } from '../../../scripts/company/changelog.ts'
import { byAge } from '../../../scripts/system/version.ts'

test('sorts versions by their numbers', () => {
  const sorted = ['0.9.0', '0.10.0', '0.10.2', '1.0.0', '1.0.0']
  expect([...sorted].reverse().sort(byAge)).toEqual(sorted)
})

test('finds what happened after one version, up to another', () => {
  const text = '# Changelog\n\n## [0.3.0]\n\nThree.\n\n## [0.2.0]\n\nTwo.\n\n## [0.1.0]\n\nOne.\n'
  expect(sectionsOf(text, '0.1.0', '0.2.0')).toEqual(['## [0.2.0]\n\nTwo.'])
  expect(sectionsOf(text, '0.2.0', '0.2.0')).toEqual([])
})

test('the changelog has a section for this version', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(sectionsOf(readFileSync('CHANGELOG.md', 'utf8'), '0.1.0', version)).not.toEqual([])
})
