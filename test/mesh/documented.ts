import type { Thing } from '../overlay/thing.ts'
import type { Request, Workload } from './request.ts'

/** An example from Istio's documentation, with names of our own. */
export interface Documented {
  readonly about: string
  readonly policies: readonly Thing[]
  readonly to?: Workload
  readonly letIn: readonly Request[]
  readonly kept: readonly Request[]
}

let names = 0
function policy(spec: object, namespace = 'shop', annotations = {}): Thing {
  names += 1
  const metadata = { name: `policy-${names}`, namespace, annotations }
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata,
    spec: { ...spec }
  }
}

const who = (namespace: string, account: string) => `cluster.local/ns/${namespace}/sa/${account}`
const till = who('front', 'till')
const http = (
  method: string,
  path: string,
  more: Partial<Request> & { headers?: Record<string, string>; host?: string } = {}
): Request => {
  const { headers = {}, host = 'shop.example.com', ...rest } = more
  return { port: 80, ...rest, http: { method, path, headers, host } }
}
const get = (path: string, more: Parameters<typeof http>[2] = {}) => http('GET', path, more)
const tcp = (port: number): Request => ({ port, principal: till })
const when = (key: string, rest: object) => ({ rules: [{ when: [{ key, ...rest }] }] })
const issued = { claims: { iss: 'https://id.example.com' } }

const allow = policy({
  action: 'ALLOW',
  rules: [
    {
      from: [{ source: { principals: [till] } }, { source: { namespaces: ['probe'] } }],
      to: [
        { operation: { methods: ['GET'], paths: ['/stock*'] } },
        { operation: { methods: ['POST'], paths: ['/order'] } }
      ],
      when: [{ key: 'request.auth.claims[iss]', values: [issued.claims.iss] }]
    }
  ]
})

