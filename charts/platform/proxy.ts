import type { Cluster } from '../../src/cluster/cluster.ts'
import { releaseOf } from '../../src/kubeflow/release.ts'

/**
 * The settings of oauth2-proxy, which signs people in and keeps their session. TLS is verified, and
 * redirects go to the cluster's configured address, never to one taken from a request.
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
    // oauth2-proxy only decides whether a request may pass.
    upstreams: ['static://200'],
    set_authorization_header: true,
    set_xauthrequest: true,
    // Background requests get a 401 instead of the sign-in page.
    api_routes: ['/api/', '/apis/', '^/ml_metadata'],
    skip_provider_button: false,
    custom_sign_in_logo: '/custom-theme/kubeflow-logo.svg',
    banner: '-',
    footer: '-',
    cookie_name: 'oauth2_proxy_kubeflow',
    cookie_expire: '24h',
    // For oauth2-proxy, a duration of zero means never.
    cookie_refresh: refresh ?? '0s'
  })
}

/** Dex announces its external address, which pods could only reach by leaving the cluster. */
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
    // Otherwise Dex would ask for the password at every sign-in.
    prompt: 'none'
  }
}

type Fields = Readonly<Record<string, string | boolean | readonly string[]>>

/** For these types of values, TOML and JSON are the same. */
function toml(fields: Fields): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  return `${lines.join('\n')}\n`
}
