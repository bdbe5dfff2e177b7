import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renderTenant } from '../../../charts/render.ts'
import { neighbourhoodsFrom, openingOf } from '../../../charts/tenant/givers.ts'
import { compile } from '../../../src/compile.ts'
import { forty, type Made } from './forty.ts'
import {
  bytes,
  cleanly,
  context,
  existing,
  fresh,
  imported,
  json,
  whole,
  yaml
} from './imported.ts'
import { accessIn } from './judge.ts'

/** Whom a tenant file cannot name: no e-mail, no role, or called like somebody else. */
const unsayable: Readonly<Record<string, readonly string[]>> = {
  'people-alike': ['a-b@example.com', 'Finn@example.com', 'service-robot'],
  'people-bare': ['ben@example.com']
}

describe('forty profiles of all ages', () => {
  const all = forty()
  const { files, report, after } = whole([json(all)])
  const folder = resolve('test/src/imports/forty')

  test('become files that validate without a mistake or a warning', async () => {
    expect(all.filter(({ kind }) => kind === 'Profile').length).toBeGreaterThanOrEqual(40)
    cleanly(after)
    await expect(report).toMatchFileSnapshot(join(folder, 'report.md'))
    for (const { path, text } of files) await expect(text).toMatchFileSnapshot(join(folder, path))
  })

  test('give exactly the rights that the bindings and policies of the dump give, or the report says so', () => {
    const model = cleanly(after)
    const neighbourhoodOf = neighbourhoodsFrom(model.tenants.map(openingOf))
    for (const tenant of model.tenants) {
      const { files } = renderTenant(tenant, neighbourhoodOf(tenant))
      const table = files.find(({ path }) => path.endsWith('access.csv'))?.text ?? ''
      const rows = table
        .split('\n')
        .slice(1)
        .map(line => line.split(','))
      const granted = rows
        .filter(([who = '']) => who.includes('@') || who === 'ci/deployer')
        .map(([who, role, , , notebooks]) => `${who} ${role} ${notebooks}`)
      const left = unsayable[tenant.name] ?? []
      const rights = accessIn(all, tenant.name)
      const sayable = rights.filter(line => !left.some(who => line.startsWith(`${who} `)))
      expect([tenant.name, ...granted.sort()]).toEqual([tenant.name, ...sayable])
      expect(left.filter(who => !report.includes(`\`${tenant.name}\`: \`${who}\``))).toEqual([])
    }
  })

  test('leave nobody out silently: who gets no file is named with the reason', () => {
    const named = all.filter(({ kind }) => kind === 'Profile').map(({ metadata }) => metadata.name)
    const made = files.map(({ path }) => path)
    const without = named.filter(name => !made.includes(`tenants/${name}.yaml`))
    const [, section = ''] = report.split('## Gets no file')
    expect(without).toEqual(without.filter(name => section.split('\n## ')[0]?.includes(name)))
    expect(without).toContain('quota-frozen')
  })

  test('are the same from YAML, from several documents, and from several files', () => {
    const list = yaml({ apiVersion: 'v1', items: all, kind: 'List' })
    const documents = all.map(yaml).join('---\n')
    const half = all.length / 2
    const parts = [json(all.slice(0, half)), all.slice(half).map(yaml).join('---\n')]
    for (const texts of [[list], [documents], parts])
      expect(whole(texts)).toMatchObject({ files, report })
  })

  test('change nothing the second time, and never a file that is there', () => {
    const again = whole([json(all)], after)
    expect(again.files).toEqual([])
    const mine = 'owner: zoe@example.com\n'
    const edited = new Map([...fresh, bytes({ path: 'tenants/ds-delta/ada.yaml', text: mine })])
    const other = whole([json(all)], edited)
    expect(other.files.map(({ path }) => path)).not.toContain('tenants/ada.yaml')
    expect(other.report).toContain(
      '- `ada`: it has one already, whose owner is `zoe@example.com`, and `ada@example.com` has the rights; '
    )
    expect(again.report).toMatch(/- it has one already, which stays as it is \(\d+: ada, ben, /)
  })

  test('let in a group that the directory has, and say who that is', () => {
    const path = 'platform/directory.yaml'
    const text = 'people: {}\ngroups:\n  analysts: [ada@example.com, ben@example.com]\n'
    const known = whole([json(all)], new Map([...fresh, bytes({ path, text })]))
    cleanly(known.after)
    const file = known.files.find(({ path }) => path === 'tenants/people-others.yaml')
    expect(file?.text).toContain('  - group: analysts\n    role: edit\n    notebooks: false\n')
    expect(known.report).toContain(
      '- `people-others`: people whom the directory has in group `analysts` get role `edit` by their names'
    )
  })

  test('tell of what is being deleted, and make no file of a namespace that goes', () => {
    const deletionTimestamp = '2026-06-01T00:00:00Z'
    const going = all.map(made => {
      const { kind, metadata } = made
      const isGone =
        (kind === 'Profile' && metadata.name === 'ada') ||
        (kind === 'Namespace' && metadata.name === 'ben')
      return isGone ? { ...made, metadata: { ...metadata, deletionTimestamp } } : made
    })
    const told = whole([json(going)])
    expect(told.report).toContain(
      '- `ada`: its Profile was deleted and hangs; git makes a new one; '
    )
    expect(told.report).toContain('- `ben`: it is being deleted.')
    const made = told.files.map(({ path }) => path)
    expect([made.includes('tenants/ada.yaml'), made.includes('tenants/ben.yaml')]).toEqual([
      true,
      false
    ])
  })

  test('grant no more than they use', () => {
    const policy = files.find(({ path }) => path === 'platform/policy.yaml')?.text ?? ''
    const lines = policy.split('\n')
    for (const [index, line] of lines.entries()) {
      if (!/^ {2}(egress|labels|annotations|workloads|roles|podSecurity|quota)/.test(line)) continue
      const less = lines.filter((_, other) => other !== index).join('\n')
      const changed = new Map([...after, bytes({ path: 'platform/policy.yaml', text: less })])
      expect(`${line} ${compile(changed, context).diagnostics.length > 0}`).toBe(`${line} true`)
    }
  })

  test('fit into a platform that has presets, a policy and a directory', () => {
    const { after, files } = whole([json(all)], existing)
    cleanly(after)
    const policy = files.find(({ path }) => path === 'platform/policy.yaml')?.text ?? ''
    const old = readFileSync('test/platform/policy.yaml', 'utf8')
    expect(policy.startsWith(old)).toBe(true)
    expect(whole([json(all)], after).files).toEqual([])
  })
})

describe('a dump', () => {
  const all: readonly Made[] = forty()
  const list = yaml({ apiVersion: 'v1', items: all, kind: 'List' })
  const documents = all.map(yaml).join('---\n')
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db', namespace: 'ada' },
    data: { password: 'aHVudGVyMg==' }
  }

  test.each([
    [
      'cut off in a list',
      list.slice(0, list.indexOf('kind: PodDefault')),
      'the dump ends in the middle of an object'
    ],
    [
      'cut off in a line',
      documents.slice(0, documents.indexOf('subjects:', 5000) + 'subj'.length),
      ''
    ],
    [
      'cut off before the subjects of a binding',
      documents.slice(0, documents.indexOf('subjects:', 5000)),
      'the dump ends in the middle of an object'
    ],
    ['cut off in JSON', json(all).slice(0, 9000), 'expected'],
    ['with a broken document', `${all.slice(0, 9).map(yaml).join('---\n')}---\nkind: [\n`, ''],
    ['with a Secret', json([...all, secret]), 'the dump contains a Secret'],
    [
      'without bindings',
      json(all.filter(({ kind }) => kind !== 'RoleBinding')),
      'there is no RoleBinding in the dump, so it does not say who may do what'
    ],
    [
      'without policies',
      json(all.filter(({ kind }) => kind !== 'AuthorizationPolicy')),
      'there is no AuthorizationPolicy in the dump'
    ],
    ['of something else', '<html>\n', 'expected an object of Kubernetes'],
    [
      'with an object that has no kind',
      json([{ metadata: { name: 'x' } }, ...all]),
      'this object has no `kind`, or no name'
    ],
    ['that is empty', '', 'there is no Namespace, RoleBinding, or AuthorizationPolicy in the dump']
  ])('%s is refused whole', (_, text, message) => {
    const { outcome, found } = imported([text])
    expect(outcome).toBeUndefined()
    expect(found[0]?.message).toContain(message)
    expect(JSON.stringify(found.map(({ message, help }) => [message, help]))).not.toContain(
      'aHVudGVy'
    )
    expect(found.every(({ help }) => help !== undefined)).toBe(true)
  })
})

