import type { Model } from '../../model/model.ts'
import { hintFrom } from '../../text/suggest.ts'
import { own } from '../../values/lookup.ts'
import { placeIn } from '../../yaml/node.ts'
import type { Rule } from '../rule.ts'
import { directoryNames } from '../support/directory-names.ts'

/** Warns about rules of the policy for a tenant or team that does not exist; patterns may match later. */
export const unusedRule: Rule = (model, report, { settled }) => {
  if (settled) return
  const { tenant, team } = hints(model)
  model.policy.value.forEach(({ tenants }, index) => {
    tenants.forEach((whom, position) => {
      const name = whom.replace(/^team:/, '')
      const isTeam = name !== whom
      const isKnown = isTeam ? own(model.directory.value.teams, name) : model.names.has(name)
      if (isKnown || /[*?]/.test(name)) return
      const message = `this rule is for ${isTeam ? 'team' : 'tenant'} \`${name}\`, which does not exist`
      const at = placeIn(model.policy, [index, 'tenants', position])
      report({ code: 'unused-rule', message, at, help: (isTeam ? team : tenant)(name) })
    })
  })
}

function hints(model: Model) {
  const teams = Object.keys(model.directory.value.teams ?? {})
  return {
    tenant: hintFrom(model.names, 'each tenant has a file in `tenants/`'),
    team: hintFrom(teams, `teams are listed in ${directoryNames(model)}`)
  }
}