/** From the reference of AuthorizationPolicy, its page on conditions, and the task for TCP. */
export const documented: readonly Documented[] = [
  {
    about: 'one source, one operation and all conditions of a rule must match',
    policies: [allow],
    letIn: [
      get('/stock/1', { principal: till, ...issued }),
      http('POST', '/order', { principal: who('probe', 'any'), ...issued })
    ],
    kept: [
      get('/stock/1', { principal: till }),
      get('/stock/1', { principal: who('front', 'other'), ...issued }),
      http('POST', '/stock/1', { principal: till, ...issued }),
      get('/order', { principal: till, ...issued }),
      get('/stock/1', issued)
    ]
  },
  {
    about: 'a refusal goes before what is allowed, and others go on',
    policies: [
      policy({ rules: [{}] }),
      policy({
        action: 'DENY',
        rules: [
          {
            from: [{ source: { namespaces: ['dev'] } }],
            to: [{ operation: { methods: ['POST'] } }]
          }
        ]
      })
    ],
    letIn: [get('/', { principal: who('dev', 'a') }), http('POST', '/', { principal: till })],
    kept: [http('POST', '/', { principal: who('dev', 'a') })]
  },
  {
    about: 'without a policy that allows all is open but what is refused',
    policies: [
      policy({
        action: 'DENY',
        rules: [{ to: [{ operation: { methods: ['POST'], ports: ['8080'] } }] }]
      })
    ],
    letIn: [http('POST', '/', { port: 80 }), get('/', { port: 8080 }), tcp(9000)],
    // For TCP, a DENY rule ignores the fields that TCP does not have.
    kept: [http('POST', '/', { port: 8080 }), tcp(8080)]
  },
  {
    about: 'what TCP lacks never lets it in',
    policies: [policy({ rules: [{ to: [{ operation: { methods: ['GET'], ports: ['9000'] } }] }] })],
    letIn: [get('/', { port: 9000 })],
    kept: [tcp(9000)]
  },
  { about: 'no policy lets all in', policies: [], letIn: [get('/'), tcp(1)], kept: [] },
  {
    about: 'a policy without rules lets nothing in',
    policies: [policy({})],
    letIn: [],
    kept: [get('/'), tcp(1)]
  },
  {
    about: 'an empty rule lets all in',
    policies: [policy({}), policy({ rules: [{}] })],
    letIn: [get('/'), tcp(1)],
    kept: []
  },
  {
    about: 'a selector chooses workloads of its namespace',
    policies: [policy({ selector: { matchLabels: { app: 'stock' } } })],
    to: { namespace: 'shop', labels: { app: 'stock', version: 'v1' } },
    letIn: [],
    kept: [get('/')]
  },
  {
    about: 'and no others',
    policies: [policy({ selector: { matchLabels: { app: 'stock' } } }), policy({}, 'elsewhere')],
    to: { namespace: 'shop', labels: { app: 'prices' } },
    letIn: [get('/')],
    kept: []
  },
  {
    about: 'the root namespace is everywhere, there too by its selector',
    policies: [policy({ selector: { matchLabels: { version: 'v1' } } }, 'istio-system')],
    to: { namespace: 'shop', labels: { version: 'v1' } },
    letIn: [],
    kept: [get('/')]
  },
  {
    about: 'policies of the root namespace and of the own add up',
    policies: [
      policy({}, 'istio-system'),
      policy({ rules: [{ from: [{ source: { principals: [till] } }] }] })
    ],
    letIn: [get('/', { principal: till })],
    kept: [get('/', { principal: who('front', 'other') })]
  },
  {
    about: 'what is audited, or only tried, changes nothing',
    policies: [
      policy({ action: 'AUDIT', rules: [{}] }),
      policy({ action: 'DENY', rules: [{}] }, 'shop', { 'istio.io/dry-run': 'true' })
    ],
    letIn: [get('/')],
    kept: []
  },
  {
    about: 'fields of a source are all asked for',
    policies: [
      policy({
        rules: [
          {
            from: [
              {
                source: {
                  principals: [till, who('prod', 'b')],
                  namespaces: ['prod', 'front'],
                  notIpBlocks: ['203.0.113.0/24']
                }
              }
            ]
          }
        ]
      })
    ],
    letIn: [
      get('/', { principal: till, ip: '198.51.100.4' }),
      get('/', { principal: who('prod', 'b'), ip: '198.51.100.4' })
    ],
    kept: [
      get('/', { principal: till, ip: '203.0.113.4' }),
      get('/', { principal: who('prod', 'c'), ip: '198.51.100.4' })
    ]
  },
  {
    about: 'a path is compared without its query',
    policies: [policy({ rules: [{ to: [{ operation: { paths: ['/stock', '*/count'] } }] }] })],
    letIn: [get('/stock?shelf=1'), get('/shelf/count?x=/stock')],
    kept: [get('/order?x=/stock'), get('/order?x=/count')]
  },
  {
    about: 'and of an operation, with hosts in any case',
    policies: [
      policy({
        rules: [
          {
            to: [
              {
                operation: {
                  hosts: ['*.example.com'],
                  methods: ['GET', 'HEAD'],
                  notPaths: ['/admin*']
                }
              }
            ]
          }
        ]
      })
    ],
    letIn: [get('/', { host: 'Shop.EXAMPLE.com' }), http('HEAD', '/x')],
    kept: [get('/admin/1'), http('PUT', '/'), get('/', { host: 'example.org' })]
  },
  {
    about: 'a star at the end or at the beginning stands for anything, also nothing',
    policies: [policy({ rules: [{ to: [{ operation: { paths: ['/abc*', '*xyz', '/one'] } }] }] })],
    letIn: [get('/abc'), get('/abcd'), get('/xyz'), get('/wxyz'), get('/one')],
    kept: [get('/ab'), get('/xyza'), get('/one/two')]
  },
  {
    about: 'a star alone wants something to be there',
    policies: [policy({ rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }] })],
    letIn: [get('/', { requestPrincipal: 'id.example.com/alice' })],
    kept: [get('/', { principal: till })]
  },
  {
    about: 'and its contrary, that nothing is',
    policies: [
      policy({
        action: 'DENY',
        rules: [
          {
            from: [{ source: { notRequestPrincipals: ['*'] } }],
            to: [{ operation: { notPaths: ['/healthz'] } }]
          }
        ]
      })
    ],
    letIn: [get('/', { requestPrincipal: 'id.example.com/alice' }), get('/healthz')],
    kept: [get('/')]
  },
  {
    about: 'a header is asked for by its name, in any case',
    policies: [policy(when('request.headers[User-Agent]', { values: ['Mozilla/*'] }))],
    letIn: [get('/', { headers: { 'user-agent': 'Mozilla/5.0' } })],
    kept: [get('/', { headers: { 'user-agent': 'curl/8' } }), get('/'), tcp(80)]
  },
  {
    about: 'of a claim the end may be asked for',
    policies: [policy(when('request.auth.claims[email]', { values: ['*@example.com'] }))],
    letIn: [get('/', { claims: { email: 'alice@example.com' } })],
    kept: [get('/', { claims: { email: 'alice@example.org' } }), get('/')]
  },
  {
    about: 'values that a condition rules out',
    policies: [policy(when('source.namespace', { notValues: ['dev'] }))],
    letIn: [get('/', { principal: till })],
    kept: [get('/', { principal: who('dev', 'a') })]
  },
  {
    about: 'both at once',
    policies: [
      policy(
        when('source.principal', {
          values: ['cluster.local/ns/front/*'],
          notValues: ['*/sa/other']
        })
      )
    ],
    letIn: [get('/', { principal: till })],
    kept: [
      get('/', { principal: who('front', 'other') }),
      get('/', { principal: who('dev', 'a') }),
      get('/')
    ]
  },
  {
    about: 'addresses and ports',
    policies: [
      policy({
        rules: [
          {
            when: [
              { key: 'source.ip', values: ['192.0.2.0/24', '10.1.2.3'] },
              { key: 'destination.port', values: ['80', '443'] }
            ]
          }
        ]
      })
    ],
    letIn: [get('/', { ip: '192.0.2.9' }), get('/', { ip: '10.1.2.3', port: 443 })],
    kept: [get('/', { ip: '10.1.2.4' }), get('/', { ip: '192.0.2.9', port: 81 })]
  }
]
