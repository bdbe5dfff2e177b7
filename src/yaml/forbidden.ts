import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/source.ts'

/** Without an anchor, it was probably meant as text, such as a pattern. */
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
    message: `alias \`${name}\` stands for a value that is written elsewhere`,
    at,
    related: [{ message: `\`${name}\` means this`, at: anchor }],
    help: `write the value itself, and delete \`${textOf(anchor)}\``
  }
}

export function anchor(at: Span): Diagnostic {
  return {
    code: 'forbidden-yaml',
    message: `anchor \`${textOf(at)}\` names a value, but nothing uses the name`,
    at,
    help: 'delete it, or put text that starts with `&` in quotes'
  }
}

export function tag(at: Span): Diagnostic {
  return {
    code: 'forbidden-yaml',
    message: `tag \`${textOf(at)}\` changes what a value means`,
    at,
    help: 'delete it, or put text that starts with `!` in quotes'
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

export function duplicateKey(name: string, at: Span, first: Span): Diagnostic {
  return {
    code: 'duplicate-key',
    message: `\`${name}\` is written twice`,
    at,
    related: [{ message: 'first written here', at: first }],
    help: 'keep one of the two'
  }
}

export function mergeKey(at: Span): Diagnostic {
  return {
    code: 'forbidden-yaml',
    message: 'merge key `<<` adds fields that are written elsewhere',
    at,
    help: 'write the fields here; what tenants share belongs in a template of `platform/common.yaml`'
  }
}

/** A list or map in the place of a key, usually because of `{{`. */
export function complexKey(at: Span): Diagnostic {
  const { text } = at.source
  const [start, end] = [at.start - 1, at.end + 1]
  if (text.startsWith('{{', start) && text.startsWith('}}', end - 2)) {
    return {
      code: 'forbidden-yaml',
      message: `\`${text.slice(start, end)}\` is not filled in here`,
      at: { ...at, start, end },
      help: 'write the value itself, or put it in quotes if you mean the braces'
    }
  }
  return {
    code: 'forbidden-yaml',
    message: 'expected the name of a field, found a list or map',
    at,
    help: 'write a field as `name: value`, and text with brackets or braces in quotes'
  }
}

export function missingKey(at: Span): Diagnostic {
  return {
    code: 'invalid-yaml',
    message: 'this value has no name before its `:`',
    at,
    help: 'write a field as `name: value`'
  }
}

function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end)
}
