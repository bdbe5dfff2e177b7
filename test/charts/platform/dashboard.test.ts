import { describe, expect, test } from 'vitest'
import { isDenied } from '../../overlay/mesh.ts'
import { additions } from '../../overlay/patches.ts'
import { platform } from '../../overlay/platform.ts'
import { find } from '../../overlay/thing.ts'
import { variables } from '../../overlay/variables.ts'

const production = 'platform/clusters/production.yaml'
const workload = 'Deployment kubeflow/centraldashboard'
const example = platform()
const other = platform({
  [production]: text =>
    text
      .replace(
        /cognito: \{.*\}/,
        'external: {issuer: https://login.example.com/realms/ml, clientId: kubeflow}'
      )
      .replace('registration: closed', 'registration: open\n  header: x-user\n  prefix: "corp:"')
})

const request = (method: string, path: string) => ({ port: 8082, http: { method, path } })
const create = request('POST', '/api/workgroup/create')
const changes = [
  request('POST', '/api/workgroup/add-contributor/fraud'),
  request('DELETE', '/api/workgroup/remove-contributor/fraud'),
  request('DELETE', '/api/workgroup/nuke-self')
]
// The dashboard answers all of them.
const spellings = [
  request('POST', '/api/workgroup/create/'),
  request('POST', '/API/Workgroup/CREATE'),
  request('POST', '/api/workgroup/create?x=1'),
  request('POST', '/api/workgroup/Add-Contributor/fraud/')
]

test('patches only settings that the dashboard has', () => {
  const { patches, base } = example.build('production', 'dashboard')
  expect(additions(patches, base)).toEqual([])
})

describe('registration', () => {
  test('is closed, both as a button and as requests', () => {
    const { objects } = example.build('production', 'dashboard')
    expect(variables(objects, workload, 'centraldashboard').REGISTRATION_FLOW).toBe('false')
    for (const request of [create, ...changes, ...spellings]) {
      expect(isDenied(objects, workload, request)).toBe(true)
    }
    expect(isDenied(objects, workload, request('GET', '/api/workgroup/exists'))).toBe(false)
  })

  test('is open if the file says so, though git still decides who else gets access', () => {
    const { objects } = other.build('production', 'dashboard')
    expect(variables(objects, workload, 'centraldashboard').REGISTRATION_FLOW).toBe('true')
    expect(isDenied(objects, workload, create)).toBe(false)
    for (const request of changes) expect(isDenied(objects, workload, request)).toBe(true)
  })
})

test('identifies a person by the header that the gateway sets', () => {
  const { objects } = other.build('production', 'dashboard')
  const { USERID_HEADER, USERID_PREFIX } = variables(objects, workload, 'centraldashboard')
  expect([USERID_HEADER, USERID_PREFIX]).toEqual(['x-user', 'corp:'])
})

test("ends Cognito's session too when a person logs out", () => {
  const at = (cluster: string) => {
    const { objects } = example.build(cluster, 'dashboard')
    return variables(objects, workload, 'centraldashboard').LOGOUT_URL ?? ''
  }
  expect(at('staging')).toBe('/oauth2/sign_out')
  const url = new URL(at('production'), 'https://kubeflow.example.com')
  expect(url.pathname).toBe('/oauth2/sign_out')
  const next = new URL(url.searchParams.get('rd') ?? '')
  expect(`${next.origin}${next.pathname}`).toBe('https://auth.kubeflow.example.com/logout')
  expect(Object.fromEntries(next.searchParams)).toEqual({
    client_id: '0123456789abcdefghijklmnop',
    logout_uri: 'https://kubeflow.example.com/'
  })
})

describe('links', () => {
  const config = 'ConfigMap kubeflow/centraldashboard-config'
  const linksOf = (things: Parameters<typeof find>[0]) =>
    JSON.parse(find(things, config).data?.links ?? '')

  test("are added to Kubeflow's menu", () => {
    const { objects, base } = example.build('production', 'dashboard')
    const links = linksOf(objects)
    expect(links.menuLinks).toEqual(linksOf(base).menuLinks)
    expect(Object.keys(links).sort()).toEqual(Object.keys(linksOf(base)).sort())
    expect(links.externalLinks.map(({ link }: { link: string }) => link)).toEqual([
      'https://grafana.example.com'
    ])
    expect(links.documentationItems[0]).toEqual({
      text: 'How we work',
      link: 'https://wiki.example.com/ml',
      desc: 'Our own pages'
    })
  })

  test('are unchanged if the file has none', () => {
    const { objects, base } = example.build('staging', 'dashboard')
    expect(find(objects, config).data).toEqual(find(base, config).data)
  })
})
