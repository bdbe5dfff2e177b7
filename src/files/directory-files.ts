/** The one file of the directory, or the part of it that people write beside several sources. */
export const directoryPath = 'platform/directory.yaml'

/** The part of the directory that comes from one source, such as `ldap`. */
export function sourcePath(source: string): string {
  return `platform/directory/${source}.yaml`
}

/** Whether a file is a part of the directory. */
export function isDirectory(path: string): boolean {
  return path === directoryPath || /^platform\/directory\/[^/]+\.yaml$/.test(path)
}
