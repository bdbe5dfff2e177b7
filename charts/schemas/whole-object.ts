import { metadata, type NameForm } from './metadata.ts'
import { mapValues, type Schema } from './schema.ts'

/** Which kind a schema is of. */
interface Kind {
  readonly apiVersion: string
  readonly kind: string
  readonly namespaced: boolean
}

/** `fileOf` in the words of kubeconform, for its `-schema-location`. */
export const schemaLocation =
  'schemas/objects/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json'

/** The file of a kind; to kubeconform, the group of the core kinds is their version. */
export function fileOf(apiVersion: string, kind: string): string {
  const [group, version] = apiVersion.split('/')
  return `${group}/${kind.toLowerCase()}_${version ?? group}.json`
}

/** A whole object: what is the same for each kind, around what is its own. */
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
    // For us alone: the API server drops the namespace of what has none, and Flux adds one that is missing.
    'x-tenantry-scope': namespaced ? 'Namespaced' : 'Cluster',
    ...own,
    required: [...new Set(['apiVersion', 'kind', 'metadata', ...required])],
    // Twice, since what comes first is read first, and what comes last counts.
    properties: { ...common, ...fields, ...common }
  }
}

function nameForm({ apiVersion, kind }: Kind): NameForm {
  if (apiVersion.startsWith('rbac.authorization.k8s.io/')) return 'path'
  if (apiVersion !== 'v1') return 'subdomain'
  return kind === 'Namespace' ? 'label' : kind === 'Service' ? 'service' : 'subdomain'
}
