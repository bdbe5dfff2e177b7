import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compile } from '../src/compile.ts'
import { readTree } from '../src/files/disk.ts'
import { absent } from './mesh/arrive.ts'
import { type Cluster, doors, readCluster } from './mesh/cluster.ts'
import { isLetIn } from './mesh/decide.ts'
import { documented } from './mesh/documented.ts'
import { differences } from './mesh/matrix.ts'
import { at, list, type Thing } from './overlay/thing.ts'
import { acme } from './support/acme.ts'

describe('the model of Istio', () => {
  test.each(documented)(
    'agrees with the documentation: $about',
    ({ policies, to, letIn, kept }) => {
      const workload = to ?? { namespace: 'shop', labels: {} }
      expect(letIn.filter(request => !isLetIn(policies, workload, request))).toEqual([])
      expect(kept.filter(request => isLetIn(policies, workload, request))).toEqual([])
    }
  )

  test('throws on what it does not know', () => {
    const policy = (spec: Thing['spec']): Thing[] => [
      {
        apiVersion: 'security.istio.io/v1',
        kind: 'AuthorizationPolicy',
        metadata: { name: 'a', namespace: 'a' },
        spec: spec ?? {}
      }
    ]
    const ask = (spec: Thing['spec']) => () =>
      isLetIn(policy(spec), { namespace: 'a', labels: {} }, { port: 80 })
    expect(ask({ rules: [{ when: [{ key: 'connection.sni', values: ['a'] }] }] })).toThrow(
      'connection.sni'
    )
    expect(ask({ rules: [{ from: [{ source: { remoteIpBlocks: ['10.0.0.0/8'] } }] }] })).toThrow(
      'remoteIpBlocks'
    )
    expect(ask({ targetRefs: [{}], rules: [] })).toThrow('target')
  })
})

const { model } = compile(readTree(acme), { today: '2026-06-15', touched: new Set() })
if (!model) throw new Error('the example is not in order')
const people = Object.keys(model.directory.value.people ?? {})
const clusters = model.clusters.map(({ name, header, machines }) => {
  return [name, readCluster(join(acme, 'generated', name), { header, machines, people })] as const
})

