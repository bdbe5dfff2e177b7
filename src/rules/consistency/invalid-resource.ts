import type { Diagnostic, Report } from '../../diagnostics/diagnostic.ts'
import type { Span } from '../../diagnostics/source.ts'
import { amountNames } from '../../documents/strange-names.ts'
import { quotaNames } from '../../documents/tenant.ts'
import { isWhole, parseQuantity } from '../../kubernetes/quantity.ts'
import { quotaResource } from '../../kubernetes/resources.ts'
import type { Model } from '../../model/model.ts'
import { resourceOf } from '../../model/quota.ts'
import type { Tenant } from '../../model/tenant.ts'
import { suggest } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import type { Entry } from '../../yaml/node.ts'
import { locate, type Mapping, type Node, placeIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'

/** A quota may only limit resources that Kubernetes counts, and each only once. */
export const invalidResource: Rule = (model, report) => {
  const gpu = gpuOf(model, report)
  if (gpu === undefined) return
  const reported = new Set<string>()
  for (const { entries } of quotasIn(model)) {
    const lines = new Map<string, Entry>()
    for (const [field, entry] of entries) {
      if (field === 'preset' || field === 'limits') continue
      const resource = resourceOf(field, gpu)
      const first = lines.get(resource)
      lines.set(resource, entry)
      const found = first
        ? twice(field, entry.key, first.key)
        : judge({ field, resource, entry, gpu })
      if (found) report(found)
      if (first) reported.add(idOf(entry.value))
    }
  }
  for (const tenant of model.tenants) merged(tenant, reported).forEach(report)
}

/** The Kubernetes name of a GPU; nothing if it is invalid. */
function gpuOf({ common, gpu }: Model, report: Report): string | undefined {
  if (gpu.includes('/') && quotaResource(`requests.${gpu}`).ok) return gpu
  report({
    code: 'invalid-resource',
    message: `\`${gpu}\` is not the name of a device`,
    at: placeIn(common, ['gpu']),
    help: 'write the name that nodes give their GPUs, such as `nvidia.com/gpu`'
  })
  return undefined
}

interface Line {
  readonly field: string
  readonly resource: string
  readonly entry: Entry
  readonly gpu: string
}

function judge({ field, resource, entry, gpu }: Line): Diagnostic | undefined {
  const code = 'invalid-resource'
  const found = quotaResource(resource)
  if (!found.ok) {
    const name = isGpu(field, gpu) ? 'gpu' : own(amountNames, field.toLowerCase())
    const short = name ?? suggest(field, quotaNames)
    const help = short === undefined ? found.help : `did you mean \`${short}\`?`
    return { code, message: found.message, at: entry.key, help }
  }
  const { value } = entry
  const text = value.kind === 'scalar' ? String(value.value) : ''
  const amount = parseQuantity(text)
  if (!found.whole || !amount || isWhole(amount)) return undefined
  const message = `\`${field}\` is counted in whole numbers, and \`${text}\` is not one`
  return { code, message, at: value, help: 'write a whole number' }
}

function isGpu(field: string, gpu: string): boolean {
  const name = field.replace(/^((requests|limits)\.)+/, '')
  return name === gpu || /^gpus?$/i.test(name)
}

function twice(field: string, at: Span, first: Span): Diagnostic {
  return {
    code: 'invalid-resource',
    message: `\`${field}\` is another name for a resource that is already listed`,
    at,
    related: [{ message: 'it is listed here', at: first }],
    help: 'keep one of the two'
  }
}

/** If a tenant and its preset use different names for a resource, merging would keep both lines. */
function merged({ quota, at, file }: Tenant, reported: ReadonlySet<string>): Diagnostic[] {
  const lines = new Map<string, string>()
  return quota.flatMap(({ resource, field }) => {
    const other = lines.get(resource) ?? field
    lines.set(resource, other)
    const [first, second] = [at('quota', other), at('quota', field)]
    if (other === field || reported.has(idOf(first)) || reported.has(idOf(second))) return []
    const isFirstNear = first.source === file && second.source !== file
    const [found, name] = isFirstNear
      ? [twice(other, first, second), field]
      : [twice(field, second, first), other]
    return [
      { ...found, help: `call it \`${name}\` here too, so that this amount replaces the other` }
    ]
  })
}

function idOf({ source, start }: Span): string {
  return `${source.path}:${start}`
}

/** Every quota in any file, including those of unused presets and templates. */
function quotasIn({ common, policy, documents }: Model): Mapping[] {
  const tenants = [...children(common.root, 'templates'), ...documents.map(({ root }) => root)]
  const places = [...tenants, ...tenants.flatMap(place => children(place, 'clusters'))]
  const rules = policy.root.kind === 'sequence' ? policy.root.items : []
  const quotas = [...places, ...rules].map(place => locate(place, ['quota']))
  return [...children(common.root, 'presets'), ...quotas].filter(isMapping)
}

function children(node: Node, name: string): Node[] {
  const found = locate(node, [name])
  return found?.kind === 'mapping' ? [...found.entries.values()].map(({ value }) => value) : []
}

function isMapping(node: Node | undefined): node is Mapping {
  return node?.kind === 'mapping'
}
