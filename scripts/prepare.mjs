// What `npm ci` ends with: the commands are built, and a person's clone gets the hooks.
import { existsSync } from 'node:fs'
import { build } from './bundle/build.mjs'
import { home, target } from './bundle/target.mjs'

const folder = target()
if (!existsSync(folder)) await build(folder)

// CI and an install without development packages commit nothing, so they need no hooks.
const husky = new URL('node_modules/husky/index.js', home)
if (!process.env.CI && existsSync(new URL('.git', home)) && existsSync(husky)) {
  const { default: install } = await import(husky.href)
  const problem = install()
  if (problem) process.stderr.write(`no hooks: ${problem}\n`)
}
