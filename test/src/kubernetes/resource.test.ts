import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quotaResource } from '../../../src/kubernetes/resources.ts'
import table from './resource.table.json' with { type: 'json' }

/** Kubernetes accepts a quota on these, but no pod can ask for them and no cluster has them. */
const pointless = ['hugepages-foo', 'requests.requests.nvidia.com/gpu', 'count/Deployments']

// The table was printed by the quota validation and evaluators of Kubernetes 1.34.4.
test('accepts exactly the resources that Kubernetes both accepts and counts', () => {
  const expected = Object.entries(table).map(([name, { accepted, countedBy }]) => {
    // For each object kind below `count/`, Kubernetes creates an evaluator.
    const counted = countedBy.length > 0 || name.startsWith('count/')
    return [name, accepted && counted && !pointless.includes(name)]
  })
  const found = Object.keys(table).map(name => [name, quotaResource(name).ok])
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
})

test.each([
  ['nvidia.com/gpu', 'write `requests.nvidia.com/gpu`'],
  ['limits.nvidia.com/gpu', 'write `requests.nvidia.com/gpu`'],
  ['requests.requests.nvidia.com/gpu', 'write `requests.nvidia.com/gpu`'],
  ['notebooks.kubeflow.org', 'to count objects, write `count/notebooks.kubeflow.org`'],
  ['request.cpu', 'did you mean `requests.cpu`?'],
  ['requests.memmory', 'did you mean `requests.memory`?'],
  ['deployments.apps', 'to count objects, write `count/deployments.apps`'],
  ['limits.storage', 'write `requests.storage`'],
  ['limits.hugepages-2Mi', 'write `requests.hugepages-2Mi`'],
  ['Pods', 'did you mean `pods`?'],
  ['persistentvolumeclaim', 'did you mean `persistentvolumeclaims`?'],
  [
    'gold.storageclass.storage.k8s.io/request.storage',
    'did you mean `gold.storageclass.storage.k8s.io/requests.storage`?'
  ],
  [
    'count/Notebooks',
    'write the plural and the group in lowercase, such as `count/notebooks.kubeflow.org`'
  ]
])('rejects %s: %s', (name, help) => {
  expect(quotaResource(name)).toMatchObject({ ok: false, help })
})

test('names the mistake in the message', () => {
  expect(quotaResource('limits.nvidia.com/gpu')).toMatchObject({
    message: '`limits.nvidia.com/gpu` is never counted: only requests for devices are'
  })
})

test('knows which resources come in whole numbers', () => {
  const whole = (name: string) => {
    const resource = quotaResource(name)
    return resource.ok && resource.whole
  }
  const things = ['pods', 'requests.nvidia.com/gpu', 'count/notebooks.kubeflow.org', 'secrets']
  expect([...things, 'gold.storageclass.storage.k8s.io/persistentvolumeclaims'].every(whole)).toBe(
    true
  )
  const sizes = ['cpu', 'requests.memory', 'limits.cpu', 'requests.storage', 'hugepages-2Mi']
  expect([...sizes, 'gold.storageclass.storage.k8s.io/requests.storage'].some(whole)).toBe(false)
})

test('no text throws', () => {
  const part = fc.constantFrom('requests', 'limits', 'count', '.', '/', 'a', 'hugepages-', '2Mi')
  const texts = fc.array(part, { maxLength: 6 }).map(parts => parts.join(''))
  fc.assert(fc.property(fc.oneof(texts, fc.string()), text => void quotaResource(text)))
})
