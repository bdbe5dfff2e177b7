import type { Diagnostic } from './diagnostic.ts'
import type { Span } from './source.ts'

/** With its anchor, or without one: then it was most likely meant as text, such as a pattern. */
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
    related: [{ message: 'it stands for this', at: anchor }],
    help: `write the value itself, and delete \`${textOf(anchor)}\``
  }
}

export function anchor(at: Span): Diagnostic {
  return {
    code: 'forbidden-yaml',
    message: `anchor \`${textOf(at)}\` gives a value a name, and nothing uses it`,
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

export function mergeKey(at: Span): Diagnostic {
  return {
    code: 'forbidden-yaml',
    message: 'merge key `<<` adds fields that are written elsewhere',
    at,
    help: 'write the fields here; what many tenants share belongs in a template of `platform/common.yaml`'
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

/** A list or map where a field's name belongs; `{{` is how most of them come about. */
export function complexKey(at: Span): Diagnostic {
  const { text } = at.source
  const isTemplate = text[at.start - 1] === '{' && text[at.start] === '{'
  return {
    code: 'forbidden-yaml',
    message: isTemplate ? 'nothing fills in `{{ }}` here' : 'a list or map is no name of a field',
    at: isTemplate ? { ...at, start: at.start - 1, end: at.end + 1 } : at,
    help: isTemplate
      ? 'write the value itself; if the braces are meant, put it in quotes'
      : 'write a field as `name: value`, and text with brackets or braces in quotes'
  }
}

function textOf({ source, start, end }: Span): string {
  return source.text.slice(start, end)
}
