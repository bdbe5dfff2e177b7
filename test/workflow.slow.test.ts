import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { toolOf } from './support/conform.ts'

test.for(['.github/workflows', 'company/_github/workflows'])(
  'actionlint finds nothing in %s',
  (folder, context) => {
    const files = readdirSync(folder).map(file => join(folder, file))
    execFileSync(toolOf('actionlint', context), ['-no-color', ...files], { stdio: 'inherit' })
  }
)
