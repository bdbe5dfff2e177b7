import type { Assets } from '../../site/frame/assets.ts'
import { readAssets } from '../bundle/assets.mjs'

/** The bundle contains them. */
export const assets: Assets = await readAssets()
