import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Span } from '../diagnostics/source.ts'

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

/** A list or map where a name belongs; `{{` is how most of them come about. */
export function complexKey(at: Span): Diagnostic {
  const { text } = at.source
  const [start, end] = [at.start - 1, at.end + 1]
  if (text.startsWith('{{', start) && text.startsWith('}}', end - 2)) {
    return {
      code: 'forbidden-yaml',
      message: `nothing fills in \`${text.slice(start, end)}\` here`,
      at: { ...at, start, end },
      help: 'write the value itself; if the braces are meant, put it in quotes'
    }
  }
  return {
    code: 'forbidden-yaml',
    message: 'a list or map stands where the name of a field belongs',
    at,
    help: 'write a field as `name: value`, and text with brackets or braces in quotes'
  }
}

export function missingKey(at: Span): Diagnostic {
  return {
    code: 'invalid-yaml',
    message: 'a value has no name before its `:`',
    at,
    help: 'write a field as `name: value`'
  }
}
