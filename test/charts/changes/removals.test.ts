import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { judge } from '../../../charts/changes/changes.ts'
import { changeOf } from '../../support/change.ts'
import { filesOf, summary } from '../../support/compile-texts.ts'

const [production, staging] = ['production', 'staging'].map(
  name => `platform/clusters/${name}.yaml`
)
const removals = 'platform/removals.yaml'
const written = readFileSync(`test/${production}`, 'utf8')
const fraud = { 'tenants/fraud.yaml': 'owner: alice@example.com\n' }

type Texts = Readonly<Record<string, string | undefined>>

/** The errors about the way from some files to others; a file that is undefined is gone. */
function errors(before: Texts, after: Texts): string[] {
  const [was, is] = [before, { ...before, ...after }].map(texts => {
    const written = Object.entries(texts).flatMap(([path, text]) => {
      return text === undefined ? [] : [[path, text] as const]
    })
    return filesOf(Object.fromEntries(written))
  })
  const found = judge(changeOf(was ?? new Map(), is ?? new Map()))
  return found.filter(({ code }) => !code.startsWith('unused-')).map(summary)
}

describe('a tenant', () => {
  const gone = { 'tenants/churn.yaml': undefined }
  const churn = (state: string) => ({
    ...fraud,
    'tenants/churn.yaml': `owner: alice@example.com\n${state}`
  })
  const refused = ['forbidden-removal tenants/churn.yaml']

  test.each([
    ['state: released\n', '', refused],
    ['state: released\n', 'tenants: {churn: {reason: It ended}}\n', []],
    ['state: released\n', 'tenants: {churn: {reason: It ended, clusters: [production]}}\n', []],
    ['state: released\n', 'tenants: {churn: {reason: It ended, clusters: [staging]}}\n', refused],
    ['state: released\n', 'tenants: {churns: {reason: It ended}}\n', refused],
    ['state: released\n', 'clusters: {production: {reason: It ended}}\n', refused],
    ['state: suspended\n', 'tenants: {churn: {reason: It ended}}\n', refused],
    ['', 'tenants: {churn: {reason: It ended}}\n', refused],
    ['', 'tenants: {churn: {reason: It ended, unprotected: false}}\n', refused],
    ['', 'tenants: {churn: {reason: It ended, unprotected: true}}\n', []]
  ])('with %j goes as removals.yaml says: %j', (state, text, found) => {
    expect(errors(churn(state), { ...gone, [removals]: text || 'tenants: {}\n' })).toEqual(found)
  })

  test.each([
    ['{reason: It ended}', refused],
    ['{reason: It ended, unprotected: true}', []]
  ])('that nothing prunes goes with %s: %j', (line, found) => {
    const idle = { [String(production)]: written.replace('prune: true', 'prune: false') }
    const before = { ...churn('state: released\n'), ...idle }
    expect(errors(before, { ...gone, [removals]: `tenants: {churn: ${line}}\n` })).toEqual(found)
  })

  test('that goes from several clusters is one mistake, which names them all', () => {
    const other = written
      .replaceAll('kubeflow-production', 'kubeflow-staging')
      .replaceAll('kubeflow.example.com', 'staging.example.com')
    const rest = { [String(staging)]: other, ...fraud }
    const churn =
      'owner: alice@example.com\nclusters: {production: {state: released}, staging: {}}\n'
    const told = (state: string, line: string) => {
      const before = filesOf({ ...rest, 'tenants/churn.yaml': state })
      const after = filesOf({ ...rest, [removals]: `tenants: {${line}}\n` })
      return judge(changeOf(before, after)).map(({ message }) => message)
    }
    const both = 'tenant `churn` is removed from clusters `production` and `staging`'
    expect(told('owner: alice@example.com\n', 'churn: {reason: It ended}')).toEqual([
      `${both}, but was not released before`
    ])
    expect(told(churn, '')).toEqual([
      'tenant `churn` is removed from cluster `production`, but `platform/removals.yaml` does not say so, and from cluster `staging`, but was not released before'
    ])
  })

  test('may be the last one', () => {
    const last = { 'tenants/fraud.yaml': 'owner: alice@example.com\nstate: released\n' }
    const line = 'tenants: {fraud: {reason: It ended}}\n'
    expect(errors(last, { 'tenants/fraud.yaml': undefined, [removals]: line })).toEqual([])
  })
})

test('a cluster goes with all its tenants, and only if removals.yaml says so', () => {
  const other = written
    .replaceAll('kubeflow-production', 'kubeflow-staging')
    .replaceAll('kubeflow.example.com', 'staging.example.com')
  const before = { ...fraud, [String(staging)]: other }
  const after = { [String(staging)]: undefined }
  const line = (name: string) => `clusters: {${name}: {reason: It was shut down}}\n`
  expect(errors(before, after)).toEqual([`forbidden-removal ${staging}`])
  expect(errors(before, { ...after, [removals]: line('production') })).toHaveLength(1)
  expect(errors(before, { ...after, [removals]: line('staging') })).toEqual([])
})

describe('guards', () => {
  const file = (guards: string, gitops: string) => ({
    ...fraud,
    [String(production)]:
      `${written.replace(/^(gitops|autoscaling|monitoring): .*\n/gm, '')}guards: ${guards}
gitops: {${gitops}, repository: https://github.com/example/kubeflow-tenants}
`
  })
  const strong = file('enforce', 'flux: true')

  test.each([
    ['change of engine, with both', file('enforce', 'flux: true, argocd: true'), []],
    ['change of engine, with the other', file('enforce', 'argocd: true'), []],
    ['more about the engine', file('enforce', 'flux: {controllers: 2}'), []],
    ['no engine', file('enforce', 'flux: false'), ['missing-guards']],
    ['no engine, by leaving it out', file('enforce', 'shards: 1'), ['missing-guards']],
    ['warnings', file('warn', 'flux: true'), ['missing-guards']]
  ])('are kept on a cluster with %s', (_, after, found) => {
    expect(errors(strong, after).map(each => each.split(' ')[0])).toEqual(found)
    const line = 'guards: {production: {reason: A trial}}\n'
    expect(errors(strong, { ...after, [removals]: line })).toEqual([])
    const other = 'guards: {staging: {reason: A trial}}\n'
    expect(errors(strong, { ...after, [removals]: other })).toHaveLength(found.length)
  })

  test('that only warn may become stronger, and may not go', () => {
    const weak = file('warn', 'flux: {controllers: 2}')
    expect(errors(weak, strong)).toEqual([])
    expect(errors(weak, file('warn', 'flux: false'))).toHaveLength(1)
    expect(errors(file('warn', 'flux: false'), weak)).toEqual([])
  })
})
