import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { search } from '../../../scripts/system/tool.ts'

/** Why Terraform cannot run here: it is not there, or no folder has its provider, which no package brings. */
export function lackOfTerraform(): string | undefined {
  if (!search('terraform', process.env)) return 'terraform is not on the PATH'
  const { TERRAFORM_PROVIDERS } = process.env
  if (TERRAFORM_PROVIDERS === undefined) {
    return 'TERRAFORM_PROVIDERS names no folder with the provider of AWS'
  }
  const place = join(TERRAFORM_PROVIDERS, 'registry.terraform.io/hashicorp/aws')
  return existsSync(place) ? undefined : `there is no ${place}`
}

/** Runs Terraform in one folder; each answer is what it printed. */
export type Terraform = (folder: string, ...args: readonly string[]) => Outcome

interface Outcome {
  readonly status: number | null
  readonly text: string
}

export function terraformAt(url: string, folder: string): Terraform {
  const settings = join(folder, 'terraform.rc')
  const { TERRAFORM_PROVIDERS = '' } = process.env
  const mirror = `filesystem_mirror { path = ${JSON.stringify(TERRAFORM_PROVIDERS)} }`
  writeFileSync(settings, `disable_checkpoint = true\nprovider_installation {\n  ${mirror}\n}\n`)
  const env = {
    ...process.env,
    TF_CLI_CONFIG_FILE: settings,
    TF_IN_AUTOMATION: 'true',
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true'
  }
  return (cwd, ...args) => {
    const { status, stdout, stderr } = spawnSync('terraform', args, {
      cwd,
      env,
      encoding: 'utf8',
      maxBuffer: Infinity
    })
    return { status, text: `${stdout}${stderr}` }
  }
}
