import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: {
    readonly uri: string
    readonly diagnostics: readonly Problem[]
    readonly items: readonly { readonly section: string }[]
  }
  readonly result?: unknown
}

interface Problem {
  readonly message: string
  readonly range: { readonly start: { readonly line: number; readonly character: number } }
}

type Position = readonly [line: number, character: number]

/** An editor that has opened a folder. */
export interface Editor {
  /** Opens a file or changes its text, and resolves to the problems that the editor shows, as `line:character message`. */
  readonly open: (path: string, text: string) => Promise<readonly string[]>
  /** What it offers at a place of an open file. */
  readonly complete: (path: string, at: Position) => Promise<readonly string[]>
  /** What it shows when the pointer is there. */
  readonly hover: (path: string, at: Position) => Promise<string>
  readonly close: () => Promise<void>
}

/** Starts the language server for a folder, with an editor's settings about YAML. */
export async function editorFor(root: string, settings: object = {}): Promise<Editor> {
  const usual = { validate: true, hover: true, completion: true, schemaStore: { enable: false } }
  const { request, notify, published, close } = connect({ ...usual, ...settings })
  const versions = new Map<string, number>()
  const base = pathToFileURL(join(root, '/'))
  const at = (path: string, [line, character]: Position) => {
    return { textDocument: { uri: new URL(path, base).href }, position: { line, character } }
  }
  await request('initialize', {
    processId: process.pid,
    rootUri: base.href,
    workspaceFolders: [{ uri: base.href, name: 'it' }],
    capabilities: {
      textDocument: { hover: {}, completion: { completionItem: { snippetSupport: true } } }
    }
  })
  notify('initialized', {})
  notify('workspace/didChangeConfiguration', { settings: { yaml: { ...usual, ...settings } } })
  return {
    open: async (path, text) => {
      const uri = new URL(path, base).href
      const told = published(uri)
      const version = (versions.get(uri) ?? 0) + 1
      versions.set(uri, version)
      const textDocument = { uri, languageId: 'yaml', version, text }
      if (version === 1) notify('textDocument/didOpen', { textDocument })
      else notify('textDocument/didChange', { textDocument, contentChanges: [{ text }] })
      return (await told).map(shown).sort()
    },
    complete: async (path, place) => {
      const answer = await request('textDocument/completion', at(path, place))
      const { items } = answer as { readonly items: readonly { readonly label: string }[] }
      return items.map(({ label }) => label)
    },
    hover: async (path, place) => {
      const answer = await request('textDocument/hover', at(path, place))
      return (
        (answer as { readonly contents: { readonly value: string } } | null)?.contents.value ?? ''
      )
    },
    close
  }
}

function shown({ message, range: { start } }: Problem): string {
  return `${start.line}:${start.character} ${message}`
}

/** Speaks the protocol with a new process. */
function connect(yaml: object) {
  const server = spawn(process.execPath, [
    'node_modules/yaml-language-server/bin/yaml-language-server',
    '--stdio'
  ])
  const waiting = new Map<string, (message: Message) => void>()
  const send = (message: object) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message })
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`)
  }
  const answer = (key: string) => {
    return new Promise<Message>(resolve => waiting.set(key, resolve))
  }
  const receive = (message: Message) => {
    const { id, method, params } = message
    if (id !== undefined && method !== undefined) {
      const result = params?.items?.map(({ section }) => (section === 'yaml' ? yaml : {}))
      send({ id, result: result ?? null })
    }
    const isProblems = method === 'textDocument/publishDiagnostics'
    waiting.get((isProblems ? params?.uri : method ? '' : String(id)) ?? '')?.(message)
  }
  listen(server.stdout, receive)
  let ids = 0
  return {
    notify: (method: string, params: object) => send({ method, params }),
    request: async (method: string, params: object) => {
      const id = ++ids
      send({ id, method, params })
      return (await answer(String(id))).result
    },
    published: async (uri: string) => (await answer(uri)).params?.diagnostics ?? [],
    close: async () => {
      server.kill()
      await once(server, 'exit')
    }
  }
}

function listen(stream: NodeJS.ReadableStream, receive: (message: Message) => void): void {
  let buffer = Buffer.alloc(0)
  stream.on('data', (chunk: Buffer) => {
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
