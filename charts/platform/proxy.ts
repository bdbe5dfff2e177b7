import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'

/**
 * The settings of oauth2-proxy, which signs people in and keeps their session. TLS is verified, and
 * nothing is guessed from a request: where people come back to is the cluster's own address.
 */
export function proxyConfig(cluster: Cluster, domains: readonly string[]): string {
  const { issuer, clientId, groups, title, unverified, refresh, hosts } = cluster.identity
  const { proxy } = releaseOf(cluster.release).auth
  return toml({
    provider: 'oidc',
    provider_display_name: title,
    oidc_issuer_url: issuer,
    client_id: clientId,
    oidc_email_claim: cluster.identity.email,
    oidc_groups_claim: groups,
    insecure_oidc_allow_unverified_email: unverified,
    code_challenge_method: 'S256',
    ...endpoints(cluster),
    redirect_url: `https://${cluster.domain}${proxy.callback}`,
    email_domains: domains.length > 0 ? domains : ['*'],
    whitelist_domains: hosts,
    // It only answers whether a request may pass.
    upstreams: ['static://200'],
    set_authorization_header: true,
    set_xauthrequest: true,
    // Requests in the background get an answer, not the page to sign in.
    api_routes: ['/api/', '/apis/', '^/ml_metadata'],
    skip_provider_button: false,
    custom_sign_in_logo: '/custom-theme/kubeflow-logo.svg',
    banner: '-',
    footer: '-',
    cookie_name: 'oauth2_proxy_kubeflow',
    cookie_expire: '24h',
    // For oauth2-proxy, no time at all stands for never.
    cookie_refresh: refresh ?? '0s'
  })
}

/** Dex says what its address outside is, which pods would have to leave the cluster to reach. */
function endpoints({ identity, release }: Cluster): Fields {
  if (!identity.dex) return { scope: 'openid email profile' }
  const { name, namespace, port, path } = releaseOf(release).auth.dex
  return {
    scope: 'openid email profile groups',
    skip_oidc_discovery: true,
    login_url: `${identity.issuer}/auth`,
    redeem_url: `http://${name}.${namespace}.svc.cluster.local:${port}${path}/token`,
    ...(identity.keys !== null && { oidc_jwks_url: identity.keys }),
    skip_auth_routes: [`^${path}/`],
    // Without it Dex would ask for the password each time.
    prompt: 'none'
  }
}

type Fields = Readonly<Record<string, string | boolean | readonly string[]>>

/** JSON writes these values as TOML does. */
function toml(fields: Fields): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  return `${lines.join('\n')}\n`
}
