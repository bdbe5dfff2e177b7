import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { codeowners, reviewersOf, teamReviewersOf } from '../../../charts/owners/codeowners.ts'
import { planOf } from '../../../charts/plan/make-plan.ts'
import type { Plan } from '../../../charts/plan/plan-data.ts'
import { drawPlan } from '../../../charts/plan/print/draw-plan.ts'
import { labelsOf } from '../../../charts/plan/print/forge-labels.ts'
import { render } from '../../../charts/render.ts'
import { compare } from '../../../scripts/plan/compare.ts'
import { compile } from '../../../src/compile.ts'
import { readTree } from '../../../src/files/disk.ts'
import { copyAcme } from '../../support/acme.ts'
import { run } from '../../support/command.ts'

const fraud = 'tenants/ds-delta/fraud.yaml'
let root = ''

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tenantry-'))
  copyAcme(root)
  generate()
  git('init', '--quiet', '--initial-branch=main')
  commit('begin')
  git('tag', 'start')
})

afterAll(() => rmSync(root, { recursive: true }))

beforeEach(() => {
  git('checkout', '--quiet', '--force', '-B', 'main', 'start')
  git('clean', '--quiet', '-d', '--force')
  git('checkout', '--quiet', '-B', 'change')
})

function git(...args: string[]): string {
  const author = ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com']
  const quiet = ['-c', 'core.hooksPath=/dev/null', '-c', 'gc.auto=0']
  return execFileSync('git', ['-C', root, ...author, ...quiet, ...args], { encoding: 'utf8' })
}

function commit(message: string): void {
  git('add', '--all')
  git('commit', '--quiet', '--message', message)
}

