import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/source.ts'

/** Without an anchor it was most likely meant as text, such as a pattern. */
export function alias(at: Span, anchor?: Span): Diagnostic {
  const name = textOf(at)
  if (!anchor) {
    return {
      code: 'forbidden-yaml',
      message: `\`${name}\` without quotes is an alias in YAML, not text`,
      at,
      help: `put it in quotes: \`"${name}"\``
    }
  }
  return {
    code: 'forbidden-yaml',
    message: `alias \`${name}\` stands for what is written elsewhere`,
    at,
    related: [{ message: `\`${name}\` means this`, at: anchor }],
    help: `write the value itself, and delete \`${textOf(anchor)}\``
  }
}

export function anchor(at: Span): Diagnostic {
  return {
    code: 'forbidden-yaml',
    message: `anchor \`${textOf(at)}\` names a value, and nothing uses the name`,
    at,
    help: 'delete it; text that begins with `&` goes in quotes'
  }
}

export function tag(at: Span): Diagnostic {
  return {
    code: 'forbidden-yaml',
    message: `tag \`${textOf(at)}\` changes what a value means`,
    at,
    help: 'delete it; text that begins with `!` goes in quotes'
  }
}

export function directive(at: Span): Diagnostic {
  return {
    code: 'forbidden-yaml',
    message: `\`${textOf(at)}\` is an instruction to the YAML parser`,
    at,
    help: 'delete the line'
  }
}

function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end)
}
