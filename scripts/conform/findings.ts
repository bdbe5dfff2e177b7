import type { Manifest } from '../../charts/objects/manifest.ts'
import type { Built } from './build.ts'
import type { Root } from './built-roots.ts'
import { judged, type Verdict } from './kubeconform.ts'

/** What an engine, or the API server, would refuse. */
export type Finding = { readonly root: Root } & Fault

export type Fault =
  | { readonly kind: 'root'; readonly said: string }
  | { readonly kind: 'schema'; readonly object: Manifest }
  | {
      readonly kind: 'object'
      readonly object: Manifest
      /** A JSON pointer to what is wrong. */
      readonly path: string
      readonly said: string
    }

/** Everything that does not build, has no schema or does not meet it; nothing is skipped. */
export function findAll(kubeconform: string, all: readonly Built[]): Finding[] {
  const files = new Map<string, Manifest[]>()
  const origins = new Map<string, { root: Root; object: Manifest }>()
  for (const [index, { root, objects }] of all.entries()) {
    for (const object of objects) {
      const { apiVersion, kind, metadata } = object
      // Within a root and a namespace, what kubeconform tells of an object says which it is.
      const file = `${index}.${metadata.namespace ?? ''}.yaml`
      const list = files.get(file) ?? []
      files.set(file, list)
      list.push(object)
      origins.set(`${file} ${apiVersion} ${kind} ${metadata.name}`, { root, object })
    }
  }
  const failures = all.flatMap(({ root, failure }): Finding[] =>
    failure === '' ? [] : [{ root, kind: 'root', said: failure }]
  )
  const wrong = judged(kubeconform, files).filter(({ status }) => status !== 'statusValid')
  const found = wrong.flatMap(verdict => {
    const { filename, version, kind, name } = verdict
    const origin = origins.get(`${filename} ${version} ${kind} ${name}`)
    if (!origin) throw new Error(`bug: no object is ${kind} ${name} of ${filename}`)
    return { ...origin, ...reasonOf(verdict) }
  })
  return [...failures, ...found]
}

function reasonOf({ status, msg, validationErrors = [] }: Verdict) {
  if (status === 'statusSkipped' || msg.includes('could not find schema')) {
    return { kind: 'schema' } as const
  }
  const [first] = validationErrors
  return { kind: 'object', path: first?.path ?? '', said: first?.msg ?? msg } as const
}
