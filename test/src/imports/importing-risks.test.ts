import { describe, expect, test } from 'vitest'
import { forty, type Made } from './forty.ts'
import { bytes, cleanly, existing, fresh, imported, json, whole, yaml } from './imported.ts'

/** One namespace, as Kubeflow's controller leaves it. */
const ada = forty().filter(({ metadata: { name, namespace } }) => (namespace ?? name) === 'ada')
const others = forty().filter(({ metadata: { namespace } }) => namespace === 'extras-pods')
const metadata = (name: string) => ({ namespace: 'ada', name })

const policy = (name: string, spec: object): Made => ({
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: metadata(name),
  spec
})

/** The lines of a part of the report. */
function linesOf(report: string, title: string): readonly string[] {
  const [, part = ''] = report.split(`## ${title}\n\n`)
  return (part.split('\n\n')[0] ?? '').split('\n').filter(line => line.startsWith('- '))
}

const lost = (report: string) => linesOf(report, 'Will be lost')
const renamed = (from: string, to: string) =>
  ada.map(made => JSON.parse(JSON.stringify(made).replaceAll(from, to)) as Made)

describe('the report of an import', () => {
  test('says whom network policies cut off, and which policies hold on', () => {
    const made = [
      policy('all', { rules: [{}] }),
      policy('neighbours', {
        rules: [{ from: [{ source: { namespaces: ['ben', 'kubeflow'] } }] }]
      }),
      policy('no', { action: 'DENY', rules: [{}] })
    ]
    const { report } = whole([json([...ada, ...made])])
    expect(lost(report)).toEqual([
      expect.stringMatching(/^- `ada`: connections from other namespaces, such as /),
      expect.stringMatching(
        /^- `ada`: pods in `ben`, which AuthorizationPolicy `neighbours` lets in/
      ),
      expect.stringMatching(/^- `ada`: the AWS role of the EKS node/),
      expect.stringMatching(/^- there is no LimitRange, PodDefault, or NetworkPolicy in the dump/)
    ])
    expect(linesOf(report, 'Stays in the cluster, and not in git')).toEqual([
      expect.stringContaining('AuthorizationPolicy `all` lets everybody in who can connect'),
      expect.stringContaining('AuthorizationPolicy `no` refuses requests')
    ])
  })

  test('says among the first that a Profile is being deleted', () => {
    const deletionTimestamp = '2026-06-01T00:00:00Z'
    const made = ada.map(one => {
      const metadata = { ...one.metadata, deletionTimestamp }
      return one.kind === 'Profile' ? { ...one, metadata } : one
    })
    expect(lost(whole([json(made)]).report)).toContainEqual(
      expect.stringMatching(/^- `ada`: its Profile was deleted and hangs; /)
    )
  })

  test('says which kinds a dump lacks', () => {
    const { report } = whole([json([...ada, ...others])])
    const [line] = lost(report).filter(line => line.includes('in the dump'))
    expect(line).toMatch(
      /^- there is no LimitRange in the dump, so no file says anything of that; /
    )
  })

  test('says what admins of the platform gain', () => {
    const { report } = whole([json(ada)], existing)
    expect(linesOf(report, 'Will be gained')).toContainEqual(
      expect.stringMatching(/^- admins of the platform, who are `/)
    )
  })

  test('tells of plugins that do nothing, and of those that fail', () => {
    const spec = {
      owner: { kind: 'User', name: 'ada@example.com' },
      plugins: [{ kind: 'WorkloadIdentity', spec: {} }, { kind: 'AwsIamForServiceAccount' }]
    }
    const made = ada.map(one => (one.kind === 'Profile' ? { ...one, spec } : one))
    expect(linesOf(whole([json(made)]).report, 'Stays in the cluster, and not in git')).toEqual([
      expect.stringContaining('plugin `WorkloadIdentity` of its Profile does nothing on AWS'),
      expect.stringContaining('plugin `AwsIamForServiceAccount` of its Profile names no role')
    ])
  })

  test('points to the prefix that the gateway puts before names', () => {
    const made = ada.map(one => {
      const text = JSON.stringify(one)
      const isPolicy = one.kind === 'AuthorizationPolicy'
      return isPolicy ? JSON.parse(text.replace('ada@', 'accounts.google.com:ada@')) : one
    })
    const { report, files } = whole([json(made)])
    expect(lost(report)).toContainEqual(
      expect.stringContaining('write `prefix: "accounts.google.com:"` under `identity`')
    )
    expect(report).not.toMatch(/can open notebooks|delete {2}/)
    expect(files.find(({ path }) => path === 'tenants/ada.yaml')?.text).not.toContain('members')
  })

  test('says what becomes of capitals where the platform writes e-mails in lower case', () => {
    const common = { path: 'platform/common.yaml', text: 'version: 1\nemails: {lowercase: true}\n' }
    const files = new Map([...fresh, bytes(common)])
    const { report, after } = whole([json(renamed('ada@example.com', 'Ada@Example.com'))], files)
    cleanly(after)
    expect(lost(report)).toContainEqual(
      expect.stringContaining('access of `Ada@Example.com`, who is `ada@example.com` in git')
    )
  })
})

describe('an import', () => {
  test('grants a name that the policy does not, since a namespace keeps its own', () => {
    const text = '- tenants: ["*"]\n  names: ^[a-z]{3,20}$\n'
    const files = new Map([...fresh, bytes({ path: 'platform/policy.yaml', text })])
    const { after, files: made } = whole([json(renamed('"ada"', '"x1"'))], files)
    cleanly(after)
    expect(made.map(({ path }) => path)).toContain('tenants/x1.yaml')
    expect(made.find(({ path }) => path.endsWith('policy.yaml'))?.text).toContain(
      '- tenants: [x1]\n  egress: [open]\n  names: "^x1$"\n'
    )
  })

  test('says once that a domain is not allowed, and is refused if nobody else is there', () => {
    const common = {
      path: 'platform/common.yaml',
      text: 'version: 1\nemails: {domains: [example.org]}\n'
    }
    const files = new Map([...fresh, bytes(common)])
    const { outcome } = imported([json(forty())], files)
    expect(outcome).toMatchObject({ isRefused: true, files: [] })
    const lines = linesOf(outcome?.report ?? '', 'Gets no file')
    expect(lines.filter(line => line.includes('example.com`'))).toEqual([
      expect.stringMatching(
        /^- the domain `example.com` of its owner is not among those allowed; add it .* \(\d+: ada, ben, /
      )
    ])
    expect(whole([json(forty())]).isRefused).toBe(false)
  })

  test('tells of files of tenants that are only examples', () => {
    const files = new Map([
      ...fresh,
      bytes({ path: 'tenants/dan.yaml', text: 'owner: dan@example.com\n' })
    ])
    const { report } = whole([json(ada)], files)
    expect(linesOf(report, 'Good to know')).toContainEqual(
      expect.stringMatching(/^- `dan`: it has a file, and no profile here; delete its file /)
    )
  })

  test('says once what kubectl never writes, and how to export again', () => {
    const list = yaml({ apiVersion: 'v1', kind: 'List', items: ada })
    const text = list.replaceAll('namespace: ada', 'namespace: *place')
    const { found } = imported([text])
    expect(found).toHaveLength(1)
    expect(found[0]?.help).toMatch(/^export it again: `kubectl get profiles/)
  })
})
