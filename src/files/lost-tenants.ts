import { suggest } from '../text/suggest.ts'
import { isOfAll } from './file-names.ts'

/** Whether a folder at the top was probably meant to be `tenants`. */
export function isSimilar(folder: string): boolean {
  const near = suggest(folder.toLowerCase(), ['tenants', 'tenant', 'teams', 'team'])
  return folder !== 'tenants' && near !== undefined
}

/** Other programs have files with an owner too, but those say which kind of file they are. */
export function isTenant(path: string, text: string): boolean {
  // One file with all tenants has their owners further in.
  const owner = isOfAll(path) ? /^[- ]*owner: *["']?[^\s@]+@/m : /^owner: *["']?[^\s@]+@/m
  return owner.test(text) && !/^(apiVersion|kind|version):/m.test(text)
}
