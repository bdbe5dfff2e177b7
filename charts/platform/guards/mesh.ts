import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { inMesh } from '../../objects/labels.ts'
import { type Guard, inTenants, sentBy, sentByAny, there, type Variable } from './guard.ts'

type Rule = Guard['rules'][number]

/** Only pods in the mesh ask who is there, so none leaves it, except those that Kubeflow keeps out. */
export function mesh({ release }: Cluster): Guard {
  const { pipelines, spark } = releaseOf(release)
  const makers = sentByAny([...finishing, copying, pipelines.runner, spark])
  const label = JSON.stringify(inMesh)
  const isNew = `!(has(oldObject.metadata.labels) && ${label} in oldObject.metadata.labels)`
  return {
    name: 'mesh',
    on: [{ group: '', resources: ['pods'], operations: ['CREATE', 'UPDATE'] }],
    where: inTenants,
    variables: meshVariables(['object.metadata']),
    rules: [
      staying(`variables.gone || ${makers} || (${executor})`),
      noted,
      {
        holds: `!variables.labels.exists(m, ${label} in m) || (request.operation == "CREATE" ? !variables.out : !(${isNew}))`,
        message: `only Istio labels pods with \`${inMesh}\`: remove that label`
      }
    ]
  }
}

/** Spark's driver makes these by the tenant's own account. They could as well be pods of a Job. */
const executor =
  'variables.labels.exists(m, "spark-role" in m && m["spark-role"] == "executor") && has(object.metadata.ownerReferences) && object.metadata.ownerReferences.exists(o, o.kind == "Pod" && has(o.controller) && o.controller)'

/** Makes the pods of Jobs, such as Katib's trials, which take no requests. */
const finishing = ['system:serviceaccount:kube-system:job-controller']
/** Makes pods by ReplicaSets, which are judged themselves. */
const copying = 'system:serviceaccount:kube-system:replicaset-controller'
/** Makes ReplicaSets by Deployments, which are judged themselves. */
const rolling = 'system:serviceaccount:kube-system:deployment-controller'

/**
 * The same for templates, by which people learn about it at once. Katib's controller makes the Deployments
 * of algorithms, but also whatever a trial names, so the owner of what it makes decides.
 */
export function templatesMesh({ release }: Cluster): readonly Rule[] {
  const { controller } = releaseOf(release).katib
  const owners = 'object.metadata.ownerReferences'
  const algorithm = `(${sentBy(controller)} && has(${owners}) && ${owners}.exists(o, o.kind == "Suggestion" && has(o.controller) && o.controller))`
  return [
    staying(`(variables.gone && variables.same) || ${sentByAny([rolling])} || ${algorithm}`),
    noted
  ]
}

/** The labels and annotations of pods, at several places of an object. */
export function meshVariables(places: readonly string[]): Variable[] {
  const inject = '"sidecar.istio.io/inject"'
  const isOut = `${inject} in m && !(m[${inject}] in ["", "true"])`
  const out = (labels: string, annotations: string) =>
    [labels, annotations].map(maps => `${maps}.exists(m, ${isOut})`).join(' || ')
  return [
    { name: 'labels', expression: maps(places, 'labels') },
    { name: 'annotations', expression: maps(places, 'annotations') },
    { name: 'before', expression: before(places, 'labels') },
    { name: 'noted', expression: before(places, 'annotations') },
    { name: 'out', expression: out('variables.labels', 'variables.annotations') },
    { name: 'gone', expression: out('variables.before', 'variables.noted') }
  ]
}

function before(places: readonly string[], field: string): string {
  const old = places.map(place => place.replace(/^object/, 'oldObject'))
  return `request.operation == "UPDATE" ? ${maps(old, field)} : []`
}

function maps(places: readonly string[], field: string): string {
  return places
    .map(place => `(${there(`${place}.${field}`)} ? [${place}.${field}] : [])`)
    .join(' + ')
}

/** The keys of what Istio reads. */
export const ofIstio = '(^|[.])istio[.]io/'

/** Annotations that may have any value. */
const free = [
  'istio[.]io/rev',
  'prometheus[.]istio[.]io/[a-z-]+',
  'readiness[.]status[.]sidecar[.]istio[.]io/[A-Za-z]+',
  'sidecar[.]istio[.]io/(inject|status|nativeSidecar|rewriteAppHTTPProbers|extraStatTags)',
  'sidecar[.]istio[.]io/(logLevel|componentLogLevel|agentLogLevel|stats[A-Za-z]+)',
  'sidecar[.]istio[.]io/proxy(CPU|Memory)(Limit)?',
  'traffic[.]sidecar[.]istio[.]io/(in|ex)cludeOutbound(IPRanges|Ports)'
]

/** Annotations with what Istio itself writes, or what changes nothing about who is let in. */
const fixed = [
  'inject[.]istio[.]io/templates=sidecar',
  'proxy[.]istio[.]io/config=[{]? *"?holdApplicationUntilProxyStarts"?: *(true|false) *[}]?[ \n]*',
  'sidecar[.]istio[.]io/interceptionMode=(REDIRECT|TPROXY)',
  'status[.]sidecar[.]istio[.]io/port=15020',
  'traffic[.]sidecar[.]istio[.]io/excludeInboundPorts=(15020|15021|15090|,)*',
  'traffic[.]sidecar[.]istio[.]io/includeInboundPorts=[*]'
]

/** Keys with values, joined by `=`. */
export const harmless = `^((${free.join('|')})=|(${fixed.join('|')})$)`

function staying(except: string): Rule {
  return {
    holds: `!variables.out || ${except}`,
    message:
      'pods stay in the mesh, which asks who is there: remove `sidecar.istio.io/inject`, except in pipelines, Jobs and Spark applications'
  }
}

/** Holds for pods outside of the mesh as well. */
export const noted: Rule = {
  holds: `variables.annotations.all(m, m.all(k, !k.matches(${JSON.stringify(ofIstio)}) || (k + "=" + m[k]).matches(${JSON.stringify(harmless)}) || variables.noted.exists(o, k in o && o[k] == m[k])))`,
  message:
    "a pod's annotations of Istio may set logs, resources, probes and what goes out: remove the others, which let in what nobody checks"
}
