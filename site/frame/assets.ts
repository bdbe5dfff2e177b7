/** What was built from files that are no TypeScript, or are for a browser. */
export interface Assets {
  readonly style: Style
  /** By name, such as `catalogue`. */
  readonly scripts: Readonly<Record<string, string>>
  /** The script of the page "Request a place", with the whole compiler in it. */
  readonly request: string
}

export interface Style {
  readonly text: string
  /** SHA-256 in base64, by which a page that holds the style allows it. */
  readonly hash: string
}
