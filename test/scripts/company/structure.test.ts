import { cpSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { layStructure } from '../../../scripts/overlay/structure.ts'
import { structureFaults } from '../../../scripts/overlay/structure-faults.ts'
import { acme } from '../../support/acme.ts'
import { call, commitStart, example, git, reset, write } from '../../support/command.ts'

const lock = 'kustomize/lock.json'
const file = 'kustomize/auth/kustomization.yaml'
const named = '{"devDependencies": {"tenantry": "0.2.0"}}'
let root = ''

beforeAll(() => {
  root = example()
  cpSync(join(acme, 'kustomize'), join(root, 'kustomize'), { recursive: true })
  layStructure(root)
  write(root, 'package.json', named)
  commitStart(root)
})
beforeEach(() => reset(root))
afterAll(() => rmSync(root, { recursive: true }))

const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const remove = (path: string) => rmSync(join(root, path), { recursive: true })
const found = (wasCompany?: boolean) => {
  return structureFaults(root, wasCompany).map(({ message }) => message)
}

test('says nothing of what Tenantry laid, and nothing of roots', () => {
  write(root, 'kustomize/clusters/production/auth/ours.yaml', 'kind: Secret\n')
  expect(found()).toEqual([])
})

test.each<[string, string, () => void]>([
  ['a changed file', file, () => write(root, file, 'resources: []\n')],
  ['a file that is gone', file, () => remove(file)],
  ['no lock', lock, () => remove(lock)],
  ['a lock that is no JSON', lock, () => write(root, lock, '{')],
  ['a lock that is a list', lock, () => write(root, lock, '[1,2]')],
  ['a lock of nothing', lock, () => write(root, lock, '{"tenantry":"0.2.0","files":null}')],
  ['a lock in conflict', lock, () => write(root, lock, `<<<<<<< HEAD\n${textOf(lock)}`)],
  [
    'a version that is none',
    lock,
    () => write(root, lock, textOf(lock).replace(/"tenantry": ".*"/, '"tenantry": "banana"'))
  ],
  [
    'a path that leads out',
    lock,
    () => write(root, lock, textOf(lock).replace(file, 'kustomize/../../../../etc/passwd'))
  ],
  [
    'a digest that is another one',
    lock,
    () => write(root, lock, textOf(lock).replace(/"[0-9a-f]{64}"/, `"${'0'.repeat(64)}"`))
  ],
  [
    'an entry that is missing',
    lock,
    () => write(root, lock, textOf(lock).replace(/ +"kustomize\/auth\/.*\n/, ''))
  ],
  [
    'a link to the same text',
    file,
    () => {
      write(root, '.git/same.yaml', textOf(file))
      remove(file)
      symlinkSync(join(root, '.git/same.yaml'), join(root, file))
    }
  ]
])('tells %s, in one message', (_, path, change) => {
  change()
  expect(found()).toEqual([
    expect.stringMatching(new RegExp(`^\`${path}\` is a file of Tenantry's, and `))
  ])
})

test.each(['kustomize/auth/extra.yaml', 'kustomize/mine/kustomization.yaml'])(
  'tells %s, which the next version might replace',
  path => {
    write(root, path, 'resources: []\n')
    expect(found()).toEqual([expect.stringMatching(/^`kustomize\/.*` is none of Tenantry's files/)])
  }
)

test('is not switched off by a change that makes the repository look like another one', async () => {
  remove(lock)
  remove('package.json')
  expect([found(), found(true).length]).toEqual([[], 1])
  const { stderr } = await call(['check', '--root', root, '--base', 'HEAD'])
  expect(stderr).toContain("`kustomize/lock.json` is a file of Tenantry's, and has been removed")
})

test('a lock of a newer version is told by its number', async () => {
  write(root, lock, textOf(lock).replace(/"tenantry": ".*"/, '"tenantry": "99.0.0"'))
  const { status, stderr } = await call(['check', '--root', root])
  expect(status).toBe(1)
  expect(stderr).toContain('Tenantry 99.0.0 wrote the overlays, and this is Tenantry ')
  expect(stderr).toContain('help: `npm ci` installs the version that package.json names')
  expect(stderr).not.toContain('upgrade`')
})

test('is written again where it is lost, once one says so', async () => {
  remove(lock)
  git(root, 'commit', '--quiet', '--all', '--message', 'Remove')
  const refused = await call(['upgrade', '--root', root])
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining(lock) })
  expect(await call(['upgrade', '--root', root, '--overwrite'])).toMatchObject({ status: 0 })
  expect(found()).toEqual([])
})