describe("other tools' profiles", () => {
  const [owner, bob] = ['admin@canonical.com', 'bob@canonical.com']

  test('come from the profiles.yaml of github-profiles-automator', () => {
    const contributors = [
      { name: bob, role: 'view' },
      { name: owner, role: 'admin' },
      { name: 'robot', role: 'edit' }
    ]
    const profile = {
      name: 'ml-engineers',
      owner: { kind: 'User', name: owner },
      resources: { hard: { 'limits.cpu': '16' } },
      contributors
    }
    const group = { name: 'crowd', owner: { kind: 'Group', name: 'crowd' }, contributors: [] }
    const { files, report, after } = whole([yaml({ profiles: [profile, group] })])
    cleanly(after)
    const text = files.find(({ path }) => path === 'tenants/ml-engineers.yaml')?.text ?? ''
    expect(text).toContain(
      `owner: ${owner}\nmembers:\n  - user: ${bob}\n    role: view\n    notebooks: true\n`
    )
    expect(report).toContain('contributor `robot` with role `edit` is left out')
    expect(report).toContain('- `crowd`: its owner `crowd` is no person with an e-mail address')
  })

  test('come from the values of deployKF, with its groups', () => {
    const generator = {
      profileDefaults: {
        profileNamePrefix: 'kf-',
        ownerEmail: owner,
        memberAccess: { role: 'view', notebooksAccess: false }
      },
      users: [{ id: 'bob', email: bob }],
      groups: [{ id: 'team-1--users', users: ['bob'] }],
      profiles: [
        {
          name: 'team-1',
          members: [{ group: 'team-1--users', access: { role: 'edit', notebooksAccess: true } }]
        },
        { name: 'team-1-prod', members: [{ user: 'bob' }, { user: 'nobody' }] }
      ]
    }
    const { files, report, after } = whole([
      yaml({ deploykf_core: { deploykf_profiles_generator: generator } })
    ])
    cleanly(after)
    const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]))
    expect(texts['tenants/kf-team-1.yaml']).toContain('  - group: team-1--users\n    role: edit\n')
    expect(texts['tenants/kf-team-1-prod.yaml']).toContain(`  - user: ${bob}\n    role: view\n`)
    expect(texts['platform/directory.yaml']).toContain(`groups:\n  team-1--users:\n    - ${bob}\n`)
    expect(report).toContain('member `nobody` is left out')
  })

  test('count what a profile of deployKF says, even if that is empty, and write e-mails as its gateway does', () => {
    const plugins = [
      { kind: 'AwsIamForServiceAccount', spec: { awsIamRole: 'arn:aws:iam::111122223333:role/a' } }
    ]
    const generator = {
      profileDefaults: { plugins, resourceQuotaSpec: { hard: { 'requests.cpu': '8' } } },
      users: ['Bob', 'Eve', 'Kim'].map(id => ({ id, email: `${id}@example.com` })),
      groups: [{ id: 'all', users: ['Bob', 'Eve', 'Kim'] }],
      profiles: [
        { name: 'usual', ownerEmail: 'Zoe@example.com', members: [{ group: 'all' }] },
        { name: 'bare', ownerEmail: 'Zoe@example.com', plugins: [], resourceQuotaSpec: {} }
      ]
    }
    const gateway = { emailToLowercase: true }
    const values = { deploykf_istio_gateway: { gateway }, deploykf_profiles_generator: generator }
    const { files, after } = whole([yaml({ deploykf_core: values })])
    cleanly(after)
    const text = (path: string) => files.find(file => file.path === path)?.text ?? ''
    expect(text('tenants/usual.yaml')).toContain('owner: zoe@example.com\n')
    expect(text('tenants/usual.yaml')).toMatch(/members:\n {2}- group: all\n.*quota:.*aws:\n/s)
    expect(text('tenants/bare.yaml')).not.toMatch(/quota|aws/)
    expect(text('platform/directory.yaml')).toContain('all:\n    - bob@example.com\n')
    expect(text('platform/policy.yaml')).toContain('most: 3\n')
  })
})
