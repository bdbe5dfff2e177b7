import { join } from 'node:path'

const host = '127.0.0.1'

/** A single member; nothing has to survive a crash of the machine. */
export function etcdFlags(folder: string, port: number, peers: number): string[] {
  const [own, others] = [`http://${host}:${port}`, `http://${host}:${peers}`]
  return [
    '--name=proof',
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${own}`,
    `--advertise-client-urls=${own}`,
    `--listen-peer-urls=${others}`,
    `--initial-advertise-peer-urls=${others}`,
    `--initial-cluster=proof=${others}`,
    '--unsafe-no-fsync',
    '--log-level=error'
  ]
}

/** The server generates its own certificate. There are no nodes that would need an advertised address. */
export function serverFlags(folder: string, etcd: number, port: number): string[] {
  return [
    `--etcd-servers=http://${host}:${etcd}`,
    `--bind-address=${host}`,
    `--secure-port=${port}`,
    `--cert-dir=${join(folder, 'tls')}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=RBAC',
    '--allow-privileged=true',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${join(folder, 'accounts.pub')}`,
    `--service-account-signing-key-file=${join(folder, 'accounts.key')}`,
    '--endpoint-reconciler-type=none',
    // No pod runs here that would answer.
    '--disable-admission-plugins=MutatingAdmissionWebhook,ValidatingAdmissionWebhook',
    // On by default from Kubernetes 1.35; without it, the server empties such a volume before the guards see it.
    '--feature-gates=ImageVolume=true'
  ]
}

/** The controllers that only work on objects; the others would wait for nodes. */
const controllers = [
  'clusterrole-aggregation-controller',
  'garbage-collector-controller',
  'namespace-controller',
  'persistentvolume-binder-controller',
  'persistentvolume-protection-controller',
  'persistentvolumeclaim-protection-controller',
  'resourcequota-controller',
  'root-ca-certificate-publisher-controller',
  'serviceaccount-controller',
  'validatingadmissionpolicy-status-controller'
]

/** Each controller uses its own service account, as in a cluster, so that admission can tell them apart. */
export function controllerFlags(folder: string, kubeconfig: string): string[] {
  return [
    `--kubeconfig=${kubeconfig}`,
    `--root-ca-file=${join(folder, 'tls/apiserver.crt')}`,
    `--service-account-private-key-file=${join(folder, 'accounts.key')}`,
    '--use-service-account-credentials=true',
    `--controllers=${controllers.join(',')}`,
    '--leader-elect=false',
    '--secure-port=0'
  ]
}

interface Ports {
  readonly health: number
  readonly metrics: number
}

/** The flags of Flux's own manifests, with shorter waits. */
export function kustomizeFlags(ports: Ports): string[] {
  return [
    ...fluxFlags(ports),
    '--no-remote-bases',
    '--requeue-dependency=1s',
    '--min-retry-delay=500ms'
  ]
}

interface Storage {
  readonly folder: string
  readonly port: number
}

export function sourceFlags({ folder, port }: Storage, ports: Ports): string[] {
  const address = `${host}:${port}`
  return [
    ...fluxFlags(ports),
    `--storage-path=${folder}`,
    `--storage-addr=${address}`,
    `--storage-adv-addr=${address}`,
    '--min-retry-delay=500ms'
  ]
}

/** Of both controllers; the one that would take their events cannot be had here. */
function fluxFlags({ health, metrics }: Ports): string[] {
  return [
    '--watch-all-namespaces',
    '--enable-leader-election=false',
    '--events-addr=',
    `--health-addr=${host}:${health}`,
    `--metrics-addr=${host}:${metrics}`,
    '--log-level=info'
  ]
}
