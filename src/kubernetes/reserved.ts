import { domainOf } from './names.ts'

/**
 * Reserved namespaces by owner, with the source of each. A star stands for any suffix. A tenant with
 * such a name would take over the owner's namespace.
 */
const table: Readonly<Record<string, readonly string[]>> = {
  Tenantry: ['tenantry', 'tenantry-*'],
  // kubernetes.io/docs/concepts/overview/working-with-objects/namespaces
  Kubernetes: ['default', 'kube-*', 'kubernetes', 'kubernetes-*', 'openshift', 'openshift-*'],
  // istio.io/latest/docs/setup: system, ingress and egress; 26.03 common/istio
  Istio: ['istio', 'istio-*'],
  // 26.03 common/knative
  Knative: ['knative', 'knative-*'],
  // cert-manager.io/docs/installation; 26.03 common/cert-manager
  'cert-manager': ['cert-manager', 'cert-manager-*', 'trust-manager'],
  // fluxcd.io/flux/installation
  Flux: ['flux', 'flux-system', 'gotk-system'],
  // argo-cd.readthedocs.io, argo-workflows.readthedocs.io and their sisters
  Argo: ['argo', 'argo-cd', 'argo-events', 'argo-rollouts', 'argocd', 'argocd-*'],
  // external-secrets.io/latest/introduction/getting-started
  'External Secrets': ['external-secrets', 'external-secrets-*'],
  // karpenter.sh/docs/getting-started; before 0.33 it had a namespace of its own
  Karpenter: ['karpenter', 'karpenter-*'],
  // aws-controllers-k8s.github.io/community/docs/user-docs/install
  ACK: ['ack', 'ack-*'],
  // docs.aws.amazon.com/eks: CloudWatch, GuardDuty, Mountpoint for S3, ADOT and community add-ons
  EKS: ['amazon', 'amazon-*', 'aws', 'aws-*', 'eks', 'eks-*', 'external-dns', 'mount-s3'],
  // kube-prometheus-stack, the OpenTelemetry operator and the usual names around them
  monitoring: [
    'grafana',
    'logging',
    'monitoring',
    'observability',
    'opentelemetry',
    'opentelemetry-operator-system',
    'prometheus',
    'prometheus-node-exporter'
  ],
  // 26.03 example, and the namespaces of its sources: applications/*, common/*, experimental/ray
  Kubeflow: [
    'anonymous',
    'auth',
    'dex',
    'jobset-system',
    'kserve',
    'kserve-*',
    'kubeflow',
    'kubeflow-system',
    'kubeflow-user-example-com',
    'kubeflow-workspaces',
    'kueue-system',
    'lws-system',
    'metacontroller',
    'notebook-controller-system',
    'oauth2-proxy',
    'opendatahub',
    'profiles-system',
    'ray-system',
    'spark-operator',
    'system',
    'tensorboard-controller-system'
  ],
  // kyverno.io/docs/installation, open-policy-agent.github.io/gatekeeper
  'the policy engine': ['gatekeeper-system', 'kyverno', 'kyverno-*'],
  // docs.tigera.io, docs.cilium.io, kubernetes.github.io/ingress-nginx, gateway.envoyproxy.io
  'the network': [
    'calico-*',
    'cilium',
    'cilium-*',
    'envoy-gateway-system',
    'ingress-nginx',
    'tigera-operator'
  ],
  // docs.nvidia.com/datacenter/cloud-native/gpu-operator
  'the GPU operator': ['gpu-operator', 'node-feature-discovery', 'nvidia-*']
}

const names = new Map<string, string>()
const prefixes: [prefix: string, whose: string][] = []
for (const [whose, patterns] of Object.entries(table)) {
  for (const pattern of patterns) {
    if (pattern.endsWith('*')) prefixes.push([pattern.slice(0, -1), whose])
    else names.set(pattern, whose)
  }
}

/** All reserved names, including those with stars. */
export const reservedNames: readonly string[] = Object.values(table).flat().sort()

/** The owner of a namespace that is reserved on every cluster, if it is. */
export function reservedBy(name: string): string | undefined {
  return names.get(name) ?? prefixes.find(([prefix]) => name.startsWith(prefix))?.[1]
}

/** Programs that read namespace labels and annotations below these domains. */
const domains: Readonly<Record<string, string>> = {
  'tenantry.dev': 'Tenantry',
  'kubernetes.io': 'Kubernetes',
  'k8s.io': 'Kubernetes',
  'x-k8s.io': 'Kubernetes',
  'openshift.io': 'OpenShift',
  'kubeflow.org': 'Kubeflow',
  'kserve.io': 'KServe',
  'istio.io': 'Istio',
  'linkerd.io': 'Linkerd',
  'knative.dev': 'Knative',
  'fluxcd.io': 'Flux',
  'argoproj.io': 'Argo CD',
  'helm.sh': 'Helm',
  'cert-manager.io': 'cert-manager',
  'external-secrets.io': 'External Secrets',
  'hashicorp.com': 'Vault',
  'karpenter.sh': 'Karpenter',
  'amazonaws.com': 'AWS',
  'k8s.aws': 'AWS',
  'nvidia.com': "NVIDIA's operator",
  'coreos.com': 'Prometheus',
  'prometheus.io': 'Prometheus',
  'kyverno.io': 'Kyverno',
  'gatekeeper.sh': 'Gatekeeper',
  'projectcalico.org': 'Calico',
  'cilium.io': 'Cilium'
}

const keys: Readonly<Record<string, string>> = {
  // The profile controller compares the owner annotation exactly.
  owner: 'Kubeflow',
  'istio-injection': 'Istio',
  // KServe's webhooks skip namespaces with this label.
  'control-plane': 'KServe',
  'modelmesh-enabled': 'KServe',
  'katib-metricscollector-injection': 'Katib'
}

const byDomain = new Map(Object.entries(domains))
const byKey = new Map(Object.entries(keys))

/** The program that reads a label or annotation, if any. */
export function meaningOf(key: string): string | undefined {
  const labels = domainOf(key).split('.')
  const parents = labels.map((_, at) => labels.slice(at).join('.'))
  return byKey.get(key) ?? parents.map(parent => byDomain.get(parent)).find(whose => whose)
}
