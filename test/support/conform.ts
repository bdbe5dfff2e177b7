import type { TestContext } from 'vitest'
import { judged } from '../../scripts/conform/kubeconform.ts'
import { findTool, type ToolName } from '../../scripts/system/tool.ts'

export function toolOf(name: ToolName, context: TestContext): string {
  try {
    return findTool(name).path
  } catch (error) {
    if (process.env.CI) throw error
    return context.skip((error as Error).message)
  }
}

/** The files that kubeconform rejects with our schemas alone. */
export function refused(kubeconform: string, objects: ReadonlyMap<string, unknown>): string[] {
  const files = new Map([...objects].map(([name, object]) => [name, [object]]))
  const wrong = judged(kubeconform, files).filter(({ status }) => status !== 'statusValid')
  // kubeconform reports an unreadable schema in the same way.
  const unread = wrong.find(({ msg }) => msg.includes('could not find schema'))
  if (unread) throw new Error(unread.msg)
  return wrong.map(({ filename }) => filename).sort()
}
