import type { Source } from '../../src/diagnostics/source.ts'
import { revise } from '../../src/yaml/edit/edit.ts'
import { fill, type Wish } from '../../src/yaml/edit/fill.ts'
import { remove } from '../../src/yaml/edit/remove-items.ts'
import { locate } from '../../src/yaml/node.ts'
import { parseYaml } from '../../src/yaml/parse.ts'

/** What a company says of itself before it has a repository. */
export interface Company {
  /** The name of its first cluster. */
  readonly cluster: string
  readonly domain: string | undefined
  readonly forge: 'github' | 'gitlab'
  readonly engine: 'flux' | 'argocd' | 'both'
  /** Whether others installed Kubeflow. */
  readonly tenantsOnly: boolean
  /** What package.json pins: a version, or the file of one that is not published. */
  readonly pin: string
}

const commonPath = 'platform/common.yaml'
const clusterFile = /^platform\/clusters\/[^/]+\.yaml$/

/** The data that a company begins with: the product's own, with the company's first cluster. */
export function dataOf(packed: readonly Source[], company: Company): Source[] {
  return packed.map(file => {
    if (clusterFile.test(file.path)) return clusterOf(file, company)
    return file.path === commonPath && company.forge === 'gitlab' ? onGitLab(file) : file
  })
}

function onGitLab(file: Source): Source {
  return fill(file, [{ path: ['forge'], value: 'gitlab' }]).file
}

function clusterOf(file: Source, { cluster, domain, engine, tenantsOnly }: Company): Source {
  const wishes: Wish[] = [
    ...(domain === undefined ? [] : [{ path: ['domain'], value: domain }]),
    ...(tenantsOnly ? [{ path: ['components'], value: 'external' }] : []),
    { path: ['gitops', 'flux'], value: engine !== 'argocd' },
    { path: ['gitops', 'argocd'], value: engine !== 'flux' }
  ]
  const left = tenantsOnly ? without(file, theirs) : file
  return {
    ...fill(left, [...namesIn(left, cluster), ...wishes]).file,
    path: `platform/clusters/${cluster}.yaml`
  }
}

/** The names that the file makes of the cluster's. */
function namesIn(file: Source, cluster: string): Wish[] {
  const root = parseYaml(file, () => undefined)
  const names = [
    { path: ['aws', 'eks'], value: `kubeflow-${cluster}` },
    { path: ['secrets', 'externalSecrets', 'prefix'], value: `kubeflow/${cluster}` }
  ]
  return names.filter(({ path }) => root && locate(root, path))
}

/** The sections that set up what others installed. */
const theirs = ['identity', 'ingress', 'pipelines']

function without(file: Source, names: readonly string[]): Source {
  const root = parseYaml(file, () => undefined)
  if (root?.kind !== 'mapping') return file
  const places = [...root.entries.keys()].flatMap((name, at) => (names.includes(name) ? [at] : []))
  return revise(remove({ key: root, value: root }, new Set(places)))[0] ?? file
}

/** The files beside the data, from templates that name each place by `{{a word}}`. */
export function surroundings(templates: readonly Source[], company: Company): Source[] {
  const { forge, pin, cluster } = company
  const wanted = templates.filter(
    ({ path }) => !otherForge(forge).some(start => path.startsWith(start))
  )
  const words: Readonly<Record<string, string>> = { pin, cluster, pages: pagesOf[forge] }
  const said = (text: string) =>
    text.replace(/\{\{(\w+)\}\}/g, (whole, word) => words[word] ?? whole)
  return [
    packageFile(company),
    ...wanted.map(({ path, text }) => ({ path: placeOf(path), text: said(text) }))
  ]
}

const pagesOf = { github: 'GitHub', gitlab: 'GitLab' } as const

function otherForge(forge: Company['forge']): readonly string[] {
  return forge === 'github' ? ['_gitlab'] : ['_github/']
}

/** npm leaves files out that begin with a dot and `git`, so templates begin with an underscore. */
function placeOf(path: string): string {
  return path.replace(/^_/, '.')
}

function packageFile({ pin }: Company): Source {
  const content = {
    private: true,
    scripts: {
      validate: 'tenantry validate',
      generate: 'tenantry generate',
      check: 'tenantry check'
    },
    devDependencies: { tenantry: pin },
    allowScripts: { tenantry: false }
  }
  return { path: 'package.json', text: `${JSON.stringify(content, null, 2)}\n` }
}