describe.each(clusters)('%s', (_, cluster) => {
  test('lets in exactly those whom the tables list', () => {
    expect(cluster.tables.size).toBeGreaterThan(4)
    expect(differences(cluster)).toEqual([])
  })

  test('lets in nobody whose certificate never arrives', () => {
    expect(absent(cluster)).toEqual([])
    const [sidecars, gone] = [cluster.sidecars, 'cluster.local/ns/knative-serving/sa/activator']
    const without = sidecars.filter(({ metadata }) => metadata.name !== 'activator')
    expect(absent({ ...cluster, sidecars: without })).toContain(`fraud: ${gone}`)
  })

  test('has no DENY policy that shuts every port of TCP', () => {
    const denials = cluster.policies.filter(({ spec, metadata }) => {
      return at(spec, 'action') === 'DENY' && metadata.name !== 'suspended'
    })
    expect(denials.length).toBeGreaterThan(3)
    for (const { spec, metadata } of denials) {
      for (const { to } of list(spec, 'rules')) {
        const named = list(to).map(({ operation }) => Object.keys(operation as object))
        expect([metadata.name, named.some(keys => keys.some(key => /ports$/i.test(key)))]).toEqual([
          metadata.name,
          true
        ])
      }
    }
  })

  test('answers probes from anywhere, unless nobody may enter', () => {
    for (const [namespace, rows] of cluster.tables) {
      const isSuspended = rows.some(({ who }) => who === 'suspended@tenantry.invalid')
      const probe = { port: 8012, http: { method: 'GET', path: '/healthz' } }
      expect(isLetIn(cluster.policies, { namespace, labels: {} }, probe)).toBe(!isSuspended)
    }
  })

  describe('the comparison detects', () => {
    const changed = (change: (policy: Thing) => Thing | undefined): Cluster => {
      const policies = cluster.policies.flatMap(policy => change(policy) ?? [])
      expect(JSON.stringify(policies)).not.toBe(JSON.stringify(cluster.policies))
      return { ...cluster, policies }
    }
    const rewritten = (from: string | RegExp, to: string) =>
      differences(changed(policy => JSON.parse(JSON.stringify(policy).replaceAll(from, to))))
    const isBobs = ({ metadata }: Thing) =>
      metadata.namespace === 'fraud' && metadata.name.startsWith('user-bob')

    test('a policy without its principal', () => {
      const found = differences(
        changed(policy =>
          isBobs(policy)
            ? JSON.parse(JSON.stringify(policy).replace(/"from":\[.*?\]\}\}\],/, ''))
            : policy
        )
      )
      expect(found).toEqual([
        'fraud: bob@example.com enters by a model past its queue',
        'fraud: bob@example.com enters by a header of their own',
        'fraud: bob@example.com enters by a header of their own, asked before a request',
        'fraud: bob@example.com enters by no certificate'
      ])
    })

    test('a missing policy', () => {
      const found = differences(changed(policy => (isBobs(policy) ? undefined : policy)))
      expect(found).toContain('fraud: bob@example.com is kept out by notebook')
      expect(found).toContain('fraud: bob@example.com is kept out by artifact')
      expect(found.filter(line => !line.startsWith('fraud: bob@example.com is kept'))).toEqual([])
    })

    test('a policy without the path of artifacts', () => {
      expect(rewritten(`,"${doors.pipelines}"`, '')).toContain(
        'fraud: bob@example.com is kept out by artifact'
      )
    })

    test('another header', () => {
      const found = rewritten('request.headers[kubeflow-userid]', 'request.headers[kubeflow-user]')
      expect(found).toContain('fraud: bob@example.com is kept out by notebook')
    })

    test('a star for a person', () => {
      expect(rewritten('"values":["bob@example.com"]', '"values":["*@example.com"]')).toContain(
        'fraud: mallory@example.com enters by notebook'
      )
    })

    test('a missing DENY policy', () => {
      const found = differences(
        changed(policy => (policy.metadata.name === 'suspended' ? undefined : policy))
      )
      const entered = [...cluster.admins, 'suspended@tenantry.invalid'].flatMap(who =>
        ['notebook', 'artifact'].map(way => `forecast: ${who} enters by ${way}`)
      )
      expect(found).toEqual(expect.arrayContaining(entered))
      expect(found.filter(line => !/^forecast: \S+ enters by /.test(line))).toEqual([])
    })

    test('a notebook port that is open to callers', () => {
      expect(rewritten(',"to":[{"operation":{"notPorts":["8888"]}}]', '')).toContain(
        'pricing: fraud/default-editor enters by port 8888'
      )
    })

    test('a tenant with all models public instead of one', () => {
      expect(
        rewritten(
          '"selector":{"matchLabels":{"serving.kserve.io/inferenceservice":"price-list"}}',
          '"selector":{}'
        )
      ).toContain('pricing: mallory@example.com enters by model 0')
    })

    test('an extra or missing line in a table', () => {
      const rows = cluster.tables.get('fraud') ?? []
      const ghost = { who: 'mallory@example.com', role: 'view', way: 'user', notebooks: false }
      const more = new Map([...cluster.tables, ['fraud', [...rows, ghost]] as const])
      const fewer = new Map([
        ...cluster.tables,
        ['fraud', rows.filter(({ who }) => who !== 'bob@example.com')] as const
      ])
      expect(differences({ ...cluster, tables: more })).toContain(
        'fraud: mallory@example.com is kept out by artifact'
      )
      expect(differences({ ...cluster, tables: fewer })).toContain(
        'fraud: bob@example.com enters by notebook'
      )
    })
  })
})