function generate(): void {
  const { model } = compile(readTree(root), { today: '2026-06-15', touched: new Set() })
  if (!model) throw new Error('the sources are not valid')
  rmSync(join(root, 'generated'), { recursive: true, force: true })
  for (const [path, text] of render(model)) write(path, text)
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function edit(path: string, from: string, to: string): void {
  const text = readFileSync(join(root, path), 'utf8')
  expect(text).toContain(from)
  write(path, text.replace(from, to))
}

function planned(head?: string): Plan {
  return planOf(compare({ root, base: 'main', head, today: '2026-06-15' }).comparison)
}

test('a folder and a commit give the same plan, and the folder is left as it is', () => {
  edit(fraud, 'gpu: 2', 'gpu: 8')
  edit('tenants/ds-delta/reporting.yaml', 'egress: cluster', 'egress: open')
  generate()
  const before = git('status', '--porcelain')
  const plan = planned()
  expect(git('status', '--porcelain')).toBe(before)
  expect(plan.risks.map(({ code }) => code).sort()).toEqual(['network-loosened', 'quota-raised'])
  expect(plan.tenants.map(({ tenants }) => tenants)).toEqual([['fraud'], ['reporting']])
  commit('change')
  git('checkout', '--quiet', 'main')
  expect(planned('change')).toEqual(plan)
})

test('what was not generated yet is planned as it will be', () => {
  edit(
    fraud,
    '  - tenant: pricing\n    role: view\n',
    '  - {user: erin@example.com, role: admin}\n'
  )
  edit('platform/common.yaml', 'cpu: 32', 'cpu: 48')
  rmSync(join(root, 'tenants/frank.yaml'), { force: true })
  const early = planned()
  expect(early.isPending).toBe(true)
  generate()
  expect(planned()).toEqual({ ...early, isPending: false })
})

test('later commits of others on the main branch are not part of the change', () => {
  edit(fraud, 'gpu: 2', 'gpu: 8')
  generate()
  commit('change')
  const plan = planned('change')
  git('checkout', '--quiet', 'main')
  edit('tenants/ds-delta/reporting.yaml', 'egress: cluster', 'egress: open')
  generate()
  commit('of others')
  expect(planned('change')).toEqual(plan)
})

test('what is edited by hand is told as that', () => {
  const path = 'generated/production/tenants/reporting/namespace/grants.yaml'
  edit(path, 'kubeflow-view', 'kubeflow-admin')
  expect(planned().tenants).toMatchObject([{ tenants: ['reporting'], cause: 'edited' }])
})

test('what is edited by hand of the platform is told, and what is generated is not', () => {
  const path = 'generated/production/platform/guards/objects.yaml'
  edit('platform/clusters/production.yaml', 'culling: {idle: 24h', 'culling: {idle: 48h')
  generate()
  expect(planned().risks.map(({ code }) => code)).not.toContain('edited-output')
  edit(path, 'failurePolicy: Fail', 'failurePolicy: Ignore')
  const told = planned().risks.filter(({ code }) => code === 'edited-output')
  expect(told.map(({ at }) => at.file)).toEqual([path])
})

const strayIn = (plan: Plan) => {
  return plan.risks.filter(({ code }) => code === 'edited-output').map(({ at }) => at.file)
}

test('lists of tenants and orders to the engines that are edited by hand are told', () => {
  write('tenants/new.yaml', 'owner: dan@example.com\nquota: small\n')
  generate()
  expect(strayIn(planned())).toEqual([])
  const list = 'generated/production/shards/0/namespace/kustomization.yaml'
  const named = readFileSync(join(root, list), 'utf8').match(/.*tenants.*\n/)?.[0] ?? ''
  edit(list, named, '')
  expect(strayIn(planned())).toEqual([list])
  const orders = 'generated/production/flux/tenants.yaml'
  edit(orders, 'prune: true', 'prune: false')
  expect(strayIn(planned())).toEqual([orders, list])
  // A mistake does not hide it.
  write('tenants/wrong.yaml', 'owner: nobody\n')
  expect(strayIn(planned())).toEqual([orders, list])
})

test('a mistake in the file of a tenant, or in one of the platform, hides nothing that is edited', () => {
  const [grants, iam] = ['namespace/grants.yaml', 'iam.json'].map(name => {
    return `generated/production/tenants/fraud/${name}`
  }) as [string, string] // two names, two paths
  edit(grants, '    name: bob@example.com', '    name: mallory@example.com')
  edit(iam, 's3:GetObject', 's3:*')
  for (const path of [fraud, 'platform/common.yaml']) {
    appendFileSync(join(root, path), 'nope: 1\n')
    const { risks } = planned()
    const told = risks.filter(({ code }) => code === 'edited-output')
    expect(told.map(({ level, at }) => [level, at.file])).toEqual([
      ['high', iam],
      ['high', grants]
    ])
    expect(told[0]?.message).toContain('`s3:*`')
    expect(told[1]?.message).toContain('`mallory@example.com` gets `kubeflow-edit`')
    git('checkout', '--quiet', path)
  }
})

test('a link in the place of a generated file is told, and files whose names end in other ways', () => {
  const folder = 'generated/production/tenants/fraud/namespace'
  const place = join(root, folder, 'grants.yaml')
  rmSync(place)
  symlinkSync('/etc/hostname', place)
  write(`${folder}/x.yml`, binding)
  commit('change')
  for (const head of [undefined, 'change']) {
    const { risks, totals, tenants } = planned(head)
    const told = risks.filter(({ code }) => code === 'edited-output')
    // What it leads to may be the same.
    expect(totals.clusters.map(({ removed }) => removed)).toEqual([0])
    expect(tenants.flatMap(({ objects }) => objects.map(({ name }) => name))).toEqual(['evil'])
    expect(told.map(({ message }) => message)).toEqual([
      '`namespace/grants.yaml` is a link now, and what it leads to is not read',
      expect.stringContaining('`mallory` gets `kubeflow-admin`')
    ])
  }
})

const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: evil, namespace: fraud}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: kubeflow-admin}
subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: mallory}]
`

test('a file that moves to a folder, one with a name that is new to git, and pointers to files', () => {
  mkdirSync(join(root, 'tenants/commerce'), { recursive: true })
  renameSync(join(root, 'tenants/churn.yaml'), join(root, 'tenants/ds-delta/churn.yaml'))
  write('tenants/untracked.yaml', 'owner: dan@example.com\nquota: small\n')
  write('tenants/lfs.yaml', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n')
  git(
    'update-index',
    '--add',
    '--cacheinfo',
    `160000,${git('rev-parse', 'HEAD').trim()},tenants/sub`
  )
  const { tenants, totals, unplanned } = planned()
  expect(totals.tenants).toEqual({ added: 1, changed: 0, removed: 0 })
  expect(new Set(tenants.map(one => `${one.tenants} ${one.change}`))).toEqual(
    new Set(['untracked added'])
  )
  // Its owner is not in the team of that folder.
  expect(unplanned).toEqual(['tenants/ds-delta/churn.yaml', 'tenants/lfs.yaml'])
})

test('tenants and what they all take from are planned together', () => {
  edit(fraud, 'gpu: 2', 'gpu: 8')
  edit('platform/common.yaml', 'cpu: 32', 'cpu: 48')
  const fields = planned().tenants.flatMap(({ tenants, settings }) => {
    return settings.map(({ field }) => [tenants.includes('fraud'), field])
  })
  expect(fields).toContainEqual([true, 'quota.gpu'])
  expect(fields.some(([, field]) => field === 'quota.cpu')).toBe(true)
})

test('what another compiler makes of the same files is told as that', () => {
  write('generated/tenantry.json', '{\n  "version": "0.0.1"\n}\n')
  appendFileSync(join(root, 'generated/production/tenants/fraud/namespace/objects.yaml'), more)
  const plan = planned()
  expect(plan.compilerOnly).toBe(true)
  expect(plan.tenants).toMatchObject([{ tenants: ['fraud'], cause: 'compiler' }])
})

const more = '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: new\n  namespace: fraud\n'

test('a mistake in one file does not keep the others from being planned', () => {
  edit(fraud, 'gpu: 2', 'gpu: many')
  edit('tenants/ds-delta/reporting.yaml', 'egress: cluster', 'egress: open')
  const { comparison, diagnostics } = compare({
    root,
    base: 'main',
    head: undefined,
    today: '2026-06-15'
  })
  expect(diagnostics.map(({ at }) => at.source.path)).toEqual([fraud])
  const plan = planOf(comparison)
  expect(plan.unplanned).toEqual([fraud])
  expect(plan.access.flatMap(({ tenants }) => tenants)).not.toContain('fraud')
  expect(plan.tenants.map(({ tenants }) => tenants)).toEqual([['reporting']])
})

const nobodyGoes = (plan: Plan) => {
  expect(plan.totals.tenants.removed).toBe(0)
  expect(plan.risks.map(({ code }) => code)).not.toContain('tenant-removed')
  expect(plan.access.filter(({ change }) => change === 'loses')).toEqual([])
  expect(plan.refusals).toEqual([])
  expect(labelsOf(plan)).not.toContain('routine')
}

test.each([
  ['platform/common.yaml', 'quota: [\n'],
  ['platform/clusters/production.yaml', 'nope: 1\n'],
  ['platform/clusters/production.yaml', 'priority: many\n'],
  ['platform/clusters/another.yaml', 'nope: 1\n'],
  ['platform/removals.yaml', 'nope: 1\n']
])('a mistake in %s takes no tenant away, and what is valid is planned', (path, mistake) => {
  edit(fraud, 'members:\n', 'members:\n  - {user: erin@example.com, role: admin}\n')
  const valid = planned()
  appendFileSync(join(root, path), mistake)
  const plan = planned()
  nobodyGoes(plan)
  expect(plan.unplanned).toEqual([path])
  expect(plan.access).toEqual(valid.access)
  const told = plan.access.map(({ change, who }) => [change, ...who])
  expect(new Set(told.map(String))).toEqual(new Set(['gains,erin@example.com']))
  expect(drawPlan(plan, { color: false, width: 200 })).toContain('as they were before the change')
})

test('a platform that was broken before as well takes no tenant away', () => {
  appendFileSync(join(root, 'platform/common.yaml'), 'quota: [\n')
  commit('broken')
  git('branch', '--force', 'main')
  edit(fraud, 'gpu: 2', 'gpu: 8')
  rmSync(join(root, 'platform/clusters/production.yaml'))
  const plan = planned()
  nobodyGoes(plan)
  expect(plan.tenants).toEqual([])
})

test('a tenant whose file has a mistake is not removed, wherever the file is now', () => {
  const file = 'tenants/ds-delta/smallest.yaml'
  renameSync(join(root, 'tenants/smallest.yaml'), join(root, file))
  const place = join(root, 'tenants/forecast.yaml')
  rmSync(place)
  symlinkSync('/etc/hostname', place)
  commit('change')
  for (const head of [undefined, 'change']) {
    const plan = planned(head)
    nobodyGoes(plan)
    expect(plan.unplanned).toEqual([file, 'tenants/forecast.yaml'])
    expect(plan.totals.tenants).toEqual({ added: 0, changed: 0, removed: 0 })
  }
})

test('a folder that is too deep is the same mistake as in validate, and adds no tenant', async () => {
  write('tenants/a/b/new.yaml', 'owner: dan@example.com\nquota: small\n')
  const { comparison, diagnostics } = compare({
    root,
    base: 'main',
    head: undefined,
    today: '2026-06-15'
  })
  const { stdout, stderr } = await run(['validate', '--root', root, '--today', '2026-06-15'])
  expect(stdout + stderr).toContain('error[invalid-folder]')
  expect(diagnostics).toMatchObject([
    { code: 'invalid-folder', at: { source: { path: 'tenants/a/b/' } } }
  ])
  const plan = planOf(comparison)
  expect(plan.unplanned).toEqual(['tenants/a/b/'])
  expect(plan.totals.tenants.added).toBe(0)
  nobodyGoes(plan)
})

test('the mode of a generated file is no change of the compiler', () => {
  chmodSync(join(root, 'generated/production/tenants/fraud/namespace/grants.yaml'), 0o755)
  const { compilerOnly, tenants } = planned()
  expect({ compilerOnly, tenants }).toEqual({ compilerOnly: false, tenants: [] })
})

test('a removal that validate refuses is told before anything else', async () => {
  rmSync(join(root, 'tenants/smallest.yaml'))
  const plan = planned()
  const { stdout, stderr } = await run(['validate', '--root', root, '--today', '2026-06-15'])
  const [refusal] = plan.refusals
  expect(refusal?.message).toContain('tenant `smallest` is removed from')
  expect(stdout + stderr).toContain(`error[forbidden-removal]: ${refusal?.message}`)
  expect(drawPlan(plan, { color: false, width: 100 })).toMatch(/^generate refuses this; /)
  expect(drawPlan(plan, { color: false, width: 100 })).not.toContain('how it will be')
})

test('a shard that would be too full is told as validate tells it, and ends plan with 1', async () => {
  for (let at = 0; at < 40; at++) {
    write(`tenants/more-${at}.yaml`, 'owner: dan@example.com\nquota: small\n')
  }
  const args = ['--root', root, '--today', '2026-06-15']
  const { stdout, stderr } = await run(['validate', ...args])
  const { refusals } = planned()
  const said = [...(stdout + stderr).matchAll(/^error\[invalid-shards\]: (.*)$/gm)]
  expect(said).not.toEqual([])
  expect(refusals.map(({ message }) => message)).toEqual(said.map(([, message]) => message))
  expect(await run(['plan', '--base', 'main', ...args])).toMatchObject({ status: 1 })
})

test('a quota that rises is summed with those of all other tenants', () => {
  git('checkout', '--quiet', 'main')
  appendFileSync(join(root, 'platform/clusters/production.yaml'), 'capacity: {gpu: 9, cpu: 1}\n')
  commit('capacity')
  git('checkout', '--quiet', '-B', 'change')
  edit(fraud, 'gpu: 2', 'gpu: 8')
  generate()
  const texts = [...readTree(join(root, 'generated/production'), ['tenants']).values()]
  const profiles = texts.map(file => (file.kind === 'file' ? String(Buffer.from(file.bytes)) : ''))
  const gpus = profiles.flatMap(text => [...text.matchAll(/requests\.nvidia\.com\/gpu: '?(\d+)/g)])
  const sum = gpus.reduce((total, [, amount]) => total + Number(amount), 0)
  const told = planned().risks.filter(({ code }) => code === 'capacity-exceeded')
  expect(told.map(({ message }) => message)).toEqual([
    `all quotas of \`gpu\` on cluster \`production\` come to ${sum}, and the capacity is 9`
  ])
})

