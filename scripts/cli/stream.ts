interface Terminal {
  readonly color: boolean
  /** In cells. Lines are never cut where the output is not a terminal. */
  readonly width: number
}

interface Stream {
  readonly isTTY?: boolean
  readonly columns?: number
}

const usual = 80

/** What a stream can show; no-color.org defines which of the three settings wins. */
export function terminal(
  stream: Stream,
  env: Readonly<Record<string, string | undefined>>
): Terminal {
  // A terminal that does not know its width says 0.
  return { color: colorful(stream, env), width: stream.isTTY ? stream.columns || usual : Infinity }
}

function colorful(stream: Stream, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR)
  return stream.isTTY === true && env.TERM !== 'dumb'
}
