import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clusterSchema } from '../../../src/cluster/file.ts'
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts'
import { positionOf } from '../../../src/diagnostics/position.ts'
import { redact } from '../../../src/diagnostics/redact.ts'
import type { Span } from '../../../src/diagnostics/source.ts'
import { parse } from '../../../src/documents/parse.ts'
import { importPlatform, type Origin } from '../../../src/imports/settings/import.ts'
import { meanings } from '../../../src/imports/settings/keys.ts'
import { readParams } from '../../../src/imports/settings/params.ts'
import { usual } from '../../../src/kubeflow/versions.ts'
import { toValue } from '../../../src/yaml/node.ts'
import { acme } from '../../support/acme.ts'
import { rootOf } from '../../support/revision.ts'

const path = 'platform/clusters/staging.yaml'
const staging = readFileSync(join(acme, path), 'utf8')

/** Imports texts into a cluster's file; returns the result, and diagnostics with their places. */
function imported(origin: Origin, texts: readonly string[], before: string | undefined = staging) {
  const told: string[] = []
  const lineOf = ({ source, start }: Span) =>
    `${source.path.replace(/^.*\//, '')}:${positionOf(source, start).line}`
  const report = ({ code, message, at }: Diagnostic) =>
    void told.push(`${code} ${lineOf(at)} ${message}`)
  const name = origin === 'params' ? 'params.env' : 'output.json'
  const sources = texts.map(text => ({ path: name, text }))
  const root = before === '' ? undefined : rootOf(path, before)
  const result = importPlatform({ origin, sources, target: { name: 'staging', root } }, report)
  const lines = (list: readonly { readonly message: string; readonly at: Span }[] = []) =>
    list.map(({ message, at }) => `${lineOf(at)} ${message}`)
  return {
    told,
    text: result?.file.text,
    done: lines(result?.done),
    left: lines(result?.left),
    notes: lines(result?.notes),
    secrets: result?.secrets ?? []
  }
}

const params = (text: string, before?: string) => imported('params', [text], before)

function outputs(values: Readonly<Record<string, unknown>>, before?: string) {
  const all = Object.entries(values).map(([name, value]) => [name, { sensitive: false, value }])
  return imported('terraform', [JSON.stringify(Object.fromEntries(all), null, 1)], before)
}

/** The lines that were added to a text. */
function added(text: string | undefined): string[] {
  const old = new Set(staging.split('\n'))
  return (text ?? '').split('\n').filter(line => !old.has(line))
}

