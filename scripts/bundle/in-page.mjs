// What charts/ uses of cdk8s and cdk8s-plus, for the bundle of a page: they load modules of Node, and are
// larger than all the rest. A test compares every object with those that the packages make.

const group = 'rbac.authorization.k8s.io'

/** @typedef {Readonly<Record<string, unknown>>} Fields */

/**
 * Sorts the keys of maps, and leaves out what is empty, as cdk8s does.
 * @returns {unknown}
 */
function tidy(/** @type {unknown} */ value) {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value)) return value.length > 0 ? value.map(tidy) : undefined
  if (typeof value !== 'object') return value
  const pairs = Object.entries(value).map(
    ([key, inner]) => /** @type {const} */ ([key, tidy(inner)])
  )
  const kept = pairs.filter(([, inner]) => inner !== undefined)
  kept.sort(([a], [b]) => (a < b ? -1 : 1))
  return kept.length > 0 ? Object.fromEntries(kept) : undefined
}

export function App() {
  return {}
}

export function Chart(
  /** @type {unknown} */ _app,
  /** @type {string} */ _phase,
  /** @type {{labels: Fields}} */ { labels }
) {
  /** @type {unknown[]} */
  const children = []
  return { labels, node: { children, findAll: () => children } }
}

export function ApiObject(
  /** @type {ReturnType<typeof Chart>} */ chart,
  /** @type {string} */ _id,
  /** @type {{apiVersion: string, kind: string, metadata: {labels?: Fields}}} */ {
    metadata,
    ...rest
  }
) {
  const all = { ...metadata, labels: { ...chart.labels, ...metadata.labels } }
  const object = {
    ...rest,
    isApiObject: true,
    metadata: { toJson: () => tidy(all) },
    toJson: () => tidy({ ...rest, metadata: all })
  }
  chart.node.children.push(object)
  return object
}

ApiObject.isApiObject = (/** @type {unknown} */ value) => {
  return typeof value === 'object' && value !== null && 'isApiObject' in value
}

export function RoleBinding(
  /** @type {ReturnType<typeof Chart>} */ chart,
  /** @type {string} */ id,
  /** @type {{metadata: Fields, role: string}} */ { metadata, role }
) {
  /** @type {Fields[]} */
  const subjects = []
  const roleRef = { apiGroup: group, kind: 'ClusterRole', name: role }
  // The list is filled after the object was made.
  const content = { apiVersion: `${group}/v1`, kind: 'RoleBinding', metadata, roleRef, subjects }
  ApiObject(chart, id, content)
  return { addSubjects: (/** @type {Fields[]} */ ...more) => void subjects.push(...more) }
}

export const ClusterRole = {
  fromClusterRoleName: (
    /** @type {unknown} */ _chart,
    /** @type {string} */ _id,
    /** @type {string} */ name
  ) => name
}

export const User = {
  fromName: (
    /** @type {unknown} */ _chart,
    /** @type {string} */ _id,
    /** @type {string} */ name
  ) => ({ apiGroup: group, kind: 'User', name })
}

export const ServiceAccount = {
  fromServiceAccountName: (
    /** @type {[unknown, string, string, {namespaceName: string}]} */ ...[
      ,
      ,
      name,
      { namespaceName: namespace }
    ]
  ) => ({ apiGroup: '', kind: 'ServiceAccount', name, namespace })
}
