import { join } from 'node:path'
import type { Documented } from '../../mesh/documented.ts'
import type { Request } from '../../mesh/request.ts'
import type { Thing } from '../../overlay/thing.ts'
import type { Issuer } from './token.ts'
import type { Mesh } from './translate.ts'
import { podOf, workload } from './workload.ts'

const fallback = 'https://id.example.com'

/** A mesh with the policies of an example from Istio's documentation, and one pod. */
export function exampleOf(
  { policies, to }: Documented,
  index: number,
  { issuer, folder }: { readonly issuer: Issuer; readonly folder: string }
): Mesh {
  const { namespace, labels } = to ?? { namespace: 'shop', labels: {} }
  const pod = workload(index, join(folder, 'x'), { namespace, labels, account: 'default' })
  const keys: Thing = {
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: 'keys', namespace: 'istio-system' },
    spec: {
      jwtRules: [fallback, 'id.example.com'].map(iss => ({ issuer: iss, jwks: issuer.jwks }))
    }
  }
  const namespaces = [namespace, 'istio-system'].map(name => {
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
  })
  return {
    kubernetes: [...namespaces, podOf(pod)],
    istio: [...policies, keys],
    config: 'rootNamespace: istio-system',
    workloads: [pod]
  }
}

/** The same request with a token for what a verified one would have told. */
export function withToken(request: Request, issuer: Issuer): Request {
  const { requestPrincipal, claims, http } = request
  if (!http || (requestPrincipal === undefined && claims === undefined)) return request
  const [iss = fallback, sub = 'somebody'] = requestPrincipal?.split('/') ?? []
  const token = issuer.token({ iss, sub, ...claims })
  return {
    ...request,
    http: { ...http, headers: { ...http.headers, authorization: `Bearer ${token}` } }
  }
}