test('the CODEOWNERS file of the base counts, and files beside the tenants as well', () => {
  git('checkout', '--quiet', 'main')
  write('.github/CODEOWNERS', '* @all\n/tenants/ @people\n')
  commit('owners')
  git('checkout', '--quiet', 'change')
  write('.github/CODEOWNERS', '* @attacker\n')
  write('package.json', '{}\n')
  edit(fraud, 'gpu: 2', 'gpu: 8')
  const { file, asked } = planned().approvals
  expect(file).toBe('.github/CODEOWNERS')
  const pairs = asked.map(({ owners, reasons }) => [owners, reasons.flatMap(({ files }) => files)])
  expect(pairs).toEqual([
    [['@all'], expect.arrayContaining(['package.json', '.github/CODEOWNERS'])],
    [['@people'], [fraud]]
  ])
  commit('change')
  expect(planned('change').approvals.asked.map(({ owners }) => owners)).toContainEqual(['@all'])
})

test('whoever approves CODEOWNERS is asked about another owner before it is generated anew', () => {
  git('checkout', '--quiet', 'main')
  const head = '# Generated from tenants/ and platform/ by Tenantry; do not edit.\n'
  write('.github/CODEOWNERS', `${head}* @platform\n/tenants/\n/generated/ @people\n`)
  commit('owners')
  git('checkout', '--quiet', '-B', 'change')
  edit(fraud, 'gpu: 2', 'gpu: 8')
  const owners = () => planned().approvals.asked.map(one => one.owners)
  expect(owners()).not.toContainEqual(['@platform'])
  edit('tenants/smallest.yaml', 'owner: grace@example.com', 'owner: dan@example.com')
  expect(owners()).toContainEqual(['@platform'])
})

