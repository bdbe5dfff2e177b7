import { type Check, type Meant, person, type Somebody } from './meant.ts'
import { at, type Cluster, fields, list, nameOf, says } from './objects.ts'

const gateway = 'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'
const pipelinesUi = 'cluster.local/ns/kubeflow/sa/ml-pipeline-ui'

/** Kubeflow looks for a binding and a policy of one name for each person, and there are no others. */
export const sharing: Check = (cluster, meant) => {
  const people = meant.state === 'suspended' ? [] : meant.people
  const names = ['namespaceAdmin', ...people.map(nameFor)]
  const extra = [...cluster.kind('RoleBinding'), ...cluster.kind('AuthorizationPolicy')].filter(
    object =>
      at(object, 'metadata.annotations.user') !== undefined &&
      !names.includes(String(at(object, 'metadata.name')))
  )
  return [
    ...people.flatMap(somebody => pair(cluster, meant, somebody)),
    ...extra.map(object => `${nameOf(object)} is for nobody that was meant`)
  ]
}

function nameFor({ email, role }: Somebody): string {
  return `user-${email}-clusterrole-${role}`.replace(/[^a-zA-Z0-9]+/g, '-').toLowerCase()
}

function pair(cluster: Cluster, { header, prefix }: Meant, somebody: Somebody): string[] {
  const { email, role, notebooks } = somebody
  const binding = cluster.one('RoleBinding', nameFor(somebody))
  const policy = cluster.one('AuthorizationPolicy', nameFor(somebody))
  const principals = notebooks ? [gateway, pipelinesUi] : [pipelinesUi]
  const when = { key: `request.headers[${header}]`, values: [`${prefix}${email}`] }
  return [
    ...says(binding, 'metadata.annotations.role', role),
    ...says(binding, 'metadata.annotations.user', email),
    ...says(binding, 'roleRef.name', `kubeflow-${role}`),
    ...says(binding, 'subjects', [{ ...person, name: email }]),
    ...says(policy, 'metadata.annotations.role', role),
    ...says(policy, 'metadata.annotations.user', email),
    ...says(policy, 'spec', { rules: [{ from: [{ source: { principals } }], when: [when] }] })
  ]
}

/** Kubeflow's list breaks for everybody if an annotated binding does not have exactly one subject. */
export const subjects: Check = cluster =>
  cluster.kind('RoleBinding').flatMap(binding => {
    const { user, role } = fields(at(binding, 'metadata.annotations'))
    const isListed = user !== undefined && role !== undefined
    const count = list(at(binding, 'subjects')).length
    return isListed && count !== 1 ? [`${nameOf(binding)} breaks the dashboard`] : []
  })

/** An ALLOW rule without a source admits everybody, and so does a star. */
export const openings: Check = cluster =>
  cluster.kind('AuthorizationPolicy').flatMap(policy => {
    const isDenial = at(policy, 'spec.action') === 'DENY'
    const rules = list(at(policy, 'spec.rules'))
    const open = rules.some(rule => {
      const from = list(at(rule, 'from'))
      const named = from.flatMap(source => list(at(source, 'source.principals')))
      return from.length === 0 || named.length < from.length || named.some(isLoose)
    })
    return !isDenial && (open || rules.length === 0) ? [`${nameOf(policy)} lets in anybody`] : []
  })

const isLoose = (principal: unknown) =>
  !/^cluster\.local\/ns\/[^/*]+\/sa\/[^/*]+$/.test(`${principal}`)
