import { mapAt, pick, textAt, wordsAt } from '../../src/imports/dump/pick.ts'
import type { LiveObject } from '../../src/imports/dump/read-dump.ts'
import { harmless, ofIstio } from '../platform/guards/mesh.ts'

/** Owners whose pods may leave the mesh, or were judged by their template when it was written. */
const exempt = ['Job', 'ReplicaSet', 'SparkApplication', 'Workflow']

/** Why the platform's guards would refuse such a pod if it were made again. */
export function refusals({ fields }: LiveObject): string[] {
  const [labels, annotations] = ['labels', 'annotations'].map(field =>
    wordsAt(fields, 'metadata', field)
  )
  const words = [...(labels ?? []), ...(annotations ?? [])]
  const isOut = words.some(([key, value]) => {
    return key === 'sidecar.istio.io/inject' && !['', 'true'].includes(value)
  })
  const strange = [...(annotations ?? [])].filter(([key, value]) => {
    return new RegExp(ofIstio, 'u').test(key) && !new RegExp(harmless, 'u').test(`${key}=${value}`)
  })
  return [
    ...(isOut && !isExempt(fields)
      ? ['it stays out of the mesh by `sidecar.istio.io/inject`']
      : []),
    ...strange.map(([key]) => `annotation \`${key}\` changes what Istio checks`)
  ]
}

function isExempt(fields: unknown): boolean {
  const references = pick(fields, 'metadata', 'ownerReferences')
  const owners = Array.isArray(references) ? references : []
  const isExecutor = textAt(fields, 'metadata', 'labels', 'spark-role') === 'executor'
  return owners.some(owner => {
    const kind = textAt(owner, 'kind')
    const isItsOwn = pick(mapAt(owner), 'controller') === true
    return exempt.includes(kind) || (isExecutor && kind === 'Pod' && isItsOwn)
  })
}
