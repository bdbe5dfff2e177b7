import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Kubectl, Seen } from './api-server.ts'
import { type Finding, fine, note, wrong } from './health.ts'

/** What cert-manager, the controllers of AWS and KServe say of what they were asked for. */
export function operators(cluster: Cluster, tenants: ReadonlySet<string>, api: Kubectl): Finding[] {
  const { certificates, serving } = cluster.components
  return [
    ...(certificates === 'off' ? [] : ofCertManager(api)),
    ...(cluster.aws.iam === 'ack' ? ofAws(cluster, api) : []),
    ...(serving === 'off' ? [] : ofKserve(tenants, api))
  ]
}

function ofCertManager(api: Kubectl): Finding[] {
  const late = (api.all('certificates.cert-manager.io') ?? []).filter(isNotReady)
  const help = (each: Seen) =>
    `see \`kubectl ${placed(each)}describe certificate ${each.metadata.name}\`: a webhook without a certificate refuses everything`
  return late.length === 0
    ? [fine('no certificate of cert-manager is late')]
    : late.map(each =>
        wrong(`Certificate \`${nameOf(each)}\` is not ready${why(each)}`, help(each))
      )
}

const ofTenants = {
  Role: 'roles.iam.services.k8s.aws',
  Policy: 'policies.iam.services.k8s.aws',
  User: 'users.iam.services.k8s.aws',
  PodIdentityAssociation: 'podidentityassociations.eks.services.k8s.aws'
}

function ofAws({ aws }: Cluster, api: Kubectl): Finding[] {
  const services = ['iam', ...(aws.identity === 'podIdentity' ? ['eks'] : [])]
  const running = (api.all('deployments') ?? []).filter(({ metadata, status }) => {
    return metadata.namespace === aws.controllers && Number(status?.availableReplicas ?? 0) > 0
  })
  const missing = services.filter(
    service => !running.some(({ metadata: { name } }) => name.includes(service))
  )
  const refused = Object.entries(ofTenants).flatMap(([kind, resource]) =>
    (api.all(resource) ?? []).flatMap(each => refusal(kind, each))
  )
  const install = `install it in namespace \`${aws.controllers}\`: \`aws.iam: ack\` leaves roles to it`
  const found = [
    ...missing.map(service => wrong(`no ACK controller of ${service} runs`, install)),
    ...refused
  ]
  return found.length > 0 ? found : [fine('the controllers of AWS run, and AWS refused nothing')]
}

/** What no later attempt can mend, and what may mend itself. */
function refusal(kind: string, each: Seen): Finding[] {
  const help =
    'read the message: the role of the controller, the boundary or a limit of AWS is in the way'
  const what = (type: string) => `${kind} \`${nameOf(each)}\`${why(each, type)}`
  if (isSo(each, 'ACK.Terminal')) return [wrong(`AWS refuses ${what('ACK.Terminal')}`, help)]
  return isSo(each, 'ACK.Recoverable')
    ? [note(`AWS refuses ${what('ACK.Recoverable')}`, `${help}; it is tried again`)]
    : []
}

function ofKserve(tenants: ReadonlySet<string>, api: Kubectl): Finding[] {
  const own = (api.all('inferenceservices.serving.kserve.io') ?? []).filter(
    ({ metadata: { namespace = '' } }) => tenants.has(namespace)
  )
  const late = own.filter(isNotReady)
  const help = (each: Seen) =>
    `see \`kubectl ${placed(each)}describe inferenceservice ${each.metadata.name}\``
  return late.length === 0
    ? [fine(`no model of ${own.length} is late`)]
    : late.map(each => note(`model \`${nameOf(each)}\` is not ready${why(each)}`, help(each)))
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly message?: string
}

function conditionOf({ status }: Seen, type: string): Condition | undefined {
  return ((status?.conditions ?? []) as readonly Condition[]).find(each => each.type === type)
}

function isSo(each: Seen, type: string): boolean {
  return conditionOf(each, type)?.status === 'True'
}

function isNotReady(each: Seen): boolean {
  return !isSo(each, 'Ready')
}

function why(each: Seen, type = 'Ready'): string {
  const { message = '' } = conditionOf(each, type) ?? {}
  return message === '' ? '' : `: ${message.split('\n')[0]}`
}

function placed({ metadata: { namespace } }: Seen): string {
  return namespace === undefined ? '' : `--namespace ${namespace} `
}

function nameOf({ metadata: { namespace, name } }: Seen): string {
  return namespace === undefined ? name : `${namespace}/${name}`
}
