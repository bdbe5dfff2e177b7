import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { loadAll } from 'js-yaml'
import type { Crd } from '../../charts/schemas/crd.ts'
import type { Upstream } from '../../charts/schemas/object-schemas.ts'
import { type Version, versions } from '../../src/kubeflow/versions.ts'
import { home } from './home.ts'

/** The subfolders of UPSTREAM that `schemas/objects/` is made from. */
export const upstreamParts = [
  ...versions.map(version => `kubeflow-${version}`),
  'crds',
  'kubernetes-openapi'
]

export function missingParts(folder: string): string[] {
  return upstreamParts.filter(part => !existsSync(join(folder, part)))
}

/** The inputs for `schemas/objects/`; nothing if one of them is missing. */
export function readUpstream(
  named: string,
  releases: readonly Version[] = versions
): Upstream | undefined {
  if (missingParts(named).length > 0) return undefined
  const folder = pathToFileURL(`${named}/`)
  const json = (path: string) => JSON.parse(readFileSync(new URL(path, folder), 'utf8'))
  return {
    openapi: json('kubernetes-openapi/swagger-1.34.json'),
    crds: [...readCrds(new URL('crds/', folder)), ...readCrds(new URL('schemas/crds/', home))],
    kubeflow: releases.flatMap(version => readCrds(new URL(`kubeflow-${version}/`, folder))),
    kustomize: json('crds/kustomize.config.k8s.io/kustomization.schemastore.json')
  }
}

function readCrds(folder: URL): Crd[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return (
    files
      .filter(file => /\.ya?ml$/.test(file))
      .map(file => readFileSync(new URL(file, folder), 'utf8'))
      // Parsing YAML is slow, and most files contain no CRD.
      .filter(text => /^kind: CustomResourceDefinition$/m.test(text))
      .flatMap(text => loadAll(text).filter(isCrd))
  )
}

/** A patch for a CRD contains only part of its spec. */
function isCrd(document: unknown): document is Crd {
  const { kind, spec } = (document ?? {}) as { kind?: unknown; spec?: { versions?: unknown } }
  return kind === 'CustomResourceDefinition' && Array.isArray(spec?.versions)
}
