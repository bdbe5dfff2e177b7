import type { Cluster } from '../../../src/cluster/cluster.ts'
import { releaseOf } from '../../../src/kubeflow/release.ts'
import { type Guard, inTenants, sentBy, unchanged } from './guard.ts'

/**
 * Istio applies a route after it has judged the request, so a route could give a request another sender
 * and another destination. Controllers make routes from what people write, so their accounts are judged
 * like others.
 */
export function routes(cluster: Cluster): Guard {
  const free = `variables.git || ${unchanged('spec')}`
  return {
    name: 'routes',
    on: [
      {
        group: 'networking.istio.io',
        resources: ['virtualservices'],
        operations: ['CREATE', 'UPDATE']
      }
    ],
    where: inTenants,
    variables: [
      // A name without dots is short for a name in the same namespace.
      {
        name: 'inside',
        expression: '"^[a-z0-9-]+([.]" + request.namespace + "[.]svc[.]cluster[.]local)?$"'
      },
      { name: 'http', expression: 'has(object.spec.http) ? object.spec.http : []' },
      { name: 'hosts', expression: 'has(object.spec.hosts) ? object.spec.hosts : []' },
      { name: 'gateways', expression: 'has(object.spec.gateways) ? object.spec.gateways : []' },
      { name: 'leading', expression: leading(cluster) }
    ],
    rules: [
      {
        holds: `variables.http.all(r, ([r] + (has(r.route) ? r.route : [])).all(p, ${honest(cluster)})) || ${free}`,
        message: `a tenant's route sets neither \`${cluster.header}\` nor \`Host\`, which say who sent a request and where it goes: take them out of the annotation of the notebook`
      },
      {
        holds: `variables.leading || ${free}`,
        message: "a tenant's route leads to Services of the tenant only, and to no other namespace"
      },
      {
        holds: `${answering(cluster)} || ${free}`,
        message:
          "a tenant's route answers at the hosts and paths of the tenant only: leave out what belongs to others"
      }
    ]
  }
}

/** `Host` decides, at the gateway of models, which model gets the request. */
function honest({ header, release }: Cluster): string {
  const { groupsHeader } = releaseOf(release).auth
  const request = 'p.headers.request'
  const never = JSON.stringify([header.toLowerCase(), groupsHeader])
  const changes = ['set', 'add'].map(change => {
    const value = `${request}.${change}[h].matches(variables.inside)`
    return `(!has(${request}.${change}) || ${request}.${change}.all(h, !(h.lowerAscii() in ${never}) && (!(h.lowerAscii() in ["host", ":authority"]) || ${value})))`
  })
  const removes = `(!has(${request}.remove) || ${request}.remove.all(h, !(h.lowerAscii() in ${never})))`
  return `!has(p.headers) || !has(${request}) || (${[...changes, removes].join(' && ')})`
}

/** Only KServe, which sets `Host` to the name of the model, may lead to the gateway of models. */
function leading({ release }: Cluster): string {
  const { accounts, ways } = releaseOf(release).serving
  const gateway = `(${sentBy(accounts.kserve)} && d.destination.host == ${JSON.stringify(ways.localGatewayService)})`
  return [
    '!has(object.spec.tcp) && !has(object.spec.tls)',
    '!variables.http.exists(r, has(r.delegate))',
    `variables.http.all(r, !has(r.route) || r.route.all(d, ${inside('d.destination.host')} || ${gateway}))`,
    `variables.http.all(r, !has(r.mirror) || ${inside('r.mirror.host')})`,
    `variables.http.all(r, !has(r.mirrors) || r.mirrors.all(d, ${inside('d.destination.host')}))`,
    `variables.http.all(r, !has(r.rewrite) || !has(r.rewrite.authority) || ${inside('r.rewrite.authority')})`
  ].join(' && ')
}

/** Either at hosts that have the tenant's name in them, or at any host, below paths that have. */
function answering({ release }: Cluster): string {
  const { notebooks, serving } = releaseOf(release)
  const { ingressGateway, localGateway } = serving.ways
  const paths = JSON.stringify(Object.values(notebooks.paths))
  const begins = (kind: string) =>
    `(has(m.uri.${kind}) && ${paths}.exists(p, m.uri.${kind}.startsWith(p + "/" + request.namespace + "/")))`
  const below = `has(r.match) && r.match.size() > 0 && r.match.all(m, has(m.uri) && (${begins('prefix')} || ${begins('exact')}))`
  const named = `h.matches("^[a-z0-9-]+([.]" + request.namespace + "([.]svc([.]cluster[.]local)?)?|--" + request.namespace + "[.][a-z0-9.-]+)$")`
  const known = JSON.stringify([ingressGateway, localGateway, 'mesh'])
  return [
    `(variables.gateways.all(g, g in ${known}) && variables.hosts.all(h, ${named}))`,
    `(variables.gateways == [${JSON.stringify(ingressGateway)}] && variables.hosts.all(h, h == "*") && variables.http.all(r, ${below}))`
  ].join(' || ')
}

function inside(host: string): string {
  return `${host}.matches(variables.inside)`
}
