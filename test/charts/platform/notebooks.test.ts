import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { additions } from '../../overlay/patches.ts'
import { needKubeflow, platform } from '../../overlay/platform.ts'
import { at, type Fields, find, list, type Thing } from '../../overlay/thing.ts'
import { variables } from '../../overlay/variables.ts'

const production = 'platform/clusters/production.yaml'
const example = platform()
const other = platform({
  [production]: text =>
    text
      .replace(
        /cognito: \{.*\}/,
        'external: {issuer: https://login.example.com, clientId: kubeflow}'
      )
      .replace(
        '  registration: closed',
        '  registration: closed\n  header: x-user\n  prefix: "corp:"'
      )
      .replace(/ {2}images:\n(?: {4}.*\n)+/, '  custom: true\n')
      .replace('cpu: {value: "0.5"', 'cpu: {value: 1500m')
      .replace(
        'memory: {value: 1Gi, limitFactor: "1.5"}',
        'memory: {value: 768Mi, limitFactor: none}'
      )
      .replace(
        'workspace: {size: 20Gi}',
        'workspace: {size: 1500Mi, class: efs}\n  volumes: [{mount: /home/jovyan/data, size: 5Gi, class: fast}]'
      )
      .replace('culling: {idle: 24h, check: 5m}', 'culling: {idle: 1h30m, check: 90s}')
      .replace(/^pools:$/m, 'pools:\n  large: {}\n  own: {taint: nvidia.com/gpu, gpu: true}')
})
const config = 'ConfigMap kubeflow/jupyter-web-app-config'

function pageOf(things: readonly Thing[]): Fields {
  const text = find(things, config).data?.['spawner_ui_config.yaml'] ?? ''
  return (load(text) as { readonly spawnerFormDefaults: Fields }).spawnerFormDefaults
}

const built = example.build('production', 'notebooks')
const page = pageOf(built.objects)
const changed = other.build('production', 'notebooks')
const variant = pageOf(changed.objects)

test('patches only settings that Kubeflow has', () => {
  expect(additions(built.patches, built.base)).toEqual([])
  expect(additions(changed.patches, changed.base)).toEqual([])
})

test("configures every field of Kubeflow's page with the same types", () => {
  const theirs = pageOf(built.base)
  expect(shape(page)).toEqual(shape(theirs))
  expect(Object.keys(variant).sort()).toEqual(Object.keys(theirs).sort())
})

