import { describe, expect, test } from 'vitest'
import { parts, platformFiles } from '../../../charts/platform/compile-platform.ts'
import { platform } from '../../overlay/platform.ts'
import { at, type Fields, find, list, podOf } from '../../overlay/thing.ts'

const file = 'platform/clusters/production.yaml'
const example = platform()
const other = platform({
  [file]: text =>
    text
      .replace('scheme: internal', 'scheme: internet-facing\n    from: [203.0.113.0/24]')
      .replace(/ {4}waf: .*\n/, '')
      .replace(/serving:\n {2}public: .*/, 'serving: {public: {host: answers.example.com}}')
      .replace('identity: podIdentity\n  iam: ack', 'iam: terraform')
      .replace('monitoring: {prometheus: true}', 'monitoring: {namespace: watch}')
})
const { objects } = example.build('production', 'ingress')
const mesh = example.build('production', 'mesh').objects

describe('the load balancer', () => {
  const annotations = (things = objects): Fields => {
    return find(things, 'Ingress istio-system/kubeflow').metadata.annotations ?? {}
  }
  const of = (name: string, things = objects) =>
    annotations(things)[`alb.ingress.kubernetes.io/${name}`]

  test('terminates TLS, and redirects HTTP', () => {
    const [own, models, ...more] = String(of('certificate-arn')).split(',')
    expect([own, models]).toEqual([
      'arn:aws:acm:eu-central-1:111122223333:certificate/0aaa-1bbb',
      'arn:aws:acm:eu-central-1:111122223333:certificate/0eee-1fff'
    ])
    expect(more).toEqual([])
    expect(JSON.parse(String(of('listen-ports')))).toEqual([{ HTTP: 80 }, { HTTPS: 443 }])
    expect([of('ssl-redirect'), of('scheme')]).toEqual(['443', 'internal'])
    expect(of('wafv2-acl-arn')).toBe(
      'arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/kubeflow/0aaa-1bbb'
    )
    expect(of('inbound-cidrs')).toBeUndefined()
  })

  test('routes nothing else at the host of public models', () => {
    const { spec } = find(objects, 'Ingress istio-system/kubeflow')
    const [, models, ...more] = list(spec, 'rules')
    expect(more).toEqual([])
    expect(models?.host).toBe('models.example.com')
    expect(list(models, 'http', 'paths').map(({ path }) => path)).toEqual(['/serving/'])
    const same = other.build('production', 'ingress').objects
    expect(list(find(same, 'Ingress istio-system/kubeflow').spec, 'rules')[1]?.host).toBe(
      'answers.example.com'
    )
    expect(of('certificate-arn', same)).toBe(
      'arn:aws:acm:eu-central-1:111122223333:certificate/0aaa-1bbb'
    )
  })

  test("routes the cluster's domain to the gateway", () => {
    const { spec } = find(objects, 'Ingress istio-system/kubeflow')
    const [rule] = list(spec, 'rules')
    expect(rule?.host).toBe('kubeflow.example.com')
    const backend = at(rule, 'http', 'paths', 0, 'backend', 'service')
    const service = find(mesh, `Service istio-system/${at(backend, 'name')}`)
    const ports = list(service.spec, 'ports')
    const port = ports.find(({ port }) => port === at(backend, 'port', 'number'))
    const health = ports.find(({ targetPort }) => String(targetPort) === of('healthcheck-port'))
    expect([port?.targetPort, health?.name]).toEqual([8080, 'status-port'])
    const gateway = find(mesh, 'Deployment istio-system/istio-ingressgateway')
    const probe = at(list(podOf(gateway), 'containers')[0], 'readinessProbe', 'httpGet')
    expect([of('healthcheck-port'), of('healthcheck-path')]).toEqual([
      String(at(probe, 'port')),
      at(probe, 'path')
    ])
  })

  test('is admitted by the gateway, which this opens to nobody else', () => {
    const { spec } = find(objects, 'NetworkPolicy istio-system/load-balancer')
    expect(spec).toEqual({
      podSelector: { matchLabels: { app: 'istio-ingressgateway' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [{ ipBlock: { cidr: '10.0.0.0/20' } }, { ipBlock: { cidr: '10.0.16.0/20' } }],
          ports: [
            { protocol: 'TCP', port: 8080 },
            { protocol: 'TCP', port: 15021 }
          ]
        }
      ]
    })
    const gateway = find(mesh, 'Deployment istio-system/istio-ingressgateway')
    expect(at(gateway.spec, 'template', 'metadata', 'labels', 'app')).toBe('istio-ingressgateway')
  })

  test('faces the internet only if the file says so, and only for its address ranges', () => {
    const variant = other.build('production', 'ingress').objects
    expect([of('scheme', variant), of('inbound-cidrs', variant)]).toEqual([
      'internet-facing',
      '203.0.113.0/24'
    ])
    expect(of('wafv2-acl-arn', variant)).toBeUndefined()
  })
})

