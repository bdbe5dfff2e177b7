import { domainOf } from './names.ts'

/** Programs that read the labels and annotations of namespaces below these domains. */
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
  // Whom the namespace belongs to: the profile controller compares it letter by letter.
  owner: 'Kubeflow',
  'istio-injection': 'Istio',
  // The webhooks of KServe leave such namespaces out.
  'control-plane': 'KServe',
  'modelmesh-enabled': 'KServe',
  'katib-metricscollector-injection': 'Katib'
}

const byDomain = new Map(Object.entries(domains))
const byKey = new Map(Object.entries(keys))

/** Which program gives a meaning to a label or annotation, if one does. */
export function meaningOf(key: string): string | undefined {
  const labels = domainOf(key).split('.')
  const parents = labels.map((_, at) => labels.slice(at).join('.'))
  return byKey.get(key) ?? parents.map(parent => byDomain.get(parent)).find(whose => whose)
}
