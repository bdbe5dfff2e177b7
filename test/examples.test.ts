import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { layStructure } from './support/acme.ts'
import { call } from './support/command.ts'
import { toolOf } from './support/conform.ts'

const examples = readdirSync('examples', { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => join('examples', name))
const folders = ['tenants', 'platform', 'generated', 'kustomize/clusters']

/** The data as a repository of its own. */
function repository(place: string): string {
  const root = mkdtempSync(join(tmpdir(), 'tenantry example '))
  onTestFinished(() => rmSync(root, { recursive: true }))
  for (const folder of folders) cpSync(join(place, folder), join(root, folder), { recursive: true })
  layStructure(root)
  return root
}

describe.each(['.', ...examples])('the data in %s', place => {
  const lacks = folders.find(folder => !existsSync(join(place, folder)))

  test('is valid, and what is generated from it is fresh', async context => {
    if (place === '.' && lacks !== undefined) context.skip(`there is no ${lacks}/`)
    expect(await call(['check', '--root', place])).toEqual({
      status: 0,
      stdout: 'generated/ is up to date\n',
      stderr: expect.not.stringContaining('error')
    })
  })

  test('builds to objects that kubeconform accepts', async context => {
    if (place === '.' && lacks !== undefined) context.skip(`there is no ${lacks}/`)
    for (const name of ['kustomize', 'kubeconform'] as const) toolOf(name, context)
    const { status, stdout, stderr } = await call(['conform', '--root', repository(place)])
    expect({ status, stderr }).toMatchObject({ status: 0 })
    expect(stdout).toContain('all valid')
  })
})
