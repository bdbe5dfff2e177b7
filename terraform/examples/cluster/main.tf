# One cluster with its tenants. `terraform output -json > terraform-output.json`, and then
# `npx tenantry import settings terraform-output.json --cluster staging`, put what is here into
# platform/clusters/staging.yaml.

terraform {
  required_version = ">= 1.9.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

locals {
  eks    = "kubeflow-staging"
  folder = "${path.module}/../../../examples/acme/generated/staging"
  tags   = { team = "ml-platform" }

  boundaries = {
    tenants  = "arn:aws:iam::444455556666:policy/kubeflow-tenant-boundary"
    platform = "arn:aws:iam::444455556666:policy/kubeflow-platform-boundary"
  }
}

module "facts" {
  source = "../../modules/facts"

  eks      = local.eks
  boundary = local.boundaries.tenants
  domain   = "staging.kubeflow.example.com"
  subnets  = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]
  database = { identifier = "kubeflow-staging" }
  buckets  = { default = "kubeflow-staging-artifacts" }
}

module "boundaries" {
  source = "../../modules/boundaries"

  folder   = local.folder
  policies = local.boundaries
  tags     = local.tags
}

module "roles" {
  source = "../../modules/roles"

  folder = local.folder
  eks    = local.eks
  tags   = local.tags

  depends_on = [module.boundaries]
}

module "login" {
  source = "../../modules/login"

  folder = local.folder
  eks    = local.eks
  tags   = local.tags
}

module "shares" {
  source = "../../modules/shares"

  file_system = "fs-0fedcba9876543210"
  shares      = { fraud-datasets = {} }
  others      = false
  clients     = ["arn:aws:iam::444455556666:role/kubeflow-staging-efs-driver"]
  tags        = local.tags
}

# Each output is called like the field of the cluster's file that it fills in.

output "domain" {
  value = module.facts.domain
}

output "aws" {
  value = merge(module.facts.aws, module.roles.aws)
}

output "ingress" {
  value = module.facts.ingress
}

output "pipelines" {
  value = module.facts.pipelines
}

output "storage" {
  value = module.shares.storage
}