test('a folder of a repository is told by the paths that the forge knows', () => {
  const all = execFileSync('ls', ['-A', root], { encoding: 'utf8' }).trim().split('\n')
  mkdirSync(join(root, 'kubeflow'))
  for (const name of all.filter(one => one !== '.git')) {
    renameSync(join(root, name), join(root, 'kubeflow', name))
  }
  write('CODEOWNERS', '* @all\n/kubeflow/tenants/ @people\n')
  commit('move')
  git('branch', '--force', 'main')
  edit(`kubeflow/${fraud}`, 'gpu: 2', 'gpu: 8')
  const { comparison } = compare({
    root: join(root, 'kubeflow'),
    base: 'main',
    head: undefined,
    today: '2026-06-15'
  })
  const plan = planOf(comparison)
  expect(plan.tenants.map(({ tenants }) => tenants)).toEqual([['fraud']])
  expect(plan.approvals.asked).toMatchObject([
    { owners: ['@all'], reasons: [{ what: 'generated', tenants: ['fraud'] }] },
    { owners: ['@people'], reasons: [{ what: 'tenants', files: [`kubeflow/${fraud}`] }] }
  ])
})

test('files that a plan does not judge are named, each with what it reaches', () => {
  git('checkout', '--quiet', 'main')
  owned()
  commit('owners')
  git('checkout', '--quiet', '-B', 'change')
  const unjudged = () => {
    const told = planned().risks.filter(({ code }) => code === 'unjudged-files')
    return told.map(({ level, at }) => [level, at.file])
  }
  write('docs/notes.md', 'notes\n')
  edit('tenants/smallest.yaml', 'owner: grace@example.com', 'owner: alice@example.com')
  owned()
  expect(unjudged()).toEqual([])
  appendFileSync(join(root, '.github/CODEOWNERS'), '* @mallory\n')
  write('kustomize/roles/evil.yaml', '{}\n')
  write('generated/nowhere/objects.yaml', '{}\n')
  write('.github/workflows/x.yaml', '{}\n')
  write('.gitattributes', '* -diff\n')
  write('.gitlab/merge_request_templates/Default.md', 'Why?\n')
  expect(unjudged().sort()).toEqual([
    ['high', '.github/CODEOWNERS'],
    ['high', '.github/workflows/x.yaml'],
    ['high', 'generated/nowhere/objects.yaml'],
    ['medium', '.gitattributes']
  ])
})

