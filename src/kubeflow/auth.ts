import type { Columns } from './versions.ts'

/** The names and settings of everything that authenticates people. */
export interface AuthNames {
  /** Signs people in and keeps their session in a cookie. */
  readonly proxy: {
    /** Its namespace, Deployment, Secret and ConfigMap. */
    readonly name: string
    readonly configFile: string
    /** The ConfigMap with its environment variables. */
    readonly settings: string
    readonly keys: Readonly<Record<'https' | 'insecure' | 'bearer' | 'issuers', string>>
    readonly secrets: Readonly<Record<'client' | 'cookie', string>>
    readonly callback: string
  }
  /** The entry point of all requests from people. */
  readonly gateway: {
    readonly namespace: string
    /** The name of its Service, and the `app` label of its pods. */
    readonly name: string
    readonly ports: Readonly<Record<'service' | 'pod' | 'health', number>>
    readonly health: string
    /** The API version of the following objects. */
    readonly api: string
    readonly tokens: string
    readonly signIn: string
    readonly signedIn: string
    /** The proxy's name as an Istio extension provider. */
    readonly provider: string
  }
  readonly dex: {
    readonly namespace: string
    /** Its Deployment, container and ConfigMap. */
    readonly name: string
    readonly configFile: string
    readonly path: string
    readonly port: number
    readonly client: { readonly secret: string; readonly variable: string }
    readonly passwords: string
  }
  /** The header with a person's groups, which clients must not be able to set either. */
  readonly groupsHeader: string
}

const names: AuthNames = {
  proxy: {
    name: 'oauth2-proxy',
    configFile: 'oauth2_proxy.cfg',
    settings: 'oauth2-proxy-parameters',
    keys: {
      https: 'FORCE_HTTPS',
      insecure: 'ALLOW_SELF_SIGNED_ISSUER',
      bearer: 'ENABLE_M2M_TOKENS',
      issuers: 'EXTRA_JWT_ISSUERS'
    },
    secrets: { client: 'client-secret', cookie: 'cookie-secret' },
    callback: '/oauth2/callback'
  },
  gateway: {
    namespace: 'istio-system',
    name: 'istio-ingressgateway',
    ports: { service: 80, pod: 8080, health: 15021 },
    health: '/healthz/ready',
    api: 'security.istio.io/v1beta1',
    tokens: 'dex-jwt',
    signIn: 'istio-ingressgateway-oauth2-proxy',
    signedIn: 'istio-ingressgateway-require-jwt',
    provider: 'oauth2-proxy'
  },
  dex: {
    namespace: 'auth',
    name: 'dex',
    configFile: 'config.yaml',
    path: '/dex',
    port: 5556,
    client: { secret: 'dex-oidc-client', variable: 'OIDC_CLIENT_SECRET' },
    passwords: 'dex-passwords'
  },
  groupsHeader: 'kubeflow-groups'
}

export const auth: Columns<AuthNames> = {
  '1.11': names,
  '26.03': names,
  '26.03.1': names
}
