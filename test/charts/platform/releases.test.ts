import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { brought, programs } from '../../../src/kubeflow/brings.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { versions } from '../../../src/kubeflow/versions.ts'
import { additions } from '../../overlay/patches.ts'
import { needKubeflow, platform, platformOn } from '../../overlay/platform.ts'
import {
  at,
  containersOf,
  type Fields,
  find,
  list,
  nameOf,
  podOf,
  type Thing
} from '../../overlay/thing.ts'
import { variables } from '../../overlay/variables.ts'
import { refused, toolOf } from '../../support/conform.ts'

/** What Tenantry means to add to objects of Kubeflow. Everything else would be a name that a release does not have. */
const meant = [
  /^ConfigMap knative-serving\/config-domain /,
  /^ConfigMap knative-serving\/config-network (autocreate-cluster-domain-claims|mesh-compatibility-mode)$/,
  /^ConfigMap kubeflow\/kfp-launcher providers$/,
  /^Deployment kubeflow\/katib-db-manager \S+ (KATIB_MYSQL_DB_\w+|DB_USER)$/,
  /^Deployment kubeflow\/ml-pipeline \S+ OBJECTSTORECONFIG_REGION$/,
  /^Deployment kubeflow\/ml-pipeline-ui \S+ (AWS_\w+|ARGO_\w+)$/,
  // One pattern names the roles of all components, and others what is made anew, or has no namespace, in some of them.
  /^\S*(aggregated|recreated|no-namespace) has no target /
]

