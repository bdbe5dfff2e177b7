import { suggestCidr } from '../values/cidr.ts'

/** Guesses at what a malformed text was meant to be, best first. */
type Meant = (text: string) => readonly string[]

export const dashed: Meant = text => [trimmed(text.replace(/[^A-Za-z0-9_.-]+/g, '-'))]

export const slug: Meant = text => [trimmed(text.toLowerCase().replace(/[^a-z0-9]+/g, '-'))]

export const underscored: Meant = text => [text.replace(/[^A-Za-z0-9_]+/g, '_')]

/** From `Alice <alice@example.com>` and `mailto:` links. */
export const email: Meant = text =>
  text
    .replace(/^mailto:/, '')
    .split(/[\s<>()"',;]/)
    .filter(word => /.@./.test(word))

/** Keeps day and month in place if either could be the other. */
export const day: Meant = text => {
  const [, year, month, day] = /^(\d{4})[./-]?(\d{1,2})[./-]?(\d{1,2})(?:[T ].*)?$/.exec(text) ?? []
  if (year && month && day) return [dated(year, month, day)]
  const [, a = '', mark, b = '', last = ''] =
    /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text) ?? []
  if (mark === '.' || Number(a) > 12) return [dated(last, b, a)]
  return Number(b) > 12 ? [dated(last, a, b)] : []
}

/** `16GB` and `16 gib` probably mean `16Gi`. */
export const amount: Meant = text => {
  const plain = text.replace(/[\s_]/g, '').replace(',', '.')
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?|\.\d+)([a-z]*)$/i.exec(plain) ?? []
  const [, letter = ''] = /^([kmgtpe])i?b?$/i.exec(unit) ?? []
  if (letter !== '') return [`${number}${letter.toUpperCase()}i`]
  if (/^m(illi)?(cpu|cores?)$/i.test(unit)) return [`${number}m`]
  return /^(b|bytes|v?cpus?|cores?|gpus?)?$/i.test(unit) ? [number] : []
}

/** A path as the AWS console shows it, an ARN, or a star that is not needed. */
export const place: Meant = text => {
  const name = text
    .replace(/^arn:[^:]*:s3:::/, '')
    .replace(/^s3[an]?:\/+/i, '')
    .replace(/^https?:\/\/([^./]+)\.s3[^/]*\/?/, '$1/')
    .replace(/^https?:\/\/s3[^/]*\//, '')
    .replace(/\*$/, '')
  const [bucket = '', ...prefix] = name.split('/').filter(part => part !== '')
  return [
    `s3://${[bucket, ...prefix].join('/')}`,
    `s3://${[bucket.toLowerCase(), ...prefix].join('/')}`
  ]
}

export const range: Meant = text => [suggestCidr(text)].filter(found => found !== undefined)

export const folder: Meant = text => [
  `/${text
    .split('/')
    .filter(part => part !== '')
    .join('/')}`
]

export const host: Meant = text => [
  text
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/[:/].*$/, '')
]

export const https: Meant = text => [`https://${text.replace(/^[a-z]+:\/\//, '')}`]

export const digits: Meant = text => [text.replace(/[\s-]/g, '')]

export const lower: Meant = text => [text.toLowerCase()]

/** An availability zone is a region followed by a letter. */
export const region: Meant = text => [text.toLowerCase().replace(/(\d)[a-z]$/, '$1')]

export const issuer: Meant = text => [text.replace(/^https:\/\//, '').replace(/\/$/, '')]

export const bucket: Meant = text => [
  text
    .toLowerCase()
    .replace(/^s3:\/\//, '')
    .replace(/\/$/, '')
]

export const duration: Meant = text => {
  const [, number = '', unit = ''] = /^(\d+)\s*([a-z]+)$/i.exec(text) ?? []
  return unit.toLowerCase().startsWith('d')
    ? [`${Number(number) * 24}h`]
    : [`${number}${unit.charAt(0).toLowerCase()}`]
}

/** From links and mentions. */
export const github: Meant = text => [text.replace(/^(https:\/\/)?(github\.com\/|@)?/, '')]

/** With one colon missing, or in the form that a PersistentVolume uses. */
export const handle: Meant = text => [text.replace(/^efs:/, '').replace(/:[^:]*:|:/, '::')]

function trimmed(text: string): string {
  return text.replace(/^[-_.]+|(?<![-_.])[-_.]+$/g, '')
}

function dated(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
