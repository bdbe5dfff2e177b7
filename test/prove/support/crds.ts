import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readUpstream } from '../../../scripts/system/upstream.ts'
import { usual } from '../../../src/kubeflow/versions.ts'
import type { Thing } from '../../overlay/thing.ts'
import { sourceCrds } from '../engines/flux-files.ts'

interface Crds {
  readonly things: readonly Thing[]
  readonly about: string
}

/** The real CRDs if UPSTREAM has them, else minimal ones from `schemas/objects/`. */
export function readCrds(): Crds {
  const { UPSTREAM } = process.env
  const found = UPSTREAM ? readUpstream(UPSTREAM, [usual]) : undefined
  if (!found) {
    return { things: [...fromSchemas(), ...sourceCrds()], about: 'CRDs made from schemas/objects/' }
  }
  const named = [...found.kubeflow, ...found.crds, ...sourceCrds()].map(crd => {
    const { spec, metadata } = crd as unknown as Thing // the objects are whole, though the type covers a part
    return [
      metadata.name,
      { apiVersion, kind, metadata: plain(metadata), spec: local(spec) }
    ] as const
  })
  return { things: [...new Map(named).values()], about: 'CRDs of UPSTREAM' }
}

const apiVersion = 'apiextensions.k8s.io/v1'
const kind = 'CustomResourceDefinition'

function plain({ name, annotations = {} }: Thing['metadata']): Thing['metadata'] {
  const approved = Object.entries(annotations).filter(
    ([key]) => key === 'api-approved.kubernetes.io'
  )
  return { name, annotations: Object.fromEntries(approved) }
}

/** Removes the conversion webhook, which does not run here. */
function local(spec: Thing['spec']): NonNullable<Thing['spec']> {
  return { ...spec, conversion: { strategy: 'None' } }
}

interface Kind {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly scope: string
}

const folder = 'schemas/objects'
const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }

/** They accept every field, because kubeconform checks the objects. */
function fromSchemas(): Thing[] {
  const kinds = readdirSync(folder).filter(isCustom).flatMap(kindsOf)
  const names = new Set(kinds.map(({ group, kind }) => `${group} ${kind}`))
  return [...names].map(name => {
    const versions = kinds.filter(({ group, kind }) => `${group} ${kind}` === name)
    return definition(versions)
  })
}

/** Kubernetes has built-in groups of its own. */
function isCustom(group: string): boolean {
  const kubernetes = /^[a-z]+\.k8s\.io$/.test(group) && !others.includes(group)
  return group.includes('.') && !kubernetes && !/\.(json|md)$|^kustomize\.config/.test(group)
}

/** Groups of other projects that look like Kubernetes' own. */
const others = ['app.k8s.io']

function kindsOf(group: string): Kind[] {
  return readdirSync(join(folder, group)).map(file => {
    const schema = JSON.parse(readFileSync(join(folder, group, file), 'utf8'))
    const { properties } = schema
    const [, version = ''] = properties.apiVersion.const.split('/')
    return { group, version, kind: properties.kind.const, scope: schema['x-tenantry-scope'] }
  })
}

function definition(versions: readonly Kind[]): Thing {
  const [first] = versions
  if (!first) throw new Error('bug: a kind without a version')
  const plural = pluralOf(first.kind.toLowerCase())
  return {
    apiVersion,
    kind,
    metadata: { name: `${plural}.${first.group}` },
    spec: {
      group: first.group,
      scope: first.scope,
      names: { kind: first.kind, plural },
      versions: versions.map(({ version }, index) => ({
        name: version,
        served: true,
        storage: index === 0,
        schema: { openAPIV3Schema: open },
        subresources: { status: {} }
      }))
    }
  }
}

function pluralOf(word: string): string {
  if (word.endsWith('y') && !word.endsWith('gateway')) return `${word.slice(0, -1)}ies`
  return /(s|x|ch)$/.test(word) ? `${word}es` : `${word}s`
}
