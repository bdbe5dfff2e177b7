/** The flags of both commands that say for when the answer is, and in which form. */
export const answerFlags = {
  at: {
    value: '<ref>',
    about: 'as it was in this commit or branch; by default as the files are now'
  },
  format: { value: '<format>', about: 'human (the default) or json, which `schemas/` describes' }
}

/** A name that nobody has is a mistake of what was asked, not of the call. */
export function refuse(mistake: string): void {
  process.stderr.write(`error: ${mistake}\n`)
  process.exitCode = 1
}
