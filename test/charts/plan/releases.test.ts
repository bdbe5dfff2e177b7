import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, commitAll, example, write } from '../../support/command.ts'

const root = example(['tenants', 'platform', '.github'])
afterAll(() => rmSync(root, { recursive: true }))

const file = 'platform/clusters/staging.yaml'
const ours = (...args: readonly string[]) => call([...args, '--root', root])

/** Another release in the cluster's file, and what the plan tells to run then. */
async function moveTo(release: string): Promise<void> {
  const text = readFileSync(join(root, file), 'utf8')
  write(root, file, text.replace(/^kubeflow: .*$/m, `kubeflow: "${release}"`))
  for (const name of ['generate', 'roots', 'check'])
    expect(await ours(name)).toMatchObject({ status: 0 })
  commitAll(root, `Kubeflow ${release}`)
}

beforeAll(() => moveTo('1.11'), 120_000)

test.each(['26.03', '26.03.1'])('the plan of a change to %s', async release => {
  await moveTo(release)
  const { stdout } = await ours('plan', '--base', 'HEAD~1', '--format', 'markdown')
  await expect(stdout).toMatchFileSnapshot(join(import.meta.dirname, `to-${release}.md`))
})
