import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a resource, or a block in it, takes. */
export interface Taken {
  readonly needs: readonly string[]
  readonly may: readonly string[]
  readonly blocks: Readonly<Record<string, Taken>>
}

interface Field {
  readonly name: string
  readonly isNeeded: boolean
  readonly type: string
}

/** Reads one resource, such as `aws_vpc` or `data.aws_vpc`, out of the folder of the package. */
export function extract(lib: string, kind: string): Taken {
  const folder = kind
    .replace(/^data\.aws_/, 'data_aws_')
    .replace(/^aws_/, '')
    .replaceAll('_', '-')
  const text = readFileSync(join(lib, folder, 'index.d.ts'), 'utf8')
  const interfaces = new Map(
    [...text.matchAll(/^export interface (\w+)[^{]*\{\n(.*?)^\}/gms)].map(
      ([, name = '', body = '']) => [name, fieldsOf(body)] as const
    )
  )
  const [config = ''] = [...interfaces.keys()].filter(name => name.endsWith('Config'))
  return takenBy(config, interfaces)
}

/** Each field follows a comment that links to the provider's page about it. */
function fieldsOf(body: string): Field[] {
  const field = /\{@link \S+#(\w+) [^}]+\}(?:(?!\{@link).)*?readonly \w+(\??): ([\w.{]+)/gs
  return [...body.matchAll(field)].map(([, name = '', mark, type = '']) => {
    return { name, isNeeded: mark === '', type }
  })
}

function takenBy(name: string, interfaces: ReadonlyMap<string, readonly Field[]>): Taken {
  const fields = interfaces.get(name) ?? []
  const inner = fields.filter(({ type }) => interfaces.has(type))
  const names = (isNeeded: boolean) => {
    return fields
      .filter(field => field.isNeeded === isNeeded)
      .map(({ name }) => name)
      .sort()
  }
  const blocks = inner.map(({ name, type }) => [name, takenBy(type, interfaces)] as const)
  return { needs: names(true), may: names(false), blocks: Object.fromEntries(blocks) }
}
