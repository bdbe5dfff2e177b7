import type { World } from '../../charts/compile-in-page.ts'
import type { Source } from '../../src/diagnostics/source.ts'
import type { Assets } from '../frame/assets.ts'
import { dataFile, type Frame, framed, scriptPath } from '../frame/frame.ts'
import type { Known } from './page-data.ts'
import { dataNames, requestPage } from './request-page.ts'

/** What the page "Request a place" works with. */
export interface RequestGround {
  readonly known: Known
  readonly schemas: World['schemas']
}

/** The page and what it loads, but the style. */
export function requestFiles(
  { known, schemas }: RequestGround,
  { request }: Pick<Assets, 'request'>,
  frame: Frame
): readonly Source[] {
  return [
    { path: scriptPath('request'), text: request },
    dataFile(dataNames.known, known),
    dataFile(dataNames.schemas, schemas),
    framed(requestPage(known), frame)
  ]
}
