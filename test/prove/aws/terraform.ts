import { type ExecFileException, execFile } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { search } from '../../../scripts/system/tool.ts'

const { TERRAFORM: program = 'terraform', TERRAFORM_PROVIDERS: providers } = process.env

/** Why Terraform cannot run here: it is not there, or no folder has its provider, which no package brings. */
export function lackOfTerraform(): string | undefined {
  if (!existsSync(program) && !search(program, process.env)) return `${program} is not on the PATH`
  if (providers === undefined) {
    return 'TERRAFORM_PROVIDERS names no folder with the provider of AWS'
  }
  const registry = program.endsWith('tofu') ? 'registry.opentofu.org' : 'registry.terraform.io'
  const place = join(providers, registry, 'hashicorp/aws')
  return existsSync(place) ? undefined : `there is no ${place}`
}

/** Runs Terraform in one folder; each answer is what it printed. */
export type Terraform = (folder: string, ...args: readonly string[]) => Promise<Outcome>

export interface Outcome {
  readonly status: number
  readonly text: string
}

export function terraformAt(url: string, folder: string): Terraform {
  const settings = join(folder, 'terraform.rc')
  const mirror = `filesystem_mirror { path = ${JSON.stringify(providers)} }`
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
  return (cwd, ...args) =>
    new Promise(resolve => {
      const done = (error: ExecFileException | null, stdout: string, stderr: string) => {
        resolve({
          status: error ? Number(error.code ?? Number.NaN) : 0,
          text: `${stdout}${stderr}`
        })
      }
      execFile(program, args, { cwd, env, maxBuffer: Infinity }, done)
    })
}
