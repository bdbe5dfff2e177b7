import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Account, makeTokens, type Tokens, tokenFile } from './account.ts'
import { leash, type Running } from './child-process.ts'
import { freePorts } from './port.ts'
import { controllerFlags, etcdFlags, fluxFlags, serverFlags } from './program-flags.ts'
import { ready } from './ready.ts'

export interface Programs {
  readonly controlPlane: string
  readonly kustomizeController: string
}

type Stop = () => Promise<void>

/** A private control plane that listens on this machine only. */
export interface Plane {
  readonly url: string
  /** In PEM; the server generated it. */
  readonly certificate: string
  readonly tokens: Tokens
  readonly folder: string
  /** Starts Flux's controllers, which need their CRDs to be installed. */
  readonly startFlux: () => Promise<void>
  /** Writes a file by which kubectl signs in, with the context `proof`, and returns its path. */
  readonly kubeconfig: (account: Account) => string
  /** Starts another program with KUBECONFIG set; returns a function that stops it. */
  readonly start: (program: string, account: Account, args: readonly string[]) => Stop
  /** Throws if one of the programs has exited. */
  readonly check: () => void
  /** Stops everything and keeps the data. */
  readonly halt: Stop
  readonly stop: Stop
}

/**
 * Starts etcd, the API server and the controllers. The folder is for this plane alone; its `etcd` may
 * hold the data of an earlier one.
 */
export async function startPlane(folder: string, programs: Programs): Promise<Plane> {
  const [etcd = 0, peers = 0, server = 0] = await freePorts(3)
  const url = `https://127.0.0.1:${server}`
  const tokens = makeTokens()
  prepare(folder, tokens)
  const { start, check, halt } = pack(folder, programs.controlPlane)
  const stop = async () => {
    await halt()
    rmSync(folder, { recursive: true, force: true })
  }
  start('etcd', etcdFlags(folder, etcd, peers))
  start('kube-apiserver', serverFlags(folder, etcd, server))
  const place = join(folder, 'tls/apiserver.crt')
  try {
    await ready({ url, place, token: tokens.root, check })
  } catch (error) {
    await stop()
    throw error
  }
  const certificate = readFileSync(place, 'utf8')
  const kubeconfig = (account: Account) => {
    const file = join(folder, `${account}.kubeconfig`)
    writeFileSync(file, kubeconfigOf(url, certificate, tokens[account]), { mode: 0o600 })
    return file
  }
  start('kube-controller-manager', controllerFlags(folder, kubeconfig('controllers')))
  const startFlux = async () => {
    const [health = 0, metrics = 0] = await freePorts(2)
    const env = { RUNTIME_NAMESPACE: 'flux-system', KUBECONFIG: kubeconfig('flux'), TMPDIR: folder }
    start(programs.kustomizeController, fluxFlags(health, metrics), env)
  }
  const other: Plane['start'] = (program, account, args) =>
    start(program, args, { KUBECONFIG: kubeconfig(account), TMPDIR: folder })
  return {
    url,
    certificate,
    tokens,
    folder,
    startFlux,
    kubeconfig,
    start: other,
    check,
    halt,
    stop
  }
}

type Environment = Readonly<Record<string, string>>

/** Starts programs one by one, and stops them together in reverse order. */
function pack(folder: string, holder: string) {
  const running: Running[] = []
  return {
    start: (name: string, args: readonly string[], env: Environment = {}) => {
      const log = join(folder, `${basename(name)}.log`)
      const one = leash({ holder, args: [name, ...args], env, log })
      running.push(one)
      return async () => {
        running.splice(running.indexOf(one), 1)
        await one.stop()
      }
    },
    check: () => {
      for (const each of running) each.check()
    },
    halt: async () => {
      for (const each of running.splice(0).reverse()) await each.stop()
    }
  }
}

/** Writes keys and tokens, which are valid as long as the folder exists. */
function prepare(folder: string, tokens: Tokens): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'sec1', format: 'pem' }
  })
  writeFileSync(join(folder, 'accounts.pub'), publicKey)
  writeFileSync(join(folder, 'accounts.key'), privateKey, { mode: 0o600 })
  writeFileSync(join(folder, 'tokens.csv'), tokenFile(tokens), { mode: 0o600 })
}

/** Writes JSON, because every JSON document is YAML. */
function kubeconfigOf(server: string, certificate: string, token: string): string {
  const data = Buffer.from(certificate).toString('base64')
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'proof', cluster: { server, 'certificate-authority-data': data } }],
    users: [{ name: 'proof', user: { token } }],
    contexts: [{ name: 'proof', context: { cluster: 'proof', user: 'proof' } }],
    'current-context': 'proof'
  })
}
