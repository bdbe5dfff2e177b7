import { existsSync, readFileSync } from 'node:fs'
import { get } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'

interface Server {
  readonly url: string
  /** The path of the certificate, which the server generates on start. */
  readonly place: string
  readonly token: string
  readonly check: () => void
}

const patience = 120_000

/** Waits until the API server reports that it is ready. */
export async function ready({ url, place, token, check }: Server): Promise<void> {
  const end = Date.now() + patience
  while (
    !(existsSync(place) && (await says(`${url}/readyz`, readFileSync(place, 'utf8'), token)))
  ) {
    check()
    if (end < Date.now()) throw new Error(`the API server was not ready in ${patience / 1000} s`)
    await sleep(100)
  }
}

function says(url: string, ca: string, token: string): Promise<boolean> {
  return new Promise(resolve => {
    const request = get(url, { ca, headers: { authorization: `Bearer ${token}` } }, answer => {
      answer.resume().on('end', () => resolve(answer.statusCode === 200))
    })
    request.on('error', () => resolve(false))
  })
}
