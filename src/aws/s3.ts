import { matches, matchesPath } from '../values/glob.ts'

/** A folder in S3: everything below `prefix/`, or the whole bucket when the prefix is empty. */
export interface Place {
  readonly bucket: string
  /** Without a slash at its ends. */
  readonly prefix: string
}

const labels = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/
/** AWS keeps these for aliases, other kinds of bucket, and its own examples. */
const reserved = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/
/** What S3 calls safe, and `= @ : , +`. `* ? $` mean something to IAM, and spaces to all else. */
const segment = /^[A-Za-z0-9!_.'()=@:,+-]+$/

/** Whether S3 lets a bucket have that name. */
export function isBucket(name: string): boolean {
  const address = /^\d+\.\d+\.\d+\.\d+$/.test(name)
  const sized = name.length >= 3 && name.length <= 63
  return sized && labels.test(name) && !address && !reserved.test(name)
}

/** The place that `s3://bucket/prefix` names; a slash at the end changes nothing. */
export function parseS3Url(text: string): Place | undefined {
  const parts = split(text)
  if (!parts || !isBucket(parts.bucket)) return undefined
  const segments = parts.prefix === '' ? [] : parts.prefix.split('/')
  // A segment of dots would be one thing to S3 and another to a client that tidies paths up.
  const plain = segments.every(name => segment.test(name) && !name.includes('..') && name !== '.')
  return plain && parts.prefix.length <= 900 ? parts : undefined
}

/** The way back; what was parsed is printed in one form. */
export function formatS3Url({ bucket, prefix }: Place): string {
  return prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`
}

/** Whether the text is a pattern of places: a URL that may hold `*` and `{tenant}`. */
export function isS3Pattern(text: string): boolean {
  const parts = split(text.replaceAll('{tenant}', 'tenant').replaceAll('*', 'x'))
  const bucket = /^[a-z0-9.-]+$/.test(parts?.bucket ?? '')
  return bucket && parseS3Url(`s3://bucket/${parts?.prefix}`) !== undefined
}

/**
 * Whether everything in the place is in what the pattern names, `{tenant}` already replaced. A star
 * in the bucket's name stops at the slash. What the pattern names it names with all below, and
 * nothing beside: `s3://shared/fraud` is neither `s3://shared/fraud-secrets` nor its parent.
 */
export function covers(pattern: string, place: Place): boolean {
  const parts = split(pattern)
  if (!parts || !matches(parts.bucket, place.bucket)) return false
  return parts.prefix === '' || matchesPath(parts.prefix, place.prefix)
}

function split(text: string): Place | undefined {
  const match = /^s3:\/\/([^/]+)(?!.*\/\/)(?:\/(.*))?$/s.exec(text)
  const [, bucket, prefix = ''] = match ?? []
  return bucket === undefined ? undefined : { bucket, prefix: prefix.replace(/\/$/, '') }
}
