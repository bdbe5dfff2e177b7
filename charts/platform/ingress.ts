import type { Cluster } from '../../src/cluster/cluster.ts'
import type { Alb } from '../../src/cluster/ingress.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'
import type { Manifest } from '../objects/manifest.ts'
import { type Component, plain } from './component.ts'

/** The load balancer in front of the gateway. It terminates TLS and leaves authentication to the gateway. */
export const ingress: Component = {
  name: 'ingress',
  after: ['auth'],
  upstream: false,
  values: cluster => {
    const { alb } = cluster.ingress
    return alb
      ? { ...plain, objects: [entrance(cluster, alb), admission(cluster, alb)] }
      : undefined
  }
}

function entrance({ release, domain, serving }: Cluster, alb: Alb): Manifest {
  const { name, namespace, ports } = releaseOf(release).auth.gateway
  const backend = { service: { name, port: { number: ports.service } } }
  const { public: models } = serving
  const rule = (host: string, path: string) => ({
    host,
    http: { paths: [{ path, pathType: 'Prefix', backend }] }
  })
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: 'kubeflow',
      namespace,
      annotations: annotations(release, alb, models?.certificate)
    },
    spec: {
      ingressClassName: 'alb',
      rules: [rule(domain, '/'), ...(models ? [rule(models.host, '/serving/')] : [])]
    }
  }
}

function annotations(
  release: Cluster['release'],
  alb: Alb,
  more: string | null = null
): Record<string, string> {
  const { ports, health } = releaseOf(release).auth.gateway
  const settings = {
    scheme: alb.scheme,
    // The gateway's Service has no node port.
    'target-type': 'ip',
    'listen-ports': '[{"HTTP": 80}, {"HTTPS": 443}]',
    'ssl-redirect': '443',
    'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    'certificate-arn': [alb.certificate, ...(more === null ? [] : [more])].join(','),
    'healthcheck-protocol': 'HTTP',
    // Every other path of the gateway redirects to the sign-in page.
    'healthcheck-port': String(ports.health),
    'healthcheck-path': health,
    'load-balancer-attributes': 'routing.http.drop_invalid_header_fields.enabled=true',
    ...(alb.from.length > 0 && { 'inbound-cidrs': alb.from.join(',') }),
    ...(alb.waf !== null && { 'wafv2-acl-arn': alb.waf })
  }
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`alb.ingress.kubernetes.io/${key}`, value])
  )
}

/** Kubeflow's policy only admits traffic from its own namespaces, and the load balancer is outside. */
function admission({ release }: Cluster, { subnets }: Alb): Manifest {
  const { name, namespace, ports } = releaseOf(release).auth.gateway
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'load-balancer', namespace },
    spec: {
      podSelector: { matchLabels: { app: name } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: subnets.map(cidr => ({ ipBlock: { cidr } })),
          ports: [ports.pod, ports.health].map(port => ({ protocol: 'TCP', port }))
        }
      ]
    }
  }
}
