import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The language server behind the YAML extensions of editors, with the same requests.
const server = spawn('node', [
  'node_modules/yaml-language-server/bin/yaml-language-server',
  '--stdio'
])
const root = pathToFileURL(`${process.cwd()}/`).href
const waiting = new Map<string, (message: Message) => void>()
let ids = 0

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: { readonly uri: string; readonly diagnostics: readonly Problem[] }
  readonly result?: unknown
}

interface Problem {
  readonly message: string
  readonly range: { readonly start: { readonly line: number; readonly character: number } }
}

function send(message: object): void {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message })
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
}

function answer(key: string): Promise<Message> {
  return new Promise(resolve => waiting.set(key, resolve))
}

async function request(method: string, params: object): Promise<unknown> {
  const id = ++ids
  send({ id, method, params })
  return (await answer(String(id))).result
}

function receive(message: Message): void {
  const { id, method, params } = message
  // The server asks for its settings again; it already has them all.
  if (id !== undefined && method !== undefined) send({ id, result: [{}, {}, {}, {}, {}] })
  const key = method === 'textDocument/publishDiagnostics' ? params?.uri : method ? '' : String(id)
  waiting.get(key ?? '')?.(message)
}

function listen(): void {
  let buffer = Buffer.alloc(0)
  server.stdout.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk])
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n')
      const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, head).toString())?.[1])
      const end = head + 4 + length
      if (head === -1 || buffer.length < end) return
      receive(JSON.parse(buffer.subarray(head + 4, end).toString()))
      buffer = buffer.subarray(end)
    }
  })
}

/** Opens a file as an editor would, and resolves to the reported problems. */
async function open(path: string, text: string): Promise<readonly Problem[]> {
  const uri = new URL(path, root).href
  const diagnostics = answer(uri)
  const textDocument = { uri, languageId: 'yaml', version: 1, text }
  send({ method: 'textDocument/didOpen', params: { textDocument } })
  return (await diagnostics).params?.diagnostics ?? []
}

function at(path: string, line: number, character: number): object {
  return { textDocument: { uri: new URL(path, root).href }, position: { line, character } }
}

beforeAll(async () => {
  listen()
  await request('initialize', {
    processId: process.pid,
    rootUri: root,
    capabilities: {
      textDocument: { hover: {}, completion: { completionItem: { snippetSupport: true } } }
    }
  })
  send({ method: 'initialized', params: {} })
  const yaml = { validate: true, hover: true, completion: true, schemaStore: { enable: false } }
  send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } })
})

afterAll(async () => {
  server.kill()
  await once(server, 'exit')
})

const modeline = '# yaml-language-server: $schema=../schemas/tenant.json'

test('a valid file has no problems', async () => {
  const lines = [
    'owner: alice@example.com',
    'members:',
    '  - user: bob@example.com',
    '    role: edit',
    'quota: {preset: medium, gpu: 2}',
    'clusters: {production: , staging: {quota: small}}'
  ]
  expect(await open('tenants/good.yaml', [modeline, ...lines, ''].join('\n'))).toEqual([])
})

test('every mistake in a broken file is reported at its place', async () => {
  const lines = [
    'ownr: alice@example.com',
    'members:',
    '  - user: bob@example.com',
    '    group: all',
    '    role: edit',
    '    until: tomorrow',
    'state: asleep',
    'volumes: none'
  ]
  const problems = await open('tenants/broken.yaml', [modeline, ...lines, ''].join('\n'))
  const told = problems.map(
    ({ message, range: { start } }) => `${start.line}:${start.character} ${message}`
  )
  expect(told.sort()).toEqual([
    '1:0 Missing property "owner".',
    '1:0 Property ownr is not allowed.',
    '3:4 Property user is not allowed.',
    '4:4 Property group is not allowed.',
    '6:11 Not a calendar date such as `2027-03-31`.',
    '7:7 Value is not accepted. Valid values: "active", "suspended", "released".',
    '8:9 Incorrect type. Expected "array".'
  ])
})

test('the field under the cursor is explained', async () => {
  await open('tenants/hover.yaml', `${modeline}\nowner: alice@example.com\n`)
  const hover = await request('textDocument/hover', at('tenants/hover.yaml', 1, 2))
  expect(hover).toMatchObject({
    contents: { value: expect.stringContaining('who answers for the tenant') }
  })
})

test.each([
  ['on a new line', [2, 0], ['template', 'quota', 'clusters']],
  ['in a list', [4, 4], ['user', 'group', 'role', 'until']],
  ['after a colon', [5, 7], ['active', 'suspended', 'released']]
])('%s the editor suggests valid values', async (_, [line = 0, character = 0], labels) => {
  const path = `tenants/complete-${line}.yaml`
  await open(path, `${modeline}\nowner: alice@example.com\n\nmembers:\n  - \nstate: \n`)
  const { items } = (await request('textDocument/completion', at(path, line, character))) as {
    readonly items: readonly { readonly label: string }[]
  }
  expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(labels))
})
