import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toolOf } from './support/conform.ts'

test.for(['.github/workflows', 'company/_github/workflows'])(
  'actionlint finds nothing in %s',
  (folder, context) => {
    const files = readdirSync(folder).map(file => join(folder, file))
    execFileSync(toolOf('actionlint', context), ['-no-color', ...files], { stdio: 'inherit' })
  }
)

/** From PyPI, with the schemas of both forges in it. */
const program = process.env.CHECK_JSONSCHEMA ?? 'check-jsonschema'

test.for([
  ['company/_gitlab-ci.yml', 'gitlab-ci', '--data-transform', 'gitlab-ci'],
  ['action.yml', 'github-actions'],
  ['company/_github/workflows/tenantry.yaml', 'github-workflows'],
  ['company/_github/workflows/tenantry-fix.yaml', 'github-workflows'],
  ['company/_github/workflows/tenantry-nightly.yaml', 'github-workflows']
])('%s meets the schema of its forge', ([file = '', schema, ...flags], context) => {
  const args = ['--builtin-schema', `vendor.${schema}`, ...flags, file]
  const { error, status, stdout } = spawnSync(program, args, { encoding: 'utf8' })
  if (error) return context.skip('found no check-jsonschema: `pip install check-jsonschema`')
  expect({ status, stdout }).toMatchObject({ status: 0 })
})
