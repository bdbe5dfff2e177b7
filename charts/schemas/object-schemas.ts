import { builtin } from './builtin-kinds.ts'
import { celRules } from './cel-rules.ts'
import { type Crd, crdSchemas } from './crd.ts'
import { kustomizeSchemas } from './kustomize-schemas.ts'
import { type OpenApi, openapiSchemas } from './openapi.ts'
import { print } from './print-json.ts'
import type { Schema } from './schema.ts'
import { unionCrds } from './union-crds.ts'

/** The inputs of the schemas. */
export interface Upstream {
  readonly openapi: OpenApi
  /** CRDs of the add-ons that we emit objects for; the first one wins if two define the same kind. */
  readonly crds: readonly Crd[]
  /** The CRDs in the manifests of all releases of Kubeflow, oldest first. */
  readonly kubeflow: readonly Crd[]
  readonly kustomize: Schema
}

/** All files of `schemas/objects/`, by path there. */
export function objectFiles({ openapi, crds, kubeflow, kustomize }: Upstream): Map<string, string> {
  const schemas = new Map([
    ...unionCrds(kubeflow).flatMap(crdSchemas),
    ...crds.flatMap(crdSchemas),
    ...openapiSchemas(openapi, builtin),
    ...kustomizeSchemas(kustomize)
  ])
  const files: [string, unknown][] = [...schemas, ['cel.json', celRules(crds)]]
  return new Map(
    files.sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, data]) => [path, `${print(data)}\n`])
  )
}
