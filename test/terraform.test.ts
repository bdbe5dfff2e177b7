import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from '@cdktn/hcl2json'
import { loadAll } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { platformFiles } from '../charts/platform/compile-platform.ts'
import { loginFile } from '../charts/platform/login.ts'
import { tenantRoleFile } from '../charts/platform/tenant-role.ts'
import { renderRest } from '../charts/render.ts'
import { roles } from '../charts/tenant/iam-objects.ts'
import { clusterSchema } from '../src/cluster/file.ts'
import { propertiesOf } from '../src/schema/messages/describe.ts'
import { acme } from './support/acme.ts'
import { modelOf } from './support/compile-texts.ts'
import { compileCase } from './support/golden.ts'

type Fields = Readonly<Record<string, unknown>>

/** The blocks of one kind, by their labels. */
type Blocks = readonly { readonly labels: readonly string[]; readonly body: Fields }[]

interface Module {
  readonly path: string
  readonly text: string
  readonly resources: Blocks
  readonly data: Blocks
  readonly variables: Blocks
  readonly outputs: Blocks
  readonly calls: Blocks
  readonly settings: Blocks
  readonly locals: Blocks
  readonly providers: Blocks
}

const page = readFileSync('docs/terraform.md', 'utf8')
const modules = new Map<string, Module>()
const files = readdirSync('terraform', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.tf'))
  .map(file => join('terraform', file))
  .sort()

beforeAll(async () => {
  for (const path of new Set(files.map(file => dirname(file)))) {
    const own = files.filter(file => dirname(file) === path)
    const texts = own.map(file => readFileSync(file, 'utf8'))
    const trees = await Promise.all(own.map((file, at) => parse(file, texts[at] ?? '')))
    const blocks = (kind: string, labels: number): Blocks =>
      trees.flatMap(tree => blocksOf((tree as Fields)[kind] as Fields, labels)) // a JSON tree
    modules.set(path, {
      path,
      text: texts.join('\n'),
      resources: blocks('resource', 2),
      data: blocks('data', 2),
      variables: blocks('variable', 1),
      outputs: blocks('output', 1),
      calls: blocks('module', 1),
      settings: blocks('terraform', 0),
      locals: blocks('locals', 0),
      providers: blocks('provider', 1)
    })
  }
})

function blocksOf(tree: unknown, labels: number, path: readonly string[] = []): Blocks {
  if (tree === undefined) return []
  if (labels === 0) return (tree as Fields[]).map(body => ({ labels: path, body })) // as HCL has it
  return Object.entries(tree as Fields).flatMap(([label, inner]) =>
    blocksOf(inner, labels - 1, [...path, label])
  )
}

/** The modules that make what a cluster's file names; the others make what `generated/` asks for. */
const ground = ['cluster', 'cognito', 'controllers', 'data', 'dns', 'network', 'registry', 'state']
const all = () => [...modules.values()].filter(({ path }) => path.includes('/modules/'))
const nameOf = ({ path }: Module) => path.replace(/^.*\//, '')
const own = () => all().filter(module => !ground.includes(nameOf(module)))
const named = (name: string) =>
  modules.get(`terraform/modules/${name}`) ?? expect.fail(`there is no module ${name}`)

function resource(module: string, type: string): Fields {
  const found = named(module).resources.filter(({ labels }) => labels[0] === type)
  expect(found).toHaveLength(1)
  return found[0]?.body ?? {}
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}

describe('each module', () => {
  test('exists', () => {
    expect(own().map(nameOf)).toEqual(['boundaries', 'facts', 'login', 'roles', 'shares'])
    expect(all().map(nameOf)).toEqual(expect.arrayContaining(ground))
  })

  test('pins Terraform and its only provider, and leaves settings to the caller', () => {
    for (const { path, settings, providers } of modules.values()) {
      const [pins = {}] = settings.map(({ body }) => body)
      expect([path, settings.length, pins.required_version]).toEqual([path, 1, '>= 1.9.0'])
      expect(pins.required_providers).toEqual([
        { aws: { source: 'hashicorp/aws', version: '>= 5.100, < 7.0' } }
      ])
      // Cognito takes certificates of one region alone.
      const needed = path.endsWith('/foundation') ? 2 : 1
      expect([path, providers.length]).toEqual([path, path.includes('/modules/') ? 0 : needed])
    }
  })

  test('explains its variables and outputs, and uses each variable', () => {
    for (const { variables, outputs, text } of all()) {
      for (const { labels, body } of [...variables, ...outputs]) {
        expect([labels, typeof body.description]).toEqual([labels, 'string'])
      }
      for (const { labels, body } of variables) {
        expect([labels, typeof body.type]).toEqual([labels, 'string'])
        expect(text).toMatch(new RegExp(`\\bvar\\.${labels[0]}\\b`))
      }
    }
  })

  test('creates resources by name, so that adding or removing one moves no others', () => {
    for (const { path, resources } of own()) {
      const made = resources.filter(({ labels }) => labels[0] !== 'terraform_data')
      for (const { labels, body } of made) {
        expect([path, labels, 'count' in body]).toEqual([path, labels, false])
        expect([path, labels, body.for_each]).toEqual([path, labels, expect.any(String)])
        expect(labels[1]).toBe('this')
      }
    }
  })

  test('writes no policy of its own, contains no secret, and grants nothing to everybody', () => {
    const others = [...modules.values()].filter(each => !ground.includes(nameOf(each)))
    for (const { path, text, resources, data } of others) {
      const types = [...resources, ...data].map(({ labels }) => labels[0])
      const secret =
        /secret|password|kms|iam_policy_document|access_key|login_profile|ssh_key|credential/
      expect([path, types.filter(type => secret.test(type ?? ''))]).toEqual([path, []])
      expect(text).not.toMatch(/\bsensitive\b|AKIA|random_|ignore_changes/)
      const stars = texts([...resources, ...data].map(({ body }) => body)).filter(value =>
        value.replaceAll('[*]', '').includes('*')
      )
      expect([path, stars]).toEqual([path, []])
    }
  })
})

describe('roles', () => {
  test('match iam.json, with the boundary, in the right account', () => {
    expect(resource('roles', 'aws_iam_role')).toMatchObject({
      for_each: '${local.roles_by_name}',
      name: '${each.key}',
      path: '${jsondecode(each.value).path}',
      description: '${jsondecode(each.value).description}',
      tags: '${merge(var.tags, jsondecode(each.value).tags)}',
      assume_role_policy: '${jsonencode(jsondecode(each.value).trust)}',
      permissions_boundary: '${jsondecode(each.value).boundary}'
    })
    const { lifecycle } = resource('roles', 'aws_iam_role')
    const conditions = texts(lifecycle).filter(text => /[!=]=/.test(text))
    expect(conditions).toEqual([
      '${jsondecode(each.value).boundary != ""}',
      '${split(":", jsondecode(each.value).arn)[4] == data.aws_caller_identity.current.account_id}'
    ])
    expect(resource('roles', 'aws_iam_role_policy').policy).toBe('${each.value}')
    expect(resource('roles', 'aws_eks_pod_identity_association')).toMatchObject({
      cluster_name: '${var.eks}',
      namespace: '${jsondecode(each.value).namespace}',
      service_account: '${jsondecode(each.value).serviceAccount}',
      role_arn: '${jsondecode(each.value).role}'
    })
  })

  test('and the users of keys, too, have their policy and the boundary, but no key', () => {
    expect(resource('roles', 'aws_iam_user')).toMatchObject({
      for_each: '${local.users}',
      name: '${each.key}',
      path: '${jsondecode(each.value).path}',
      permissions_boundary: '${jsondecode(each.value).boundary}',
      force_destroy: true
    })
    expect(resource('roles', 'aws_iam_user_policy')).toMatchObject({
      for_each: '${local.users}',
      policy: '${jsonencode(jsondecode(each.value).permissions)}'
    })
  })

  test('are left to the controllers where they make them', () => {
    const [locals] = named('roles').locals
    expect(locals?.body.ours).toBe('${[for note in local.notes : note if note.iam != "ack"]}')
    const made = ['roles_by_name', 'permissions', 'attachments', 'associations', 'users']
    for (const name of made) {
      expect(String(locals?.body[name])).toMatch(/\blocal\.(ours|roles)\b/)
      expect(String(locals?.body[name])).not.toContain('local.notes')
    }
    expect(locals?.body.roles).toBe('${flatten(local.ours[*].roles)}')
  })

  // Terraform connects all instances of one resource with all of another that it mentions.
  test('are no more work for each tenant when there are more tenants', () => {
    const many = named('roles').resources.filter(({ body }) => 'for_each' in body)
    expect(many.length).toBeGreaterThan(4)
    for (const { labels, body } of many) {
      expect([labels, texts(body).filter(text => /\baws_\w+\.this\b/.test(text))]).toEqual([
        labels,
        []
      ])
    }
    const waiting = many.filter(({ body }) => body.depends_on !== undefined)
    expect(waiting.map(({ body }) => body.depends_on)).toEqual(
      Array(4).fill(['${terraform_data.identities}'])
    )
    expect(resource('roles', 'terraform_data')).toEqual({
      depends_on: ['${aws_iam_role.this}', '${aws_iam_user.this}']
    })
  })

  test('are read from every field of the generated file', () => {
    const { text } = named('roles')
    const read = (name: string) =>
      new RegExp(`\\b(role|user|each|each\\.value\\)?)\\.${name}\\b`).test(text)
    const notes = ['aws-terraform', 'pipelines-static'].flatMap(name =>
      compileCase(name).rendered.flatMap(({ tenant }) => roles(tenant) ?? [])
    )
    const keys = notes
      .map((note): Readonly<Record<string, Fields[]>> => JSON.parse(note))
      .flatMap(({ roles = [], users = [], associations = [] }) =>
        [...roles, ...users, ...associations].flatMap(each => Object.keys(each))
      )
    expect(new Set(keys).size).toBeGreaterThan(9)
    // The trust policy names the accounts.
    expect([...new Set(keys)].filter(key => !read(key))).toEqual(['accounts'])
    expect(text).toContain('fileset(var.folder, "tenants/*/iam.json")')
    expect(text).toContain('fileset(var.folder, "platform/*/iam.json")')
  })
})

test('what the tests of a module read of a role that tenants share is what is generated', () => {
  const path = 'platform/clusters/staging.yaml'
  const text = readFileSync(join(acme, path), 'utf8')
    .replace('identity: irsa', 'identity: podIdentity\n  tenantRoles: shared')
    .replace('  credentials: static\n', '')
  const { clusters, tenants } = modelOf({
    [path]: text,
    'tenants/churn.yaml': 'owner: alice@example.com\nclusters: [staging]\n'
  })
  const [cluster] = clusters.filter(({ name }) => name === 'staging').flatMap(tenantRoleFile)
  const folder = 'terraform/modules/roles/tests/sharing'
  const read = (file: string) => JSON.parse(readFileSync(`${folder}/${file}/iam.json`, 'utf8'))
  expect(read('platform/tenant-role')).toEqual(JSON.parse(cluster?.text ?? ''))
  expect(tenants.map(tenant => JSON.parse(roles(tenant) ?? ''))).toEqual([read('tenants/churn')])
})

test('nothing is destroyed because a folder is mistyped, and no tenants are needed', () => {
  const path = 'platform/clusters/production.yaml'
  const model = modelOf({ [path]: readFileSync(join(acme, path), 'utf8') })
  const [cluster = expect.fail('there is no cluster')] = model.clusters
  const always = renderRest({ ...model, admins: [] }, cluster, []).map(({ path }) => path)
  expect(always).toContain('generated/production/platform/access.csv')
  for (const module of ['roles', 'login']) {
    const folder = named(module).variables.find(({ labels }) => labels[0] === 'folder')
    expect([module, texts(folder?.body.validation)[0]]).toEqual([
      module,
      '${length(fileset(var.folder, "platform/access.csv")) > 0}'
    ])
  }
})

test('kubectl access is read from every field of the generated file', () => {
  const path = 'platform/clusters/production.yaml'
  const file = readFileSync(join(acme, path), 'utf8').replace('iam: ack', 'iam: terraform')
  const [cluster] = modelOf({ [path]: file }).clusters
  const [login] = cluster ? loginFile(cluster) : []
  const keys = new Set<string>()
  JSON.parse(login?.text ?? '{}', (key, value) => {
    if (/^[A-Za-z]+$/.test(key)) keys.add(key)
    return value
  })
  keys.delete('clusterName') // the caller sets it
  expect(keys).toContain('principalARN')
  const { text } = named('login')
  expect([...keys].filter(key => !text.includes(`.${key}`))).toEqual([])
  const found = cluster && platformFiles(modelOf({ [path]: file }), cluster)
  const [generated] = found?.filter(({ path }) => path.endsWith('/login.json')) ?? []
  expect(generated?.path).toBe('generated/production/platform/auth/login.json')
  expect(text).toContain('"${var.folder}/platform/auth/login.json"')
  expect(page).toContain('`generated/<cluster>/platform/auth/login.json`')
})

test('the page says that access entries need an authentication mode', () => {
  expect(page).toMatch(/`API_AND_CONFIG_MAP`/)
  expect(page).toMatch(/authentication_mode/)
})

test('facts are looked up in a way that versions 5 and 6 of the provider know', () => {
  const { text, data } = named('facts')
  expect(text).toContain('= data.aws_region.current.id\n')
  expect(text).not.toMatch(/aws_region\.current\.(name|region)/)
  const certificate = data.find(({ labels }) => labels[0] === 'aws_acm_certificate')
  expect(certificate?.body.domain).toBe('${coalesce(var.certificate_domain, var.domain)}')
})

test('each module has tests for Terraform, which can be read', async () => {
  for (const { path } of all()) {
    const name = path.replace(/^.*\//, '')
    const file = join(path, 'tests', `${name}.tftest.hcl`)
    const tree = (await parse(file, readFileSync(file, 'utf8'))) as Fields
    expect(Object.keys(tree.run as Fields).length).toBeGreaterThan(1)
  }
})

test('shares are never destroyed, and confine their users', () => {
  const point = resource('shares', 'aws_efs_access_point')
  expect(point.lifecycle).toEqual([{ prevent_destroy: true }])
  expect(point.posix_user).toEqual([{ uid: '${each.value.uid}', gid: '${each.value.gid}' }])
  expect(texts(point.root_directory)).toContain(
    '${coalesce(each.value.path, "/shares/${each.key}")}'
  )
  const shares = named('shares').variables.find(({ labels }) => labels[0] === 'shares')
  const [written = '', apart = ''] = texts(shares?.body.validation).filter(text =>
    text.includes('alltrue')
  )
  expect(written).toContain('!contains(split("/", coalesce(share.path, "/shares/${name}")), "..")')
  // The slash lets /shares/fraud-datasets stand beside /shares/fraud.
  expect(apart.replaceAll(/\s+/g, ' ')).toContain(
    'name == other || !startswith( "${coalesce(inner.path, "/shares/${other}")}/", ' +
      '"${trimsuffix(coalesce(share.path, "/shares/${name}"), "/")}/", )'
  )
})

describe("shares' file system", () => {
  const made = 'arn:aws:elasticfilesystem:eu-central-1:444455556666:access-point/fsap-1'
  const other = made.replace('fsap-1', 'fsap-2')
  const driver = 'arn:aws:iam::444455556666:role/efs-driver'
  const tenant = 'arn:aws:iam::444455556666:role/tenantry/staging/tenants/staging.tenant.fraud'

  const statements = () => named('shares').locals[0]?.body.statements as Statement[] // an HCL tree

  /** What the policy says of a client, as IAM documents it: no `Allow` that a `Deny` is not above. */
  function mounts(client: Client, points: readonly string[]): boolean {
    const found = statements()
      .filter(({ Principal }) => isOf(Principal, client))
      .filter(({ Condition }) => holds(Condition, client, points))
      .map(({ Effect }) => Effect)
    return found.includes('Allow') && !found.includes('Deny')
  }

  /** What EFS knows of a client; one that shows no role is only meant by a star. */
  type Client = Readonly<Record<string, string>>

  function isOf({ AWS }: Statement['Principal'], { role }: Client): boolean {
    expect(['*', '${var.clients}']).toContain(AWS)
    return AWS === '*' || role === driver
  }

  interface Statement {
    readonly Effect: 'Allow' | 'Deny'
    readonly Principal: { readonly AWS: string }
    readonly Action: string | readonly string[]
    readonly Condition: Readonly<Record<string, Readonly<Record<string, string>>>>
  }

  function holds(
    conditions: Statement['Condition'],
    client: Client,
    points: readonly string[]
  ): boolean {
    return Object.entries(conditions).every(([operator, keys]) =>
      Object.entries(keys).every(([key, value]) => {
        if (operator === 'Bool') return client[key] === value
        expect([operator, value]).toEqual(['StringNotLike', '${local.points}'])
        // IAM: an operator with "not" is true where the key is missing.
        return !points.some(point => client[key] === point || (point === '*' && key in client))
      })
    )
  }

  const client = (secure: boolean, point?: string, role = driver): Client => ({
    role,
    'elasticfilesystem:AccessedViaMountTarget': 'true',
    'aws:SecureTransport': String(secure),
    ...(point !== undefined && { 'elasticfilesystem:AccessPointArn': point })
  })

  test.each([
    ['a share', client(true, made), [made]],
    ['an access point of a storage class, with `others`', client(true, other), ['*']]
  ])('lets clients mount %s', (_, client, points) => {
    expect(mounts(client, points)).toBe(true)
  })

  test.each([
    ['an access point that nobody named', client(true, other), [made]],
    ['the root', client(true), [made]],
    ['the root, with `others`', client(true), ['*']],
    ['the root, where there are no shares', client(true), ['none']],
    ['a share without TLS', client(false, made), [made]],
    ['a share without a role', client(true, made, ''), [made]],
    ['a share with the role of a tenant', client(true, made, tenant), [made]],
    ['any access point without a role, with `others`', client(true, other, ''), ['*']]
  ])('lets nobody mount %s', (_, client, points) => {
    expect(mounts(client, points)).toBe(false)
  })

  test('has that policy, which gives nobody the rights of root', () => {
    const { locals } = named('shares')
    expect(resource('shares', 'aws_efs_file_system_policy')).toMatchObject({
      file_system_id: '${each.key}',
      policy:
        '${jsonencode({ Version = "2012-10-17", Id = "shares", Statement = local.statements })}'
    })
    expect(locals[0]?.body.points).toBe(
      '${var.others ? ["*"] : coalescelist(values(aws_efs_access_point.this)[*].arn, ["none"])}'
    )
    expect(statements().map(({ Effect, Principal }) => [Effect, Principal.AWS])).toEqual([
      ['Allow', '${var.clients}'],
      ['Deny', '*'],
      ['Deny', '*']
    ])
    const clients = named('shares').variables.find(({ labels }) => labels[0] === 'clients')
    expect(clients?.body).not.toHaveProperty('default')
    expect(texts(clients?.body.validation)[0]).toContain('length(var.clients) > 0')
    expect(statements().map(({ Action }) => Action)).toEqual([
      ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      'elasticfilesystem:Client*',
      'elasticfilesystem:Client*'
    ])
  })

  test('is mounted by access points alone and with the role of the driver, also by the storage class', () => {
    const disks = 'test/golden/volumes/generated/production/tenants/fraud/bootstrap/objects.yaml'
    const handles = readFileSync(disks, 'utf8').match(/volumeHandle: .*/g) ?? []
    expect(handles.length).toBeGreaterThan(1)
    expect(handles.filter(handle => !/ fs-[0-9a-f]+::fsap-[0-9a-f]+$/.test(handle))).toEqual([])
    const made = readFileSync(
      'examples/acme/generated/production/platform/storage/objects.yaml',
      'utf8'
    )
    expect(made.match(/provisioningMode: .*/g)).toEqual(['provisioningMode: efs-ap'])
    const options = [readFileSync(disks, 'utf8'), made].flatMap(text =>
      [...text.matchAll(/mountOptions:\n((?: +- .*\n)+)/g)].map(([, list = '']) => list.trim())
    )
    expect(options).toHaveLength(handles.length + 1)
    expect(options.filter(list => !/^- iam$/m.test(list))).toEqual([])
  })

  test('is at a port that pods do not reach by default', () => {
    const folder = 'test/golden/network-cluster/generated/production/tenants/fraud/namespace'
    const objects = loadAll(readFileSync(join(folder, 'objects.yaml'), 'utf8')) as Policy[] // as its golden file
    const egress = objects.find(({ metadata }) => metadata.name === 'egress')?.spec.egress ?? []
    const outside = egress.filter(({ to }) => to.some(peer => peer.ipBlock !== undefined))
    const ports = outside.flatMap(({ ports }) => ports?.map(({ port }) => String(port)) ?? ['any'])
    expect([...new Set(ports)].sort()).toEqual(['443', '53', '80'])
  })

  interface Policy {
    readonly metadata: { readonly name: string }
    readonly spec: {
      readonly egress?: readonly {
        readonly to: readonly { readonly ipBlock?: object }[]
        readonly ports?: readonly { readonly port: number }[]
      }[]
    }
  }
})

describe('outputs', () => {
  const root = (name: string) =>
    modules.get(`terraform/examples/${name}`) ?? expect.fail(`there is no root ${name}`)

  test.each(['cluster', 'facts'])(
    "in the root %s are fields of a cluster's file, and exist in the modules",
    name => {
      const fields = Object.keys(propertiesOf(clusterSchema))
      const { outputs } = root(name)
      expect(outputs.length).toBeGreaterThan(1)
      for (const { labels, body } of outputs) {
        expect(fields).toContain(labels[0])
        const used = [...String(body.value).matchAll(/module\.(\w+)(?:\)\[\*\])?\.(\w+)/g)]
        expect(used.length).toBeGreaterThan(0)
        for (const [, module = '', output] of used) {
          const known = named(module).outputs.map(({ labels }) => labels[0])
          expect(known).toContain(output)
        }
      }
    }
  )

  test('contain only values that such a file accepts', () => {
    for (const { outputs } of own()) {
      for (const { labels, body } of outputs) {
        const [name = ''] = labels
        if (!['policies', 'roles'].includes(name))
          expect([name, strangers(body.value, clusterSchema, [name])]).toEqual([name, []])
      }
    }
  })

  /** The fields of a value that the schema does not allow. */
  function strangers(value: unknown, schema: object, path: readonly string[]): string[] {
    const inner = path.reduce<object | undefined>(
      (all, step) => (all ? propertiesOf(all)[step] : undefined),
      schema
    )
    if (!inner) return [path.join('.')]
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([key, each]) => strangers(each, schema, [...path, key]))
  }

  test('of the foundation and of what it calls are fields of such a file, too', () => {
    const fields = Object.keys(propertiesOf(clusterSchema))
    const foundation = modules.get('terraform/examples/foundation')
    const names = foundation?.outputs.map(({ labels }) => labels[0]) ?? []
    expect(names).toEqual(expect.arrayContaining(['aws', 'identity', 'ingress', 'pipelines']))
    expect(names.filter(name => !fields.includes(name ?? ''))).toEqual([])
    const called = all().filter(module => ground.includes(nameOf(module)))
    for (const { labels, body } of [...(foundation ? [foundation] : []), ...called].flatMap(
      ({ outputs }) => outputs
    )) {
      const [name = ''] = labels
      if (fields.includes(name))
        expect([name, strangers(body.value, clusterSchema, [name])]).toEqual([name, []])
    }
  })

  test.each([
    ['cluster', ['boundaries', 'login', 'roles', 'shares']],
    ['facts', ['facts']]
  ])('of %s come from calls that set all variables without a default', (name, modules) => {
    const { calls } = root(name)
    expect(calls.map(({ labels }) => labels[0]).sort()).toEqual(modules)
    for (const { labels, body } of calls) {
      const [name = ''] = labels
      const { source, depends_on: _, for_each: __, ...given } = body
      expect(source).toBe(`../../modules/${name}`)
      const { variables } = named(name)
      const known = variables.map(({ labels }) => labels[0])
      expect(Object.keys(given).filter(key => !known.includes(key))).toEqual([])
      const needed = variables
        .filter(({ body }) => !('default' in body))
        .map(({ labels }) => labels[0])
      expect(needed.filter(key => !(key !== undefined && key in given))).toEqual([])
    }
  })

  test("reads in a cluster's file only fields that it has", () => {
    const { text } = root('cluster')
    const read = [...text.matchAll(/local\.file\.([a-zA-Z.]+)/g)].map(([, path = '']) => path)
    const fields = [...text.matchAll(/(?:tenants|platform) = "(\w+)"/g)]
    const all = [...read, ...fields.map(([, field]) => `aws.${field}`)]
    expect(all.length).toBeGreaterThan(6)
    const missing = all.filter(path => {
      const steps = path.split('.')
      const inner = steps.reduce<object | undefined>(
        (schema, step) => (schema ? propertiesOf(schema)[step] : undefined),
        clusterSchema
      )
      return inner === undefined
    })
    expect(missing).toEqual([])
  })
})

describe('what exists already', () => {
  const addresses = (text: string) => [...text.matchAll(/\bmodule\.(\w+)\.(aws_\w+)\.this\[/g)]

  test('is imported by names that the modules have', async () => {
    const file = 'terraform/examples/cluster/imports.tf.example'
    const text = readFileSync(file, 'utf8')
    const { import: blocks } = (await parse('imports.tf', text)) as Fields
    const imported = addresses(texts(blocks).join('\n'))
    for (const [, module = '', type = ''] of imported) expect(resource(module, type)).toBeDefined()
    // Providers of sign-in are few: people import them by hand.
    const made = ['roles', 'login'].flatMap(module => named(module).resources)
    const rest = made
      .map(({ labels }) => labels[0] ?? '')
      .filter(type => !imported.some(([, , known]) => known === type))
    expect(rest.sort()).toEqual(['aws_eks_identity_provider_config', 'terraform_data'])
    expect(page).toContain(`\`${file}\``)
  })

  test('is forgotten by blocks that the page has', async () => {
    const blocks = page.slice(page.indexOf('    removed {'), page.indexOf('Then write `aws: {iam'))
    const { removed } = (await parse('removed.tf', blocks)) as Fields
    expect(texts(removed)).toEqual(['${module.roles}', '${module.login}'])
    expect(JSON.stringify(removed)).toContain('"destroy":false')
  })
})

describe('what holds data or makes identities', () => {
  test('lets no policy of a bucket allow anything, and gives people no token to change themselves', () => {
    for (const module of ['data', 'state']) {
      const policy = String(resource(module, 'aws_s3_bucket_policy').policy)
      expect(policy).toMatch(/Effect += "Deny"/)
      expect(policy).not.toContain('"Allow"')
    }
    const client = resource('cognito', 'aws_cognito_user_pool_client')
    expect(client.explicit_auth_flows).toEqual(['ALLOW_REFRESH_TOKEN_AUTH'])
    expect(client.allowed_oauth_scopes).toEqual(['email', 'openid', 'profile'])
  })

  test('opens the API server to nobody by default, and keeps credentials of nodes from pods', () => {
    const from = named('cluster').variables.find(({ labels }) => labels[0] === 'from')
    expect(from?.body.default).toEqual([])
    const [options] = resource('cluster', 'aws_launch_template').metadata_options as Fields[] // a block
    expect(options).toMatchObject({ http_tokens: 'required', http_put_response_hop_limit: 1 })
  })
})

describe('the function of groups', () => {
  const folder = mkdtempSync(join(tmpdir(), 'groups-'))
  const map = 'examples/acme/generated/production/platform/auth/group-map.json'
  afterAll(() => rmSync(folder, { recursive: true }))

  /** The groups of the token of somebody for whom the directory says this. */
  async function groupsOf(said: string | undefined): Promise<unknown> {
    copyFileSync('terraform/modules/cognito/function/index.mjs', join(folder, 'index.mjs'))
    copyFileSync(map, join(folder, 'group-map.json'))
    const { handler } = await import(join(folder, 'index.mjs'))
    const userAttributes = said === undefined ? {} : { 'custom:groups': said }
    const { response } = await handler({ request: { userAttributes }, response: {} })
    expect(Object.keys(response)).toEqual(['claimsOverrideDetails'])
    return response.claimsOverrideDetails.groupOverrideDetails.groupsToOverride
  }

  test.each([
    ['nobody said any', undefined, []],
    ['there is one', 'fraud-seniors', ['fraud-analysts', 'fraud-seniors']],
    [
      'there are several',
      '[fraud-seniors, ml-platform]',
      ['fraud-analysts', 'fraud-seniors', 'ml-platform']
    ],
    ['the map has none of that name', 'others', ['others']],
    ['the name is one of every object', 'constructor', ['constructor']]
  ])('adds those that contain them where %s', async (_, said, groups) => {
    expect(await groupsOf(said)).toEqual(groups)
  })
})

test('a repository of a company keeps no state and no outputs', () => {
  const ours = readFileSync('terraform/.gitignore', 'utf8').split('\n')
  const theirs = readFileSync('company/_gitignore', 'utf8').split('\n')
  const never = ['.terraform/', '*.tfstate', '*.tfstate.*', 'terraform-output.json']
  expect(never.filter(line => !ours.includes(line) || !theirs.includes(line))).toEqual([])
})

test('invalid HCL would be reported', async () => {
  await expect(parse('a.tf', 'resource "a" {{')).rejects.toThrow('a.tf')
})
