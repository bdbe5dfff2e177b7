/** The settings of oauth2-proxy: as much of TOML as it is written in. */
export function settingsOf(text: string): Readonly<Record<string, unknown>> {
  const lines = text.replace(/^\s*#.*$/gm, '')
  const values = [...lines.matchAll(/^(\w+) *= *(\[[^\]]*\]|.+)$/gm)].map(([, name, value]) => {
    return [name, JSON.parse(String(value).replace(/,\s*\]$/, ']'))] as const
  })
  return Object.fromEntries(values)
}
