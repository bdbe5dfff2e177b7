import { access } from './access-checks.ts'
import { amounts } from './amount.ts'
import { ask, at, type Check, every } from './fault.ts'
import { network } from './network-checks.ts'
import { pods } from './pod.ts'
import { fields } from './value.ts'

const annotations = ask('must be smaller than 256 KiB', value => isWithin(256, fields(value)))

const data = ask('must be smaller than 1 MiB', value => {
  const { data, binaryData } = fields(value)
  return isWithin(1024, { ...fields(data), ...fields(binaryData) })
})

const always = at('metadata/annotations', annotations)

const own: Readonly<Record<string, Check>> = {
  ...access,
  ...amounts,
  ...network,
  ...pods,
  'v1/configmap': data
}

/** Checks that the cluster makes beyond the schema, for one kind's schema file. */
export function admission(file: string): Check {
  const check = own[file.slice(0, file.lastIndexOf('_'))]
  return check ? every([always, check]) : always
}

/** A UTF-16 unit needs at most three bytes, so short texts need not be counted. */
function isWithin(kibibytes: number, map: object): boolean {
  let units = 0
  for (const [name, value] of Object.entries(map)) units += name.length + String(value).length
  const text = 3 * units > kibibytes * 1024 ? Object.entries(map).flat().join('') : ''
  return text === '' || new TextEncoder().encode(text).length <= kibibytes * 1024
}