describe.each(versions)('Kubeflow %s', version => {
  const example = platformOn(version)
  const [cluster = expect.fail('there is no cluster')] = example.clusters
  const release = releaseOf(version)
  const builtOf = (name: string) => example.build(cluster.name, name)
  const base = (name: string) => builtOf(name).base
  const all = example.clusters.flatMap(({ name, ...rest }) =>
    example.names({ name, ...rest }).flatMap(each => example.build(name, each).objects)
  )
  const kubeflow = example.names(cluster).flatMap(base)

  test('has every setting that Tenantry writes', () => {
    const found = example.clusters.flatMap(each =>
      example.names(each).flatMap(name => {
        const built = example.build(each.name, name)
        return additions(built.patches, built.base)
      })
    )
    expect(found.filter(each => !meant.some(pattern => pattern.test(each)))).toEqual([])
  })

  test('has pods for every policy of the mesh that Tenantry adds', () => {
    const ours = all.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/managed-by'])
    const selecting = ours.flatMap(thing => {
      const labels =
        at(thing.spec, 'selector', 'matchLabels') ?? at(thing.spec, 'workloadSelector', 'labels')
      return labels && /istio\.io/.test(thing.apiVersion)
        ? [{ thing, labels: labels as Fields }]
        : []
    })
    expect(selecting.length).toBeGreaterThan(5)
    const blind = selecting.filter(
      ({ thing, labels }) => !selects(labels, thing.metadata.namespace)
    )
    expect(blind.map(({ thing }) => nameOf(thing))).toEqual([])
  })

  function selects(labels: Fields, namespace: string | undefined): boolean {
    return all.some(thing => {
      const own = (at(thing.spec, 'template', 'metadata', 'labels') ?? {}) as Fields
      const isIn = namespace === 'istio-system' || thing.metadata.namespace === namespace
      return (
        podOf(thing) && isIn && Object.entries(labels).every(([key, value]) => own[key] === value)
      )
    })
  }

  test('has the pods that Prometheus looks for, with these ports', () => {
    const wrong = release.monitors.filter(({ namespace, labels, port }) => {
      return !kubeflow.some(thing => {
        const own = (at(thing.spec, 'template', 'metadata', 'labels') ?? {}) as Fields
        const ports = containersOf(podOf(thing) ?? {}).flatMap(each => list(each, 'ports'))
        return (
          thing.metadata.namespace === namespace &&
          Object.entries(labels).every(([key, value]) => own[key] === value) &&
          ports.some(({ name }) => name === port)
        )
      })
    })
    expect(wrong).toEqual([])
  })

  test('has the accounts that policies and guards name', context => {
    needKubeflow(context, example)
    const { gateway, pipelinesUi, localGateway, activator, profiles, pipelines, katib } = release
    const named = [gateway, pipelinesUi, localGateway, activator].map(name =>
      name.replace(/^cluster\.local\/ns\/(.*)\/sa\//, '$1/')
    )
    const { knative, kserve } = release.serving.accounts
    const users = [
      profiles.account,
      pipelines.runner,
      katib.controller,
      release.spark,
      knative,
      kserve
    ]
    const wanted = [
      ...named,
      ...users.map(user => user.replace('system:serviceaccount:', '').replace(':', '/'))
    ]
    const there = kubeflow.flatMap(({ kind, metadata }) =>
      kind === 'ServiceAccount' ? [`${metadata.namespace}/${metadata.name}`] : []
    )
    expect(wanted.filter(name => !there.includes(name))).toEqual([])
  })

  test('brings these versions', context => {
    needKubeflow(context, example)
    const dex = example.build('staging', 'dex').base
    const versions = Object.entries(programs).map(([program, place]) => {
      const deployment = find([...kubeflow, ...dex], `Deployment ${place}`)
      const images = containersOf(podOf(deployment) ?? {}).map(({ image }) => String(image))
      const own = images.find(image => !image.includes('kube-rbac-proxy'))
      return [program, own?.replace(/^.*:v?/, '')]
    })
    expect(Object.fromEntries(versions)).toEqual(brought[version])
  })

  test('offers these images for notebooks, and this one for artifacts', context => {
    needKubeflow(context, example)
    const { spawner, file, groups } = release.notebooks
    const text = find(base('notebooks'), `ConfigMap kubeflow/${spawner}`).data?.[file] ?? ''
    const form = (load(text) as Fields).spawnerFormDefaults
    for (const { field, images } of Object.values(groups)) {
      expect(at(form, field, 'options')).toEqual(images)
    }
    const ui = find(base('pipelines'), `Deployment kubeflow/${release.pipelines.ui.name}`)
    expect(containersOf(podOf(ui) ?? {}).map(({ image }) => image)).toEqual([release.artifactImage])
  })

  test('labels the namespaces of tenants like this', context => {
    needKubeflow(context, example)
    const { labels, labelsFile } = release.profiles
    const { data } = find(base('profiles'), `ConfigMap kubeflow/${labels}`)
    expect(load(data?.[labelsFile] ?? '')).toEqual({
      ...release.namespaceLabels,
      'pipelines.kubeflow.org/enabled': 'true',
      'pod-security.kubernetes.io/enforce': 'baseline'
    })
  })

  test('closes these namespaces, and lets programs call these', context => {
    needKubeflow(context, example)
    const closing = example.names(cluster).flatMap(name =>
      builtOf(name)
        .objects.filter(isClosing)
        .map(({ metadata }) => [metadata.namespace, name])
    )
    const { [release.auth.dex.namespace]: dex, ...closed } = Object.fromEntries(closing)
    expect(closed).toEqual(release.closed)
    const hosts = list(find(base('mesh'), 'Sidecar istio-system/default').spec, 'egress')
    expect(hosts).toEqual([{ hosts: release.egress }])
  })

  test('lets nobody act as another account', context => {
    needKubeflow(context, example)
    const acting = all.filter(({ kind, rules }) => {
      return /^(Cluster)?Role$/.test(kind) && JSON.stringify(rules ?? []).includes('"impersonate"')
    })
    expect(acting.map(nameOf)).toEqual([])
  })

  test('identifies people by this header', context => {
    needKubeflow(context, example)
    const { name } = release.dashboard
    const seen = variables(base('dashboard'), `Deployment kubeflow/${name}`, name)
    expect(seen[release.dashboard.variables.header]).toBe(release.header)
  })

  test('has this menu', context => {
    needKubeflow(context, example)
    const { links, menu } = release.dashboard
    const text = find(base('dashboard'), `ConfigMap kubeflow/${links}`).data?.links ?? ''
    const said = list(JSON.parse(text), 'menuLinks')
    const flat = (entries: readonly { readonly link?: unknown; readonly items?: unknown }[]) =>
      entries.flatMap(each => {
        const items = list(each, 'items')
        return items.length > 0 ? items.map(({ link }) => link) : [each.link]
      })
    expect(flat(menu)).toEqual(flat(said))
  })

  test('serves models by these addresses', context => {
    needKubeflow(context, example)
    const { config, key, ways } = release.serving
    const said = JSON.parse(find(base('serving'), `ConfigMap kubeflow/${config}`).data?.[key] ?? '')
    const { pathTemplate, ingressDomain, urlScheme, ...theirs } = said
    expect({ ...theirs, ...ways }).toEqual(ways)
    expect(Object.keys(ways).sort()).toEqual(Object.keys(theirs).sort())
  })

  test('conforms to the schemas of objects', context => {
    needKubeflow(context, example)
    const kubeconform = toolOf('kubeconform', context)
    const named = all.map((thing, i): [string, unknown] => [`${i}.json`, thing])
    expect(refused(kubeconform, new Map(named))).toEqual([])
  })
})

test('two clusters of one repository run two releases', () => {
  const path = 'platform/clusters/staging.yaml'
  const mixed = platform({ [path]: text => text.replace('"26.03"', '"26.03.1"') })
  const deployments = (cluster: string) =>
    mixed
      .build(cluster, 'dashboard')
      .objects.filter(({ kind }) => kind === 'Deployment')
      .map(({ metadata }) => metadata.name)
  expect(deployments('production')).toEqual(['centraldashboard'])
  expect(deployments('staging')).toEqual(['dashboard'])
})

/** Whether a policy lets nobody in but the pods of the same namespace. */
function isClosing({ kind, spec }: Thing): boolean {
  const only = {
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [{ from: [{ podSelector: {} }] }]
  }
  return kind === 'NetworkPolicy' && JSON.stringify(sorted(spec)) === JSON.stringify(sorted(only))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)])
  )
}
