import type { Model } from '../../model/model.ts'
import { orList } from '../../text/prose.ts'

/** The files in which people, groups and teams can be written, for messages. */
export function directoryNames({ directories }: Pick<Model, 'directories'>): string {
  return orList(directories.map(({ root }) => root.source.path))
}
