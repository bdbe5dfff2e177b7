import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Thing } from '../../overlay/thing.ts'
import { commitAll, inherited, type Outcome, run, write } from '../../support/command.ts'
import { connect, expectOk } from '../support/api.ts'
import { profile } from '../support/questions.ts'
import { until } from '../support/wait.ts'
import type { World } from '../support/world.ts'
import type { Hands } from './hands.ts'

/** Leaves of the example what is there on the day before an import: a cluster's file, and its roots. */
export function begin(root: string): void {
  const platform = readdirSync(join(root, 'platform')).filter(name => name !== 'clusters')
  const gone = [
    'tenants',
    'generated',
    'kustomize/clusters/production',
    'platform/clusters/production.yaml'
  ]
  for (const path of [...gone, ...platform.map(name => `platform/${name}`)])
    rmSync(join(root, path), { recursive: true })
  write(root, 'platform/directory.yaml', 'people: {}\ngroups:\n  analysts: [finn@example.com]\n')
  commitAll(root, 'A cluster, and nobody on it')
}

export function handsOf({ api, plane }: World): Hands {
  return { admin: api, kubeflow: connect(plane, 'profiles') }
}

/** Does something on the cluster as it was before Tenantry, or as it is where guards are left out. */
export async function unguarded(world: World, work: () => Promise<void>): Promise<void> {
  const { api, plane, platform } = world
  const bindings = platform.components
    .flatMap(({ things }) => things)
    .filter(({ kind }) => kind === 'ValidatingAdmissionPolicyBinding')
  for (const binding of bindings) await api.remove(binding)
  await until(
    async () => ((await isGuarded(world)) ? undefined : true),
    () => 'guards stay'
  )
  await work()
  const git = connect(plane, 'flux')
  for (const binding of bindings) expectOk(await git.apply(binding), binding)
  await until(
    async () => ((await isGuarded(world)) ? true : undefined),
    () => 'no guard comes'
  )
}

async function isGuarded({ api }: World): Promise<boolean> {
  const tried: Thing = {
    ...profile('tried'),
    metadata: { name: 'tried' },
    spec: { owner: { kind: 'User', name: 'tried@example.com' } }
  }
  const path = `${await api.pathOf({ ...tried, metadata: {} })}?dryRun=All`
  const { status, body } = await api.send({ method: 'POST', path, body: tried })
  if (status === 201) return false
  if (String(body.message).includes('by way of git')) return true
  throw new Error(String(body.message))
}

const kinds =
  'profiles.kubeflow.org,namespaces,rolebindings,authorizationpolicies.security.istio.io,resourcequotas,' +
  'limitranges,serviceaccounts,poddefaults.kubeflow.org,networkpolicies,pods'

/** What docs/migration.md has people type. */
export async function dump({ plane }: World): Promise<string> {
  const args = ['get', kinds, '--all-namespaces', '--output', 'yaml']
  const options = { env: environment(plane), maxBuffer: Infinity }
  const { stdout } = await promisify(execFile)('kubectl', args, options)
  const path = join(mkdtempSync(join(tmpdir(), 'tenantry-dump-')), 'dump.yaml')
  writeFileSync(path, stdout)
  return path
}

function environment(plane: World['plane']) {
  return { ...inherited(), KUBECONFIG: plane.kubeconfig('root') }
}

/** A command of ours that may ask the cluster. */
export function ours({ plane }: World, args: readonly string[]): Promise<Outcome> {
  return run(args, { KUBECONFIG: plane.kubeconfig('root') })
}

/** Runs a script, and kills it after it has printed as many lines as it may. */
export function sh(
  { plane }: World,
  [script, phase]: readonly [string, 'before' | 'after'],
  lines = Number.POSITIVE_INFINITY
): Promise<Outcome> {
  const child = spawn('sh', [script, phase], { env: environment(plane), stdio: 'pipe' })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (text: Buffer) => {
    stdout += text
    if (stdout.split('\n').length > lines) child.kill('SIGKILL')
  })
  child.stderr.on('data', (text: Buffer) => {
    stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ status: code ?? Number.NaN, stdout, stderr }))
  })
}
