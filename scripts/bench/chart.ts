import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dump } from '../../src/yaml/dump.ts'
import type { Thing } from './compare-objects.ts'
import { type Leaf, replaced, type Varying } from './varying-values.ts'

/** The values of one tenant, by their names in the template. */
type Values = Readonly<Record<string, Leaf>>

/**
 * Writes a Helm chart that turns a list of tenants into the objects that we render; returns each
 * tenant's values.
 */
export function writeChart(
  folder: string,
  objects: readonly Thing[],
  all: readonly Varying[]
): Values[] {
  const names = namesOf(all)
  const marks = new Map(all.map(one => [placeOf(one.at, one.path), `@@${names.get(keyOf(one))}@@`]))
  const marked = objects.map((object, at) => replaced(object, path => marks.get(placeOf(at, path))))
  // Helm would read the placeholders of Argo Workflows as its own templates.
  const text = dump(marked as object[]).replaceAll('{{', '{{ "{{" }}')
  const filled = text.replace(/'?@@(\w+)@@'?/g, '{{ .$1 | toJson }}')
  mkdirSync(join(folder, 'templates'), { recursive: true })
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: tenants\nversion: 0.1.0\n')
  const template = `{{- range .Values.tenants }}\n---\n${filled}\n{{- end }}\n`
  writeFileSync(join(folder, 'templates/tenants.yaml'), template)
  const tenants = all[0]?.values ?? []
  return tenants.map((_, tenant) =>
    Object.fromEntries(all.map(one => [names.get(keyOf(one)) ?? '', one.values[tenant] ?? '']))
  )
}

export function writeValues(file: string, tenants: readonly Values[]): void {
  writeFileSync(file, `${dump([{ tenants }])}\n`)
}

/** Gives one name to all places where the value always agrees, such as the tenant's name. */
function namesOf(all: readonly Varying[]): ReadonlyMap<string, string> {
  const keys = [...new Set(all.map(keyOf))]
  return new Map(keys.map((key, at) => [key, `v${at}`]))
}

function keyOf({ values }: Varying): string {
  return JSON.stringify(values)
}

function placeOf(at: number, path: Varying['path']): string {
  return JSON.stringify([at, ...path])
}