test('admits Prometheus to every closed namespace', () => {
  const [cluster] = example.clusters.filter(({ name }) => name === 'production')
  if (!cluster) throw new Error('there is no such cluster')
  const all = parts(example.model, cluster).flatMap(({ component }) => {
    return example.build('production', component.name).objects
  })
  const policies = all.filter(({ kind }) => kind === 'NetworkPolicy')
  const closed = policies
    .filter(({ metadata, spec }) => {
      const everyPod = Object.keys((at(spec, 'podSelector') ?? {}) as Fields).length === 0
      return everyPod && metadata.name !== 'prometheus'
    })
    .map(({ metadata }) => metadata.namespace)
  const open = policies.filter(({ metadata }) => metadata.name === 'prometheus')
  expect(open.map(({ metadata }) => metadata.namespace).sort()).toEqual([...new Set(closed)].sort())
  expect(open).not.toEqual([])
  for (const { spec } of open) {
    expect(at(spec, 'ingress', 0, 'from', 0)).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } }
    })
  }
})

describe('kubectl', () => {
  const spec = {
    clusterName: 'kubeflow-production',
    oidc: {
      identityProviderConfigName: 'kubeflow',
      issuerURL: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
      clientID: '9876543210zyxwvutsrqponmlk',
      usernameClaim: 'email',
      usernamePrefix: '-'
    }
  }

  test('uses the same names of people as bindings', () => {
    const login = example.build('production', 'login').objects
    expect(find(login, 'IdentityProviderConfig ack-system/kubeflow').spec).toEqual(spec)
  })

  test('is available to the AWS roles in the file, with the access it gives them', () => {
    const login = example.build('production', 'login').objects
    const policy = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKS'
    expect(find(login, 'AccessEntry ack-system/platform').spec).toEqual({
      clusterName: 'kubeflow-production',
      principalARN: 'arn:aws:iam::111122223333:role/platform',
      accessPolicies: [
        { policyARN: `${policy}ClusterAdminPolicy`, accessScope: { type: 'cluster' } }
      ]
    })
    expect(at(find(login, 'AccessEntry ack-system/data-platform').spec, 'accessPolicies')).toEqual([
      {
        policyARN: `${policy}EditPolicy`,
        accessScope: { type: 'namespace', namespaces: ['data-platform'] }
      }
    ])
  })

  test('gets its configuration as data if no controller creates it', () => {
    const [cluster] = other.clusters.filter(({ name }) => name === 'production')
    const files = cluster ? platformFiles(other.model, cluster) : []
    const login = files.find(({ path }) => path.endsWith('/auth/login.json'))
    const { providers, entries } = JSON.parse(login?.text ?? '')
    expect(providers).toEqual([spec])
    expect(entries.map(({ principalARN }: Fields) => principalARN)).toEqual([
      'arn:aws:iam::111122223333:role/platform',
      'arn:aws:iam::111122223333:role/data-platform'
    ])
  })
})
