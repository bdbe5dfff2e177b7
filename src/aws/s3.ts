import { matches, matchesPath } from '../values/glob.ts'

/** A folder in S3: everything below `prefix/`, or the whole bucket if the prefix is empty. */
export interface Place {
  readonly bucket: string
  /** Has no slash at either end. */
  readonly prefix: string
}

const labels = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/
/** AWS reserves these for aliases, other types of bucket, and its own examples. */
const reserved = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/
/**
 * The characters that S3 calls safe, plus `= @ : , +`. IAM treats `* ? $` specially, and spaces break
 * most tools.
 */
const segment = /^[A-Za-z0-9!_.'()=@:,+-]+$/

/** Whether S3 accepts this as the name of a bucket. */
export function isBucket(name: string): boolean {
  const address = /^\d+\.\d+\.\d+\.\d+$/.test(name)
  const sized = name.length >= 3 && name.length <= 63
  return sized && labels.test(name) && !address && !reserved.test(name)
}

/** Parses `s3://bucket/prefix`; a trailing slash makes no difference. */
export function parseS3Url(text: string): Place | undefined {
  const parts = split(text)
  if (!parts || !isBucket(parts.bucket)) return undefined
  const segments = parts.prefix === '' ? [] : parts.prefix.split('/')
  // S3 takes a segment of dots literally, but some clients resolve it as a relative path.
  const plain = segments.every(name => segment.test(name) && !name.includes('..') && name !== '.')
  return plain && parts.prefix.length <= 900 ? parts : undefined
}

/** The inverse of parsing, in canonical form. */
export function formatS3Url({ bucket, prefix }: Place): string {
  return prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`
}

/** An ARN of S3 as the URL that people write, such as `s3://landing/fraud/*`; any other ARN stays as it is. */
export function urlOfArn(arn: string): string {
  return arn.replace(/^arn:[a-z-]+:s3:::/, 's3://')
}

/** Whether the text is a URL that may contain `*` and `{tenant}`. */
export function isS3Pattern(text: string): boolean {
  const parts = split(text.replaceAll('{tenant}', 'tenant').replaceAll('*', 'x'))
  const bucket = /^[a-z0-9.-]+$/.test(parts?.bucket ?? '')
  return bucket && parseS3Url(`s3://bucket/${parts?.prefix}`) !== undefined
}

/**
 * Whether a pattern, with `{tenant}` already replaced, covers everything in the place. A star in the
 * bucket's name does not match a slash. A pattern covers everything below it and nothing next to it:
 * `s3://shared/fraud` covers neither `s3://shared/fraud-secrets` nor its parent.
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
