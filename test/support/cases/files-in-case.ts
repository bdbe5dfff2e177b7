import { type Files, type RawFile, readTree } from '../../../src/files/disk.ts'
import { linesOf } from '../touched-in-case.ts'

const platform = readTree('test', ['platform'])

/** The files of a case, with those of the platform that it does not replace or remove. */
export function filesInCase(folder: string): Files {
  const files = new Map(expanded(new Map([...platform, ...readTree(folder)])))
  for (const path of linesOf(folder, 'removed.txt')) files.delete(path)
  return files
}

/** Files in which `"team-{1..3}"` stands for `team-1, team-2, team-3`, because long lists say nothing. */
function expanded(files: Files): Files {
  const [decoder, encoder] = [new TextDecoder(), new TextEncoder()]
  return new Map(
    [...files].map(([path, file]): [string, RawFile] => {
      if (file.kind !== 'file') return [path, file]
      const text = decoder.decode(file.bytes)
      const long = text.replace(/"([a-z-]+)\{1\.\.(\d+)\}"/g, (_, name: string, count: string) =>
        Array.from({ length: Number(count) }, (_, at) => `${name}${at + 1}`).join(', ')
      )
      return [path, long === text ? file : { kind: 'file', bytes: encoder.encode(long) }]
    })
  )
}