/** The structure of a value without its contents, down to lists and claims, which are Kubernetes' own. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return 'list'
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, name === 'newPvc' ? 'claim' : shape(inner)])
  )
}

test('replaces the file that Kubeflow mounts', () => {
  const name = find(built.objects, config).metadata.name
  const app = find(built.objects, 'Deployment kubeflow/jupyter-web-app-deployment')
  const volumes = list(app.spec, 'template', 'spec', 'volumes')
  expect(volumes.map(volume => at(volume, 'configMap', 'name'))).toContain(name)
  expect(name).not.toBe(find(built.base, config).metadata.name)
})

describe('images', () => {
  const registry = '111122223333.dkr.ecr.eu-central-1.amazonaws.com/notebooks'

  test('are only those in the file, by group', () => {
    expect([page.image, page.imageGroupOne, page.imageGroupTwo, page.allowCustomImage]).toEqual([
      { value: `${registry}/pytorch:2.9`, options: [`${registry}/pytorch:2.9`] },
      { value: `${registry}/code:1.104`, options: [`${registry}/code:1.104`] },
      { value: '', options: [] },
      false
    ])
  })

  test("are Kubeflow's if the file has none", () => {
    const { image, imageGroupOne, imageGroupTwo } = pageOf(changed.base)
    expect([variant.image, variant.imageGroupOne, variant.imageGroupTwo]).toEqual([
      image,
      imageGroupOne,
      imageGroupTwo
    ])
    expect(variant.allowCustomImage).toBe(true)
  })
})

test("shows sizes in the page's units", () => {
  expect([page.cpu, page.memory]).toEqual([
    { readOnly: false, value: '0.5', limitFactor: '2' },
    { readOnly: false, value: '1Gi', limitFactor: '1.5' }
  ])
  expect([variant.cpu, variant.memory]).toEqual([
    { readOnly: false, value: '1.5', limitFactor: '2' },
    { readOnly: false, value: '0.75Gi', limitFactor: 'none' }
  ])
})

test('offers the kinds of GPUs in the file, and selects none by default', () => {
  expect(at(page.gpus, 'value')).toEqual({
    vendor: 'nvidia.com/gpu',
    vendors: [{ limitsKey: 'nvidia.com/gpu', uiName: 'NVIDIA' }],
    num: 'none'
  })
})

describe('disks', () => {
  test('include a workspace in the home folder', () => {
    expect([page.workspaceVolume, page.dataVolumes]).toEqual([
      {
        readOnly: false,
        value: {
          mount: '/home/jovyan',
          newPvc: {
            metadata: { name: '{notebook-name}-workspace' },
            spec: { resources: { requests: { storage: '20Gi' } }, accessModes: ['ReadWriteOnce'] }
          }
        }
      },
      { readOnly: false, value: [] }
    ])
  })

  test('have the class and size in the file, and an access mode that the class supports', () => {
    const spec = (value: unknown) => at(value, 'newPvc', 'spec')
    expect(spec(at(variant.workspaceVolume, 'value'))).toEqual({
      storageClassName: 'efs',
      resources: { requests: { storage: '2Gi' } },
      accessModes: ['ReadWriteMany']
    })
    const [data] = list(variant.dataVolumes, 'value')
    expect([data?.mount, spec(data)]).toEqual([
      '/home/jovyan/data',
      {
        storageClassName: 'fast',
        resources: { requests: { storage: '5Gi' } },
        accessModes: ['ReadWriteOnce']
      }
    ])
  })
})

describe('nodes', () => {
  test('are selected by pool, with tolerations for its taint', () => {
    const title = 'nodes of gpu-spot, with GPUs, which may go away at any time'
    const terms = [
      { matchExpressions: [{ key: 'tenantry.dev/pool', operator: 'In', values: ['gpu-spot'] }] }
    ]
    expect([page.affinityConfig, page.tolerationGroup]).toEqual([
      {
        readOnly: false,
        value: '',
        options: [
          {
            configKey: 'gpu-spot',
            displayName: `On the ${title}`,
            affinity: {
              nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms }
              }
            }
          }
        ]
      },
      {
        readOnly: false,
        value: '',
        options: [
          {
            groupKey: 'gpu-spot',
            displayName: `Also on the ${title}`,
            tolerations: [
              { key: 'dedicated', operator: 'Equal', value: 'gpu-spot', effect: 'NoSchedule' },
              { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }
            ]
          }
        ]
      }
    ])
  })

  test('of a pool without taints need no toleration', () => {
    expect(list(variant.affinityConfig, 'options').map(({ configKey }) => configKey)).toEqual([
      'gpu-spot',
      'large',
      'own'
    ])
    expect(list(variant.tolerationGroup, 'options').slice(1)).toEqual([
      {
        groupKey: 'own',
        displayName: 'Also on the nodes of own, with GPUs',
        tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]
      }
    ])
  })
})

test("selects the file's defaults, and shared memory", () => {
  expect([page.configurations, page.shm]).toEqual([
    { readOnly: false, value: ['access-ml-pipeline'] },
    { readOnly: false, value: true }
  ])
})

describe('the controller', () => {
  const seen = (things: readonly Thing[]) => {
    const { ENABLE_CULLING, CULL_IDLE_TIME, IDLENESS_CHECK_PERIOD, USE_ISTIO } = variables(
      things,
      'Deployment kubeflow/notebook-controller-deployment',
      'manager'
    )
    return [ENABLE_CULLING, CULL_IDLE_TIME, IDLENESS_CHECK_PERIOD, USE_ISTIO]
  }

  test('stops notebooks after the time in the file, which it reads in minutes', () => {
    expect(seen(built.objects)).toEqual(['true', '1440', '5', 'true'])
    expect(seen(changed.objects)).toEqual(['true', '90', '2', 'true'])
  })

  test('stops none unless the file says so', () => {
    expect(seen(example.build('staging', 'notebooks').objects)[0]).toBe('false')
  })
})

test("identifies people in all web apps by the gateway's header", context => {
  // Kustomize copies it from these settings into the variables.
  needKubeflow(context, example)
  for (const name of ['jupyter-web-app', 'volumes-web-app', 'tensorboards-web-app']) {
    const workload = `Deployment kubeflow/${name}-deployment`
    const { USERID_HEADER, USERID_PREFIX } = variables(changed.objects, workload, name)
    expect([USERID_HEADER, USERID_PREFIX]).toEqual(['x-user', 'corp:'])
    expect(variables(built.objects, workload, name).USERID_HEADER).toBe('kubeflow-userid')
  }
})

test('knows the images that the release includes', () => {
  const { groups } = releaseOf('26.03').notebooks
  const theirs = pageOf(built.base)
  for (const { field, images } of Object.values(groups)) {
    expect(theirs[field]).toEqual({ value: images[0], options: images })
  }
})
