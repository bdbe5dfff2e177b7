import type { ChildProcess } from 'node:child_process'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { call, example, run } from '../../support/command.ts'

const root = example()
const place = join(root, 'tenants/rain.yaml')
let child: ChildProcess | undefined
afterEach(() => child?.kill('SIGKILL'))

/** Writes as many editors do: beside the file, and then in its place. */
function save(text: string): void {
  writeFileSync(`${place}~`, text)
  renameSync(`${place}~`, place)
}

test('it judges again after each change, however it is written, and ends with the last exit code', async () => {
  const [parts, faults]: [string[], string[]] = [[], []]
  const out = () => parts.join('')
  const ended = run(['validate', '--watch', '--root', root], {}, started => {
    child = started
    started.stdout?.on('data', (chunk: Buffer) => parts.push(chunk.toString()))
    started.stderr?.on('data', (chunk: Buffer) => faults.push(chunk.toString()))
  })
  const lines = (count: number) => {
    return expect.poll(() => out().split('\n').length - 1, { timeout: 60_000 }).toBe(count)
  }
  await lines(1)
  expect(out()).toMatch(
    /^\d\d:\d\d:\d\d 7 tenants on 2 clusters, no mistakes; waiting for a change, Ctrl-C ends\n$/
  )
  save('owner: nobody\n')
  await lines(2)
  expect(faults.join('')).toContain('tenants/rain.yaml:1:8')
  save('owner: grace@example.com\n')
  await lines(3)
  mkdirSync(join(root, 'tenants/ds-delta/'), { recursive: true })
  writeFileSync(join(root, 'tenants/ds-delta/snow.yaml'), 'owner: grace@example.com\nquota: xl\n')
  await lines(4)
  expect(out().split('\n')[2]).toContain('8 tenants on 2 clusters, no mistakes')
  expect(out().split('\n')[3]).toContain('2 errors in 1 file; waiting')
  expect(out()).not.toContain('\x1b')
  child?.kill('SIGINT')
  expect((await ended).status).toBe(1)
}, 120_000)

test('it is for people', async () => {
  const { status, stderr } = await call(['validate', '--watch', '--format', 'json', '--root', root])
  expect(status).toBe(2)
  expect(stderr).toContain('`--watch` is for people; leave out `--format`')
})
