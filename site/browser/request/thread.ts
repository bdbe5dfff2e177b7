import {
  type Answer,
  pageCompiler,
  type Request,
  type World
} from '../../../charts/compile-in-page.ts'

export type Answered = { readonly request: Request } & (
  | { readonly answer: Answer }
  | { readonly bug: string }
)

type Told = { readonly world: World } | { readonly request: Request }

/** The role of the script in a thread of its own. */
export function serve(): void {
  let compile: ReturnType<typeof pageCompiler> | undefined
  globalThis.onmessage = ({ data }: MessageEvent<Told>) => {
    if ('world' in data) compile = pageCompiler(data.world)
    else if (compile) globalThis.postMessage(answered(compile, data.request))
  }
}

function answered(compile: ReturnType<typeof pageCompiler>, request: Request): Answered {
  try {
    return { request, answer: compile(request) }
  } catch (error) {
    return { request, bug: error instanceof Error ? error.message : String(error) }
  }
}

/** Asks the compiler. Only the last request is answered, because a person goes on typing. */
type Ask = (request: Request) => void

/** The compiler in a thread of its own, or where a browser has none, in this one. */
export function compilerIn(world: World, answer: (answered: Answered) => void): Ask {
  const thread = threadOf()
  if (!thread) return inThisThread(world, answer)
  let isBusy = false
  let waiting: Request | undefined
  const send = (request: Request) => {
    isBusy = true
    thread.postMessage({ request })
  }
  thread.onmessage = ({ data }: MessageEvent<Answered>) => {
    isBusy = false
    const next = waiting
    waiting = undefined
    if (next) send(next)
    else answer(data)
  }
  thread.postMessage({ world })
  return request => {
    if (isBusy) waiting = request
    else send(request)
  }
}

/** The function that the script is, as its text. */
const own = (globalThis as { readonly tenantryRequest?: () => void }).tenantryRequest

function threadOf(): Worker | undefined {
  const text = `globalThis.tenantryRequest=${String(own)};tenantryRequest()`
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  try {
    return new Worker(url)
  } catch {
    return undefined
  }
}

function inThisThread(world: World, answer: (answered: Answered) => void): Ask {
  const compile = pageCompiler(world)
  let timer: ReturnType<typeof setTimeout> | undefined
  return request => {
    clearTimeout(timer)
    timer = setTimeout(() => answer(answered(compile, request)))
  }
}
