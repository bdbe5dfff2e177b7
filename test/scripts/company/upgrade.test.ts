import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { digestOf } from '../../../scripts/overlay/copy-lock.ts'
import { references } from '../../../scripts/overlay/git-reference.ts'
import { layStructure } from '../../../scripts/overlay/structure.ts'
import { acme } from '../../support/acme.ts'
import {
  call,
  commitAll,
  commitStart,
  example,
  filesIn,
  git,
  reset,
  write
} from '../../support/command.ts'

/** More than a busy machine needs. */
const minutes = 60 * 60_000
const roots: string[] = []
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true })
})

const older = '0.1.7'
const lock = 'kustomize/lock.json'
const patch = 'kustomize/clusters/production/auth/ours.yaml'
const machines = 'kustomize/auth/kustomization.yaml'
const cluster = 'platform/clusters/production.yaml'
const objects = 'generated/production/tenants/fraud/namespace/objects.yaml'

/** A company's repository that an older version wrote, which knew less and named a port otherwise. */
async function company(): Promise<string> {
  const root = example()
  roots.push(root)
  cpSync(join(acme, 'kustomize'), join(root, 'kustomize'), { recursive: true })
  layStructure(root)
  const { status, stderr } = await call(['generate', '--root', root])
  if (status !== 0) throw new Error(stderr)
  edit(root, lock, [/"tenantry": ".*"/, `"tenantry": "${older}"`])
  edit(root, 'generated/tenantry.json', [/"version": ".*"/, `"version": "${older}"`])
  edit(root, objects, [/^kind: ServiceAccount$/m, 'kind: Service'])
  edit(root, cluster, [/^serving:\n/m, 'serving:\n  # Never.\n  paths: false # old\n'])
  rmSync(join(root, 'schemas/tenant.json'))
  write(root, patch, '# A patch of our own.\n')
  commitStart(root)
  return root
}

type Change = readonly [from: string | RegExp, to: string]

function edit(root: string, path: string, [from, to]: Change): void {
  const text = readFileSync(join(root, path), 'utf8')
  const changed = text.replace(from, to)
  if (changed === text) throw new Error(`nothing changes in ${path}`)
  write(root, path, changed)
}

const upgrade = (root: string, ...flags: readonly string[]) =>
  call(['upgrade', '--root', root, ...flags])
const status = (root: string) => git(root, 'status', '--porcelain')

