import { metadata, type NameForm } from './metadata.ts'
import { mapValues, type Schema } from './schema.ts'

/** The kind that a schema describes. */
interface Kind {
  readonly apiVersion: string
  readonly kind: string
  readonly namespaced: boolean
}

/** `fileOf` as a template for kubeconform's `-schema-location`. */
export const schemaLocation =
  'schemas/objects/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json'

/** The file of a kind. kubeconform treats the version of the core group as its name. */
export function fileOf(apiVersion: string, kind: string): string {
  const [group, version] = apiVersion.split('/')
  return `${group}/${kind.toLowerCase()}_${version ?? group}.json`
}

/** Combines the fields that all kinds share with those of one kind. */
export function root(kind: Kind, own: Schema): Schema {
  const { apiVersion, kind: name, namespaced } = kind
  const required = (own.required ?? []).filter(field => field !== 'status')
  const common = {
    apiVersion: { const: apiVersion },
    kind: { const: name },
    metadata: metadata(nameForm(kind))
  }
  const fields = mapValues(own.properties ?? {}, (schema, field) =>
    field === 'status' ? {} : schema
  )
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    // Our own keyword: the API server ignores a namespace on cluster-wide objects, and Flux adds a
    // missing one.
    'x-tenantry-scope': namespaced ? 'Namespaced' : 'Cluster',
    ...own,
    required: [...new Set(['apiVersion', 'kind', 'metadata', ...required])],
    // The first spread fixes the order of the keys, the last one the values.
    properties: { ...common, ...fields, ...common }
  }
}

function nameForm({ apiVersion, kind }: Kind): NameForm {
  if (apiVersion.startsWith('rbac.authorization.k8s.io/')) return 'path'
  if (apiVersion !== 'v1') return 'subdomain'
  return kind === 'Namespace' ? 'label' : kind === 'Service' ? 'service' : 'subdomain'
}