test('a door that is edited by hand is told by whom it lets in, and a file that is no YAML is told as well', () => {
  const doors = 'generated/production/tenants/fraud/namespace/grants.yaml'
  const text = readFileSync(join(root, doors), 'utf8')
  const told = () => {
    const found = planned().risks.filter(({ code }) => code === 'edited-output')
    return found.map(({ at, level, message }) => [at.file, level, message])
  }
  edit(doors, '            - alice@example.com\n', '            - mallory@example.com\n')
  expect(told()).toEqual([
    [doors, 'high', expect.stringContaining(': `models` lets in `mallory@example.com`')]
  ])
  write(doors, `${text}\n: : [\n`)
  expect(told()).toEqual([
    [doors, 'high', '`namespace/grants.yaml` does not follow from the files that people write']
  ])
})

test('another version in generated/ is told, because it hides what is edited there', () => {
  edit(
    'generated/production/tenants/fraud/namespace/grants.yaml',
    'kubeflow-edit',
    'kubeflow-admin'
  )
  write('generated/tenantry.json', '{\n  "version": "9.9.9"\n}\n')
  const told = planned().risks.filter(({ code }) => code === 'compiler-changed')
  expect(told).toMatchObject([{ level: 'high', at: { file: 'generated/tenantry.json' } }])
  commit('upgrade')
  git('checkout', '--quiet', '-B', 'main')
  git('checkout', '--quiet', '-B', 'later')
  expect(planned().risks).toMatchObject([{ code: 'compiler-changed', level: 'medium' }])
})

test('a tag with the name of the branch is not taken for it', () => {
  edit(fraud, 'gpu: 2', 'gpu: 8')
  generate()
  commit('change')
  const plan = planned('change')
  for (const name of ['main', 'change']) git('tag', name, name === 'main' ? 'change' : 'main')
  const beside = planned('change')
  git('tag', '--delete', 'main', 'change')
  expect(beside).toEqual(plan)
  expect(plan.risks.map(({ code }) => code)).toEqual(['quota-raised'])
})

/** CODEOWNERS as `generate` writes it. */
function owned(): void {
  const { model } = compile(readTree(root), { today: '2026-06-15', touched: new Set() })
  if (!model) throw new Error('the sources are not valid')
  write(
    '.github/CODEOWNERS',
    codeowners('@example/platform', teamReviewersOf(model), reviewersOf(model))
  )
}