describe('outputs of Terraform', () => {
  test('become fields, and leave everything else as it was', () => {
    const { text, told, done } = outputs({
      aws: {
        account: '444455556666',
        key: null,
        roles: { etl: 'arn:aws:iam::444455556666:role/etl' }
      },
      storage: { shares: { maps: 'fs-0fedcba9876543210::fsap-00000000000000002' } },
      ingress: { alb: { subnets: ['10.1.0.0/20', '10.1.16.0/20'] } },
      pipelines: { database: { port: 3307, engine: '8.4' } }
    })
    expect(told).toEqual([])
    expect(added(text)).toEqual([
      '  roles: {pricing-legacy: arn:aws:iam::444455556666:role/pricing-legacy, etl: arn:aws:iam::444455556666:role/etl}',
      '    subnets: [10.1.0.0/20, 10.1.16.0/20]',
      '  database: {host: kubeflow.hijklmn.eu-central-1.rds.amazonaws.com, engine: "8.4", secret: rds, port: 3307}',
      '  shares: {fraud-datasets: "fs-0fedcba9876543210::fsap-0fedcba9876543210", maps: fs-0fedcba9876543210::fsap-00000000000000002}'
    ])
    expect(text?.split('\n')).toHaveLength(staging.split('\n').length)
    expect(done).toContain(
      'staging.yaml:34 `pipelines.database.engine` is `"8.4"`, and was `"8.0"`'
    )
    expect(outputs({ storage: {} }, text).text).toBe(text)
  })

  test('change nothing the second time', () => {
    const values = {
      aws: { policies: { x: 'arn:aws:iam::aws:policy/X' } },
      autoscaling: 'karpenter'
    }
    const once = outputs(values).text
    expect(once).not.toBe(staging)
    expect(outputs(values, once)).toMatchObject({ text: once, done: [] })
  })

  test('are ignored if they are empty', () => {
    const values = {
      ingress: { alb: { subnets: [] } },
      pools: {},
      storage: { shares: {} },
      aws: null
    }
    expect(outputs(values)).toMatchObject({ text: staging, done: [], told: [] })
  })

  test('are reported if they match no field', () => {
    expect(outputs({ vpc: { id: 'vpc-1' }, storag: {} })).toMatchObject({
      text: staging,
      notes: [
        "output.json:2 output `vpc` is left out: a cluster's file has no such field",
        "output.json:8 output `storag` is left out: a cluster's file has no such field; did you mean `storage`?"
      ]
    })
  })

  test.each([
    [
      { storage: { shares: { maps: 'fsap-1' } } },
      [
        'invalid-value output.json:6 expected an access point such as `fs-0123456789abcdef0::fsap-0123456789abcdef0`, found `fsap-1`'
      ]
    ],
    [
      { pipelines: { port: 1 } },
      ['unknown-field output.json:5 unknown field `port` in `pipelines`']
    ],
    [
      { identity: { provider: { external: { issuer: 'https://a.b', clientId: 'c' } } } },
      ['conflicting-fields staging.yaml:26 only one of `dex` and `external` is allowed here']
    ],
    [
      { aws: { region: 'eu-west-1' } },
      [
        "invalid-export output.json:5 `aws.region` is `eu-west-1` here, but `eu-central-1` in the cluster's file"
      ]
    ],
    [
      { notebooks: { images: [{ name: 'a\u202eb', image: 'x' }] } },
      ['invalid-encoding output.json:7 an escape in this text stands for an invisible character']
    ],
    [
      { aws: { roles: { x: 'AKIAIOSFODNN7EXAMPLE' } } },
      [
        "forbidden-literal output.json:6 this looks like an AWS access key, which does not belong in a cluster's file"
      ]
    ]
  ])('are rejected if they are %j', (values, told) => {
    expect(outputs(values)).toMatchObject({ told, text: undefined })
  })

  test.each([
    [
      '{"aws": {"sensitive": true, "value": {"eks": "x"}}}',
      "forbidden-literal output.json:1 Terraform marks output `aws` as sensitive, but a cluster's file is not secret"
    ],
    ['{"aws": {"eks": "x"}}', 'invalid-export output.json:1 this is not the output of Terraform'],
    ['[]', 'invalid-export output.json:1 this is not the output of Terraform']
  ])('are rejected: %s', (text, told) => {
    expect(imported('terraform', [text])).toMatchObject({ told: [told], text: undefined })
  })
})

