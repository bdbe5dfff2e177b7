import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: unknown
}

/** A server on loopback in place of a forge: it remembers what it was asked, and answers what a test wants. */
export async function startForge(answer: (asked: Asked) => unknown) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', part => parts.push(part))
    request.on('end', () => {
      const text = Buffer.concat(parts).toString('utf8')
      const { method, url, headers } = request
      const one = { method, url, headers, body: text === '' ? undefined : JSON.parse(text) }
      asked.push(one)
      const content = answer(one)
      response.statusCode = content === undefined ? 404 : 200
      response.end(JSON.stringify(content ?? {}))
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() }
}
