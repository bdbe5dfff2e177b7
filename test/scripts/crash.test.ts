import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, example, filesIn, run, write } from '../support/command.ts'
import { slow } from '../support/runs.ts'

const root = example()
const common = join(root, 'platform/common.yaml')

/** Quotas that differ from the committed ones in every tenant. */
const texts = {
  before: readFileSync(common, 'utf8'),
  after: readFileSync(common, 'utf8').replaceAll('cost-center: ml', 'cost-center: other')
}
const trees: Record<string, Record<string, string>> = {}

const args = ['generate', '--root', root]
const generate = () => call(args)

beforeAll(async () => {
  for (const cluster of ['production', 'staging']) {
    const path = join(root, `platform/clusters/${cluster}.yaml`)
    writeFileSync(path, readFileSync(path, 'utf8').replace(/shards: \d/, 'shards: 4'))
  }
  for (let at = 0; at < (slow ? 30 : 10); at++)
    write(root, `tenants/more-${at}.yaml`, 'owner: alice@example.com\n')
  for (const [name, text] of Object.entries(texts).reverse()) {
    writeFileSync(common, text)
    expect(await generate()).toMatchObject({ status: 0, stderr: '' })
    trees[name] = filesIn(root)
  }
  expect(trees.before).not.toEqual(trees.after)
})

afterAll(() => rmSync(root, { recursive: true }))

// Early in the run, in the middle of writing, and late.
test.each(slow ? [0.5, 0.8, 0.9, 0.95] : [])(
  'killed after %s of its run time, it never leaves output that check accepts',
  async part => {
    writeFileSync(common, texts.before)
    expect(await generate()).toMatchObject({ status: 0 })
    writeFileSync(common, texts.after)
    const time = await duration()
    const { status } = await run(args, {}, async child => {
      await sleep(time * part)
      child.kill('SIGKILL')
    })
    const files = filesIn(root)
    expect(Object.keys(files)).toEqual(Object.keys(trees.after ?? {}))
    for (const [path, text] of Object.entries(files)) {
      expect([trees.before?.[path], trees.after?.[path]]).toContain(text)
    }
    const isNew = JSON.stringify(files) === JSON.stringify(trees.after)
    expect((await call(['check', '--root', root])).status).toBe(isNew ? 0 : 1)
    expect(status === 0 ? isNew : true).toBe(true)
    expect(await generate()).toMatchObject({ status: 0, stderr: '' })
    expect(filesIn(root)).toEqual(trees.after)
    expect(readdirSync(join(root, '.cache/tenantry/running'))).toEqual([])
    expect(readdirSync(join(root, '.cache/tenantry/stage'))).toEqual([])
  },
  120_000
)

/** Counts every file operation, and exits before number KILL_AT. */
const killer = `
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  let done = 0
  for (const name of ['mkdirSync', 'renameSync', 'rmSync', 'rmdirSync', 'writeFileSync']) {
    const real = fs[name]
    fs[name] = (...args) => {
      if (++done === Number(process.env.KILL_AT)) process.kill(process.pid, 'SIGKILL')
      return real(...args)
    }
  }
  syncBuiltinESMExports()
  process.on('exit', () => fs.writeSync(1, 'done ' + done + String.fromCharCode(10)))
`

/** Kills a run before its nth operation; returns the number of operations. */
async function dying(at: number): Promise<number> {
  const preload = `data:text/javascript;base64,${Buffer.from(killer).toString('base64')}`
  const env = { NODE_OPTIONS: `--import ${preload}`, KILL_AT: String(at) }
  const { status, stdout } = await run(args, env)
  expect(Number.isNaN(status)).toBe(at > 0)
  return Number(/^done (\d+)$/m.exec(stdout)?.[1])
}

test('killed before any of its steps, it never leaves output that check accepts', async () => {
  const begin = async () => {
    writeFileSync(common, texts.before)
    expect(await generate()).toMatchObject({ status: 0 })
    writeFileSync(common, texts.after)
  }
  // The first process may also have to build the bundle and make folders.
  await begin()
  await dying(0)
  await begin()
  const steps = await dying(0)
  expect(steps).toBeGreaterThan(100)
  const seen = new Set<string>()
  for (const part of slow ? [0.1, 0.5, 0.55, 0.7, 0.85, 0.95, 1] : [0.7, 1]) {
    await begin()
    await dying(Math.ceil(steps * part))
    const files = filesIn(root)
    for (const [path, text] of Object.entries(files)) {
      expect([trees.before?.[path], trees.after?.[path]]).toContain(text)
    }
    const [isOld, isNew] = [trees.before, trees.after].map(tree => same(files, tree))
    seen.add(isOld ? 'old' : isNew ? 'new' : 'mixed')
    expect((await call(['check', '--root', root])).status).toBe(isNew ? 0 : 1)
    expect(await generate()).toMatchObject({ status: 0, stderr: '' })
    expect(same(filesIn(root), trees.after)).toBe(true)
  }
  expect([...seen].sort()).toEqual(slow ? ['mixed', 'new', 'old'] : ['mixed', 'new'])
})

function same(files: Record<string, string>, tree: Record<string, string> | undefined): boolean {
  return JSON.stringify(files) === JSON.stringify(tree)
}

/** Measured each time, because the load of the machine varies. */
async function duration(): Promise<number> {
  const start = performance.now()
  expect((await run(['check', '--root', root])).status).toBe(1)
  return performance.now() - start
}

test('parallel runs do not interfere', async () => {
  writeFileSync(common, texts.before)
  const start = () => run(args)
  const outcomes = [start(), start(), sleep(300).then(start)]
  await sleep(200)
  // In one step, since a run that reads the file while it is written would find it empty.
  writeFileSync(`${root}.new`, texts.after)
  renameSync(`${root}.new`, common)
  outcomes.push(start())
  for (const outcome of await Promise.all(outcomes))
    expect(outcome).toMatchObject({ status: 0, stderr: '' })
  expect(filesIn(root)).toEqual(trees.after)
})

test('a run that was killed long ago blocks nobody', async () => {
  // No process has such a high id.
  write(root, '.cache/tenantry/running/4194999', '')
  write(root, '.cache/tenantry/stage/0-0', 'half a fi')
  expect(await generate()).toMatchObject({ status: 0, stderr: '' })
})
