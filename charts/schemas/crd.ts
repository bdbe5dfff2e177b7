import type { Schema } from './schema.ts'
import { share } from './share.ts'
import { strip } from './strip.ts'
import { fileOf, root } from './whole-object.ts'

/** The part of a CustomResourceDefinition that we read. */
export interface Crd {
  readonly spec: {
    readonly group: string
    readonly names: { readonly kind: string }
    readonly scope: string
    readonly versions: readonly {
      readonly name: string
      readonly served: boolean
      readonly schema: { readonly openAPIV3Schema: Schema }
    }[]
  }
}

/** The schema of each served version, by file. */
export function crdSchemas({ spec }: Crd): [string, Schema][] {
  return spec.versions
    .filter(({ served }) => served)
    .map(({ name, schema }) => {
      const kind = {
        apiVersion: `${spec.group}/${name}`,
        kind: spec.names.kind,
        namespaced: spec.scope === 'Namespaced'
      }
      const whole = root(kind, strip(schema.openAPIV3Schema))
      return [fileOf(kind.apiVersion, kind.kind), share(whole)]
    })
}
