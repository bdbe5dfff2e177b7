import { loadAll, YAMLException } from 'js-yaml'

/** The objects of a file that was generated; nothing if somebody broke it. */
export function load(text: string): readonly unknown[] {
  try {
    return loadAll(text)
  } catch (error) {
    if (error instanceof YAMLException) return []
    throw error
  }
}