describe('a company', () => {
  let root = ''
  beforeAll(async () => {
    root = await company()
  }, minutes)
  beforeEach(() => reset(root))

  test(
    'is told what changes, moves as a whole, and goes back',
    async () => {
      const { stdout } = await upgrade(root, '--preview')
      expect(stdout).toContain(`from Tenantry ${older} to `)
      expect(stdout).toContain('\n## [0.2.0]\n')
      expect(stdout).not.toContain('\n## [0.1.0]\n')
      expect(stdout).toMatch(
        /\ngenerated\/production\/: 1 file\n {2}1 object added: 1 ServiceAccount\n/
      )
      expect(stdout).toContain('\n  1 object removed: 1 Service\n')
      expect(status(root)).toBe('')

      const before = filesIn(root, 'tenants')
      expect(await upgrade(root)).toMatchObject({ status: 0 })
      const names = git(root, 'status', '--porcelain')
        .trim()
        .split('\n')
        .map(line => line.trim())
      expect(names.sort()).toEqual(
        [
          '?? schemas/tenant.json',
          `M ${objects}`,
          'M generated/tenantry.json',
          `M ${lock}`,
          `M ${cluster}`
        ].sort()
      )
      const text = readFileSync(join(root, cluster), 'utf8')
      expect(text).toMatch(/\nserving:\n {2}# Never\.\n {2}public: /)
      expect(filesIn(root, 'tenants')).toEqual(before)
      const { definitions } = JSON.parse(readFileSync(join(root, 'schemas/tenant.json'), 'utf8'))
      expect(definitions.cluster.enum).toEqual(['production', 'staging'])
      expect(definitions.team.enum).toContain('ds-delta')
      commitAll(root)
      expect(await call(['check', '--root', root])).toMatchObject({ status: 0, stderr: '' })
      expect((await upgrade(root)).stdout).toContain('nothing changes')
      expect(status(root)).toBe('')
      edit(root, 'platform/common.yaml', [/^presets:\n/m, 'presets:\n  tiny: {cpu: 1}\n'])
      const stale = await call(['check', '--root', root])
      expect(stale.stdout + stale.stderr).toContain('schemas/tenant.json')
      git(root, 'checkout', '--quiet', 'platform')

      git(root, 'revert', '--no-edit', 'HEAD')
      expect(git(root, 'diff', 'start')).toBe('')
      const checked = await call(['check', '--root', root])
      expect(checked.stderr).toContain('conflicting-version')
    },
    minutes
  )

  test(
    "keeps a change of Tenantry's own file until it is told",
    async () => {
      edit(root, machines, [/$/, '# ours\n'])
      commitAll(root)
      const { status: code, stderr } = await upgrade(root)
      expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining(machines) })
      expect(stderr).toContain('\nnothing was changed\n')
      expect(status(root)).toBe('')
      expect(await upgrade(root, '--overwrite')).toMatchObject({ status: 0 })
      expect(readFileSync(join(root, machines), 'utf8')).not.toContain('# ours')
    },
    minutes
  )

  test(
    'keeps its copy of Kubeflow, and is told what that lacks',
    async () => {
      const place = 'kustomize/upstream/26.03'
      const texts = Object.entries(filesIn(root, place))
      const bases = texts.flatMap(([, text]) => references(text)).map(({ path }) => path)
      const folders = bases.map(path => `${place}/files/kubeflow/${path}`)
      for (const folder of folders) write(root, `${folder}/kustomization.yaml`, 'resources: []\n')
      const seal = () => {
        const digest = digestOf(join(root, place, 'files'))
        write(
          root,
          `${place}/lock.json`,
          JSON.stringify({ source: 'a folder', commit: '', others: {}, ...digest })
        )
      }
      seal()
      layStructure(root)
      edit(root, lock, [/"tenantry": ".*"/, `"tenantry": "${older}"`])
      commitAll(root)
      expect(await upgrade(root)).toMatchObject({ status: 0, stderr: '' })
      const katib = readFileSync(join(root, place, 'katib/kustomization.yaml'), 'utf8')
      expect(katib).toContain('  - ../files/kubeflow/')
      rmSync(join(root, folders[0] ?? ''), { recursive: true })
      seal()
      commitAll(root)
      const { stderr } = await upgrade(root)
      expect(stderr).toContain(`the copy of 26.03 lacks \`kubeflow/${bases[0]}\``)
    },
    minutes
  )

  test(
    'decides itself what nobody else knows',
    async () => {
      edit(root, cluster, ['paths: false', 'paths: true'])
      commitAll(root)
      const { status: code, stderr } = await upgrade(root)
      expect(code).toBe(1)
      expect(stderr).toMatch(/^platform\/clusters\/production\.yaml:\d+: write `public: /)
      expect(status(root)).toBe('')
    },
    minutes
  )

  test(
    'with a mistake in a file stays as it is',
    async () => {
      edit(root, 'tenants/ds-delta/fraud.yaml', [/^owner:/m, 'ownr:'])
      commitAll(root)
      const { status: code, stderr } = await upgrade(root)
      expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('ownr') })
      expect(status(root)).toBe('')
    },
    minutes
  )

  test('commits its own work first', async () => {
    write(root, 'tenants/fresh.yaml', 'owner: alice@example.com\n')
    const { status: code, stderr } = await upgrade(root)
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('`tenants/fresh.yaml` is not committed')
    })
  })

  test('of a newer version goes back by git', async () => {
    edit(root, lock, [older, '99.0.0'])
    commitAll(root)
    const { status: code, stderr } = await upgrade(root)
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('git revert')
    })
  })
})

test('a folder that is no company is told what becomes one', async () => {
  const root = example([])
  roots.push(root)
  const { status: code, stderr } = await upgrade(root)
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('tenantry init')
  })
})

test('a company without a commit is told how to make one', async () => {
  const root = example([])
  roots.push(root)
  layStructure(root)
  const { status: code, stderr } = await upgrade(root)
  expect({ code, stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /^error: .* has no commit .*`git init`, `git add --all` and `git commit`.*\n$/
    )
  })
})

/** The last commit before there was a package. */
const fork = '82256c0d'
const isKnown = spawnSync('git', ['cat-file', '-e', `${fork}^{commit}`]).status === 0
if (!isKnown)
  process.stderr.write(`!!! not proven: the way from a fork, which needs commit ${fork}\n`)

test.runIf(isKnown)(
  'a fork moves with its roots and patches, and keeps its tenants to the byte',
  async () => {
    const root = example([])
    roots.push(root)
    const folders = ['tenants', 'platform', 'generated', 'kustomize/clusters']
    const archive = execFileSync('git', ['archive', fork, ...folders], { maxBuffer: Infinity })
    execFileSync('tar', ['x', '-C', root], { input: archive })
    write(root, patch, '# A patch of our own.\n')
    layStructure(root)
    commitStart(root)
    const before = filesIn(root, 'tenants')
    const { stdout } = await upgrade(root)
    expect(stdout).toContain('from Tenantry 0.1.0 to ')
    expect(filesIn(root, 'tenants')).toEqual(before)
    expect(readFileSync(join(root, patch), 'utf8')).toBe('# A patch of our own.\n')
    expect(existsSync(join(root, 'schemas/tenant.json'))).toBe(true)
    commitAll(root)
    const checked = await call(['check', '--root', root])
    expect(checked.stdout + checked.stderr).toBe('generated/ is up to date\n')
  },
  minutes
)
