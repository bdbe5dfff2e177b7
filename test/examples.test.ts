import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { dataOf } from '../scripts/company/start.ts'
import { layStructure } from './support/acme.ts'
import { call } from './support/command.ts'
import { diagnose } from './support/compile-texts.ts'
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

const installed = `kubeflow: "26.03"
domain: kubeflow.example.com   # where people open Kubeflow
aws: {account: "111122223333", region: eu-central-1, eks: kubeflow-production}
identity:
  provider:
    # who signs people in
    external: {issuer: "https://login.example.com", clientId: kubeflow}
ingress:
  alb:
    certificate: arn:aws:acm:eu-central-1:111122223333:certificate/0aaa-1bbb
    subnets: [10.0.0.0/20]
pipelines: {env: default}      # Kubeflow's own
gitops:
  flux: true
  repository: https://github.com/example/tenants
`

test('a company in a Kubeflow that others installed begins without what sets Kubeflow up', () => {
  const [file] = dataOf([{ path: 'platform/clusters/production.yaml', text: installed }], {
    cluster: 'shared',
    domain: undefined,
    forge: 'github',
    engine: 'flux',
    tenantsOnly: true,
    pin: '1.0.0'
  })
  expect(file?.path).toBe('platform/clusters/shared.yaml')
  expect(file?.text).toContain('components: external')
  expect(file?.text).toContain('domain: kubeflow.example.com   # where people open Kubeflow\n')
  const texts = { 'platform/clusters/production.yaml': file?.text ?? '' }
  expect(diagnose({ ...texts, 'tenants/fraud.yaml': 'owner: alice@example.com\n' })).toEqual([])
})
