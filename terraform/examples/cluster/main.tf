# What `generated/` asks for in AWS, for one cluster with its tenants. What exists already is named in the cluster's file.

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
  region = local.file.aws.region
}

data "aws_partition" "current" {}

locals {
  file   = yamldecode(file("${var.repository}/platform/clusters/${var.cluster}.yaml"))
  folder = "${var.repository}/generated/${var.cluster}"
  eks    = local.file.aws.eks

  boundaries = {
    for kind, field in { tenants = "boundary", platform = "platformBoundary" } :
    kind => local.file.aws[field] if can(local.file.aws[field])
  }

  file_systems = toset(compact([try(local.file.storage.efs.fileSystem, null)]))
  # The role that the module cluster gives the driver of EFS.
  driver = "arn:${data.aws_partition.current.partition}:iam::${local.file.aws.account}:role/${local.eks}-efs-driver"
}

module "boundaries" {
  source = "../../modules/boundaries"

  folder   = local.folder
  policies = local.boundaries
  tags     = var.tags
}

module "roles" {
  source = "../../modules/roles"

  folder = local.folder
  eks    = local.eks
  tags   = var.tags

  depends_on = [module.boundaries]
}

module "login" {
  source = "../../modules/login"

  folder = local.folder
  eks    = local.eks
  tags   = var.tags
}

module "shares" {
  for_each = local.file_systems
  source   = "../../modules/shares"

  file_system = each.key
  shares      = var.shares
  others      = can(local.file.storage.efs.class)
  clients     = var.efs_clients == null ? [local.driver] : var.efs_clients
  tags        = var.tags
}

# Each output is called like the field of the cluster's file that it fills in.

output "aws" {
  value = module.roles.aws
}

output "storage" {
  value = one(values(module.shares)[*].storage)
}
