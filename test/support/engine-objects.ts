import { readFileSync } from 'node:fs'
import { loadAll } from 'js-yaml'
import { argocdFiles } from '../../charts/gitops/argocd.ts'
import { fluxFiles } from '../../charts/gitops/flux.ts'
import { residentOf } from '../../charts/gitops/resident.ts'
import { partNames } from '../../charts/platform/compile-platform.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import type { Model } from '../../src/model/model.ts'
import { at, type Thing } from '../overlay/thing.ts'
import { compileTexts, summary } from './compile-texts.ts'

/** The engines' configuration of a cluster. */
export interface Told {
  readonly flux: readonly Thing[]
  readonly argocd: readonly Thing[]
}

export function toldBy(model: Model, name: string): Told {
  const cluster = model.clusters.find(each => each.name === name)
  if (!cluster) throw new Error(`there is no cluster ${name}`)
  const residents = model.tenants.filter(tenant => tenant.cluster === cluster).map(residentOf)
  const contents = { components: partNames(model, cluster), residents }
  return {
    flux: thingsIn(fluxFiles(cluster, contents)),
    argocd: thingsIn(argocdFiles(cluster, contents))
  }
}

function thingsIn(files: readonly Source[]): Thing[] {
  const objects = files.filter(({ path }) => !path.endsWith('/kustomization.yaml'))
  return objects.flatMap(({ text }) => loadAll(text) as Thing[])
}

const file = 'platform/clusters/production.yaml'
const written = readFileSync(`test/${file}`, 'utf8')

/** Renders a cluster whose `gitops` starts with these settings, and its tenants by path. */
export function told(gitops: string, tenants: Readonly<Record<string, string>> = {}): Told {
  const text = written.replace(/^gitops: \{flux: true, argocd: true, /m, `gitops: {${gitops}, `)
  if (text === written && gitops !== 'flux: true, argocd: true')
    throw new Error(`nothing changes in ${file}`)
  const { model, diagnostics } = compileTexts({ ...smallest, ...tenants, [file]: text })
  if (!model) throw new Error(diagnostics.map(summary).join('\n'))
  return toldBy(model, 'production')
}

const smallest = { 'tenants/smallest.yaml': 'owner: alice@example.com\n' }

/** Flux's Kustomizations for a phase. */
export function ofPhase({ flux }: Told, phase: string): Thing[] {
  return flux.filter(({ metadata }) => metadata.labels?.['tenantry.dev/phase'] === phase)
}

/** Argo CD's Applications, including those from its ApplicationSets. */
export function applications({ argocd }: Told): Thing[] {
  return argocd.flatMap(thing => {
    if (thing.kind === 'Application') return [thing]
    if (thing.kind !== 'ApplicationSet') return []
    const elements = at(thing.spec, 'generators', 0, 'list', 'elements') as Record<string, string>[]
    const template = JSON.stringify(at(thing.spec, 'template'))
    return elements.map(element => {
      const filled = template.replace(/\{\{\.(\w+)\}\}/g, (_, key) => element[key] ?? 'MISSING')
      const made = JSON.parse(filled) as Pick<Thing, 'metadata' | 'spec'>
      const metadata = { ...made.metadata, namespace: thing.metadata.namespace ?? '' }
      return { ...made, apiVersion: thing.apiVersion, kind: 'Application', metadata }
    })
  })
}
