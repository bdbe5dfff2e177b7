import type { Schema } from '../schemas/schema.ts'
import { fileOf } from '../schemas/whole-object.ts'
import { admission } from './admission.ts'
import { checkOf } from './check-schema.ts'
import { type Check, every } from './fault.ts'
import { fields } from './value.ts'

/** An object that the API server would reject, which is our bug, whatever the tenants wrote. */
interface Problem {
  /** Such as `RoleBinding fraud/namespaceAdmin`. */
  readonly object: string
  /** A JSON pointer to the first invalid value. */
  readonly path: string
  readonly message: string
}

/** Reads a file of `schemas/objects/`; called once per kind. */
export type SchemaSet = (file: string) => Schema | undefined

/** Checks objects against the schemas of their kinds and against the cluster's other checks. */
export function verifyWith(schemas: SchemaSet): (objects: Iterable<unknown>) => Problem[] {
  const checks = new Map<string, Check>()
  const checkOf = (apiVersion: string, kind: string): Check => {
    const id = `${apiVersion}/${kind}`
    const file = checks.has(id) ? '' : fileOf(apiVersion, kind)
    const check = checks.get(id) ?? read(file, schemas(file))
    checks.set(id, check)
    return check
  }
  return objects => {
    const problems: Problem[] = []
    for (const object of objects) {
      const { apiVersion, kind } = fields(object)
      const fault = checkOf(String(apiVersion), String(kind))(object)
      if (fault) problems.push({ object: nameOf(object), ...fault })
    }
    return problems
  }
}

function read(file: string, schema: Schema | undefined): Check {
  if (!schema) return () => ({ path: '', message: `has no schema: ${file}` })
  return every([checkOf(schema), admission(file)])
}

function nameOf(object: unknown): string {
  const { kind, metadata } = fields(object)
  const { namespace, name } = fields(metadata)
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

/** The message of the error that is thrown. */
export function bugText(problems: readonly Problem[]): string {
  const lines = problems.map(({ object, path, message }) => {
    return ['bug:', `${object}:`, path, message].filter(word => word !== '').join(' ')
  })
  return lines.join('\n')
}
