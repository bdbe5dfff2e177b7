/** Parses the settings of oauth2-proxy, which use only a small part of TOML. */
export function settingsOf(text: string): Readonly<Record<string, unknown>> {
  const lines = text.replace(/^\s*#.*$/gm, '')
  const values = [...lines.matchAll(/^(\w+) *= *(\[[^\]]*\]|.+)$/gm)].map(([, name, value]) => {
    return [name, JSON.parse(String(value).replace(/,\s*\]$/, ']'))] as const
  })
  return Object.fromEntries(values)
}
