import { metadata, type NameForm } from './metadata.ts'
import { mapValues, type Schema } from './schema.ts'

/** Which kind a schema is of. */
export interface Kind {
  readonly apiVersion: string
  readonly kind: string
  readonly namespaced: boolean
}

/** Where kubeconform finds the schema of a kind: a kind of the core group has its version for a group. */
export function fileOf(apiVersion: string, kind: string): string {
  const [group, version] = apiVersion.split('/')
  return `${group}/${kind.toLowerCase()}_${version ?? group}.json`
}

/** A whole object: what is the same for each kind, around what is its own. */
export function root(kind: Kind, own: Schema): Schema {
  const { apiVersion, kind: name, namespaced } = kind
  const required = (own.required ?? []).filter(field => field !== 'status')
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...own,
    required: [...new Set(['apiVersion', 'kind', 'metadata', ...required])],
    properties: {
      apiVersion: { const: apiVersion },
      kind: { const: name },
      metadata: metadata(nameForm(kind), namespaced),
      ...mapValues(own.properties ?? {}, (schema, field) => (field === 'status' ? {} : schema))
    }
  }
}

function nameForm({ apiVersion, kind }: Kind): NameForm {
  if (apiVersion.startsWith('rbac.authorization.k8s.io/')) return 'path'
  if (apiVersion !== 'v1') return 'subdomain'
  return kind === 'Namespace' ? 'label' : kind === 'Service' ? 'service' : 'subdomain'
}
