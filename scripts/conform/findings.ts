import type { Manifest } from '../../charts/objects/manifest.ts'
import { addTo } from '../../src/values/group.ts'
import type { Built } from './build.ts'
import type { Root } from './built-roots.ts'
import { judged, type Verdict } from './kubeconform.ts'

/** Something that an engine or the API server would refuse. */
export type Finding = { readonly root: Root } & Fault

export type Fault =
  | { readonly kind: 'root'; readonly said: string }
  | { readonly kind: 'schema'; readonly object: Manifest }
  | {
      readonly kind: 'object'
      readonly object: Manifest
      /** A JSON pointer to the invalid value. */
      readonly path: string
      readonly said: string
    }

/** Reports every root that does not build and every object that violates its schema or has none. */
export function findAll(kubeconform: string, all: readonly Built[]): Finding[] {
  const files = new Map<string, Manifest[]>()
  const origins = new Map<string, { root: Root; object: Manifest }>()
  for (const [index, { root, objects }] of all.entries()) {
    for (const object of objects) {
      const { apiVersion, kind, metadata } = object
      // The file's name must identify root and namespace, because kubeconform reports only kind and name.
      const file = `${index}.${metadata.namespace ?? ''}.yaml`
      addTo(files, file, object)
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
