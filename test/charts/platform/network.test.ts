import { expect, test } from 'vitest'
import { platform } from '../../overlay/platform.ts'
import { at, type Fields, find, list } from '../../overlay/thing.ts'

const example = platform()
const { objects, base } = example.build('production', 'network')

test.each([
  ['metadata-grpc-server', 'workflows.argoproj.io/workflow', 8080],
  ['katib-db-manager', 'katib.kubeflow.org/experiment', 6789]
])('%s is reached by those pods of tenants that cannot do without it', (name, label, port) => {
  const of = (things: typeof objects) => find(things, `NetworkPolicy kubeflow/${name}`).spec ?? {}
  const [rule, ...more] = list(of(objects), 'ingress')
  expect(more).toEqual([])
  expect(rule?.ports).toEqual([{ protocol: 'TCP', port }])
  const [tenants, own, ...others] = list(rule, 'from')
  expect([own, others]).toEqual([{ podSelector: {} }, []])
  expect(at(tenants, 'podSelector')).toEqual({
    matchExpressions: [{ key: label, operator: 'Exists' }]
  })
  // The same namespaces as Kubeflow's, and the same pods behind it.
  const theirs = at(of(base), 'ingress', 0, 'from', 0, 'namespaceSelector', 'matchExpressions', 0)
  const [[key, value] = []] = Object.entries(
    at(tenants, 'namespaceSelector', 'matchLabels') as Fields
  )
  expect(theirs).toEqual({ key, operator: 'In', values: [value] })
  expect(of(objects)).toEqual({ ...of(base), ingress: [rule] })
})

test('changes nothing else', () => {
  const rest = (things: typeof objects) =>
    things.filter(
      ({ metadata }) => !/^(metadata-grpc-server|katib-db-manager)$/.test(metadata.name)
    )
  expect(rest(objects)).toEqual(rest(base))
})
