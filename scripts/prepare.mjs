// `npm ci` ends with this: it builds the commands, and installs the git hooks in a developer's clone.
import { existsSync } from 'node:fs'
import { build } from './bundle/build.mjs'
import { home, target } from './bundle/target.mjs'

const folder = target()
if (!existsSync(folder)) await build(folder)

// CI and production installs make no commits, so they need no hooks.
const husky = new URL('node_modules/husky/index.js', home)
if (!process.env.CI && existsSync(new URL('.git', home)) && existsSync(husky)) {
  const { default: install } = await import(husky.href)
  const problem = install()
  if (problem) process.stderr.write(`no hooks: ${problem}\n`)
}