describe('an old params.env', () => {
  test('for RDS and S3 becomes the pipelines section of a new file', () => {
    const overlay = `dbHost=mydb.abc.eu-west-1.rds.amazonaws.com
dbPort=3306
mysqlHost=mydb.abc.eu-west-1.rds.amazonaws.com
mysqlPort=3306
mlmdDb=metadb
pipelineDb=mlpipeline
cacheDb=cachedb
bucketName=acme-kfp
minioServiceHost=s3.eu-west-1.amazonaws.com
minioServiceRegion=eu-west-1
`
    const { text, told, left, notes } = params(overlay, '')
    expect(told).toEqual([])
    expect(text).toBe(`# yaml-language-server: $schema=../../schemas/cluster.json
kubeflow: "${usual}"
aws:
  region: eu-west-1
pipelines:
  env: aws
  database:
    host: mydb.abc.eu-west-1.rds.amazonaws.com
    port: 3306
    secret: rds
    names:
      pipelines: mlpipeline
      metadata: metadb
      cache: cachedb
  buckets:
    default: acme-kfp
secrets:
  externalSecrets:
    prefix: kubeflow/staging
`)
    expect(notes).toEqual([
      'params.env:9 `minioServiceHost` is left out: it follows from `aws.region`'
    ])
    expect(left.map(line => line.replace(/;.*/, ''))).toEqual([
      'staging.yaml:2 this file is missing `domain` and `gitops`',
      'staging.yaml:3 `aws` is missing `account` and `eks`',
      'staging.yaml:7 `database` is missing `engine`'
    ])
    expect(params(overlay, text)).toMatchObject({ text, done: [], told: [] })
  })

  test('for Dex and LDAP becomes connectors and users, next to existing ones', () => {
    const { text, told, secrets } = params(`static_email=admin@example.com
static_user_id=0815
static_username=admin
static_password_hash=$2a$10$abc
ldap_host=ldaps://ldap.example.org
ldap_bind_pw=admin
ldap_group_base_dn='ou=teams,dc=example,dc=com'
`)
    expect(told).toEqual([])
    expect(added(text)).toEqual([
      '            host: ldap.example.org:636',
      '            groups: {baseDN: "ou=teams,dc=example,dc=com"}',
      '      users:',
      '        - email: admin@example.com',
      '          name: admin',
      '          id: "0815"'
    ])
    expect(secrets.map(({ help }) => help)).toEqual([
      'put it there as `admin@example.com` of `kubeflow/staging/auth/passwords`, and delete this line',
      'put it there as `ldap` of `kubeflow/staging/auth/connectors`, and delete this line'
    ])
  })

  test('for Keycloak or Cognito becomes another provider', () => {
    const keycloak =
      'client_id=kubeflow\nclient_secret=s3cr3t\nencryption_key=AgXa7xRcoClDEU0ZDSH4X0XhL5Qy2Z2j\n' +
      'discovery_url=https://keycloak.example.com/auth/realms/ml/.well-known/openid-configuration\n' +
      'redirection_url=https://Kubeflow.example.com:443\nsecure_cookie=true\n'
    const cognito =
      'CognitoUserPoolArn=arn:aws:cognito-idp:eu-central-1:444455556666:userpool/eu-central-1_AbC\n' +
      'CognitoAppClientId=abc\nCognitoUserPoolDomain=auth.example.com\nloadBalancerScheme=internet-facing\n'
    const { text, secrets } = params(keycloak, '')
    expect(toValue(rootOf('a.yaml', text ?? ''))).toEqual({
      kubeflow: usual,
      domain: 'kubeflow.example.com',
      identity: {
        provider: {
          external: { issuer: 'https://keycloak.example.com/auth/realms/ml', clientId: 'kubeflow' }
        }
      }
    })
    expect(secrets.map(({ help }) => help)).toEqual([
      'put it there as `client-secret` of `kubeflow/staging/auth`, and delete this line',
      'put it there as `cookie-secret` of `kubeflow/staging/auth`, and delete this line'
    ])
    expect(toValue(rootOf('a.yaml', params(cognito, '').text ?? ''))).toEqual({
      kubeflow: usual,
      identity: {
        provider: {
          cognito: { userPool: 'eu-central-1_AbC', clientId: 'abc', domain: 'auth.example.com' }
        }
      },
      ingress: { alb: { scheme: 'internet-facing' } },
      aws: { account: '444455556666', region: 'eu-central-1' }
    })
  })

  test('of an unchanged Kubeflow needs no fields', () => {
    const text =
      'dbHost=mysql\ndbPort=3306\nbucketName=mlpipeline\nminioServiceHost=minio-service\n'
    const culling = 'enableCulling=false\ncullIdleTime=30\n'
    expect(params(`${text}${culling}`)).toMatchObject({
      text: staging,
      notes: [
        "params.env:1 `dbHost` is left out: Kubeflow's own database needs no settings",
        "params.env:2 `dbPort` is left out: Kubeflow's own database needs no settings",
        "params.env:3 `bucketName` is left out: Kubeflow's own store needs no settings",
        'params.env:4 `minioServiceHost` is left out: it follows from `aws.region`',
        'params.env:5 `enableCulling` is left out: `notebooks.culling` turns it on',
        'params.env:6 `cullIdleTime` is left out: culling was turned off'
      ]
    })
  })

  test('loses no line: each becomes a field, a secret or a note', () => {
    const target = { name: 'staging', root: rootOf(path, staging) }
    const read = (text: string) =>
      readParams([{ path: 'params.env', text }], target, ({ message }) => expect.fail(message))
    const keys = [...Object.keys(meanings), 'whatever', 'my_api_key', '__proto__']
    for (const key of keys) {
      const { sayings = [], secrets = [], notes = [] } = read(`${key}=a1b2c3d4e5f6g7h8`) ?? {}
      expect([key, sayings.length + secrets.length + notes.length]).not.toEqual([key, 0])
    }
    expect(params('bucketNam=x\n').notes).toEqual([
      "params.env:1 `bucketNam` is left out: no field of a cluster's file corresponds to it; did you mean `bucketName`?"
    ])
  })

  test('in the guides contains only known keys', () => {
    const guides =
      'dex_domain issuer static_email static_password_hash static_user_id static_username ldap_host ' +
      'ldap_bind_dn ldap_bind_pw ldap_user_base_dn ldap_group_base_dn dex_client_id oidc_redirect_uris ' +
      'dex_application_secret jwks_uri cluster_name dex_client_redirect_uri k8s_master_uri ' +
      'dex_client_listen_addr client_id client_secret secure_cookie discovery_url upstream_url ' +
      'redirection_url encryption_key appName appVersion autoUpdatePipelineDefaultVersion bucketName ' +
      'cacheDb cacheImage cronScheduleTimezone dbHost dbPort mlmdDb pipelineDb username password ' +
      'accesskey secretkey minioServiceHost minioServiceRegion'
    expect(guides.split(' ').filter(key => !Object.hasOwn(meanings, key))).toEqual([])
  })

  test('with Dex inside the cluster sets no domain', () => {
    const inside = 'issuer=http://dex.auth.svc.cluster.local:5556/dex\n'
    expect(params(inside, '').done).toEqual([])
    expect(params(`dex_domain=kf.example.com:32000\n${inside}`, '').done).toEqual([
      'staging.yaml:3 `domain` is `kf.example.com`'
    ])
  })

  test('sets only fields that exist, each on its own', () => {
    const examples: Readonly<Record<string, string>> = {
      dbPort: '3306',
      mysqlPort: '3306',
      cullIdleTime: '30',
      idlenessCheckPeriod: '5',
      ldap_host: 'ldap.example.com:636',
      dbHost: 'a.example.com',
      mysqlHost: 'a.example.com',
      minioServiceRegion: 'eu-central-1',
      static_email: 'a@example.com',
      discovery_url: 'https://a.example.com',
      oidcIssuer: 'https://a.example.com',
      certArn: 'arn:aws:acm:eu-central-1:444455556666:certificate/a',
      CognitoUserPoolArn: 'arn:aws:cognito-idp:eu-central-1:444455556666:userpool/eu-central-1_A',
      CognitoUserPoolDomain: 'a.example.com',
      loadBalancerScheme: 'internal',
      'registration-flow': 'false',
      CD_REGISTRATION_FLOW: 'true'
    }
    for (const [key, meaning] of Object.entries(meanings)) {
      if (meaning.kind !== 'field') continue
      const { told, done } = params(`${key}=${examples[key] ?? 'abc'}\n`, '')
      expect([key, told]).toEqual([key, []])
      expect([key, done.length > 0]).toEqual([key, true])
    }
  })

  test.each([
    [
      'dbHost=a.example.com\nmysqlHost=b.example.com\n',
      ['invalid-export params.env:2 two lines disagree about the same setting']
    ],
    [
      'dbHost=YOUR_RDS.ENDPOINT\n',
      [
        'invalid-value params.env:1 expected a host name such as `kubeflow.example.com`, found `YOUR_RDS.ENDPOINT`'
      ]
    ],
    [
      'cluster_name=other\n',
      [
        "invalid-export params.env:1 `aws.eks` is `other` here, but `kubeflow-staging` in the cluster's file"
      ]
    ]
  ])('is rejected as %j', (text, told) => {
    expect(params(text)).toMatchObject({ told, text: undefined })
  })

  test('has its secrets reported with the right place, and never printed', () => {
    const text =
      'username=kf\npassword=hunter2\naccesskey=AKIAIOSFODNN7EXAMPLE\nsecretkey=abc\nhttpHeaderValues=["t1"]\n' +
      'some_token=a1b2c3d4e5f6g7h8i9\n'
    const { secrets, text: after } = params(text)
    expect(after).toBe(staging)
    expect(secrets.map(({ help }) => help)).toEqual([
      'put it there as `username` of `kubeflow/staging/rds`, and delete this line',
      'put it there as `password` of `kubeflow/staging/rds`, and delete this line',
      'put it there as `accesskey` of `kubeflow/staging/pipelines`, and delete this line',
      'put it there as `secretkey` of `kubeflow/staging/pipelines`, and delete this line',
      'revoke it where it was issued, and delete this line',
      'put it there, under `kubeflow/staging`, and delete this line'
    ])
    const shown = JSON.stringify(redact(secrets))
    for (const word of ['hunter2', 'AKIAIOSFODNN7EXAMPLE', 'a1b2c3d4e5f6g7h8i9']) {
      expect(shown).not.toContain(word)
    }
    const keyless = staging.replace('credentials: static', 'credentials: keyless')
    expect(params(text, keyless).secrets[2]?.help).toMatch(/^roles replace it/)
  })
})

test("expresses everything in the example's cluster files by imports", () => {
  const root = rootOf(path, staging)
  const values = toValue(root) as Readonly<Record<string, unknown>> // it is a mapping
  const { kubeflow: _, ...fields } = values
  const { text = '', told, left } = outputs(fields, '')
  expect([told, left]).toEqual([[], []])
  const written = rootOf('a.yaml', text)
  expect(toValue(written)).toEqual(JSON.parse(JSON.stringify(values)))
  parse(clusterSchema, { root: written }, ({ message }) => expect.fail(message))
})
