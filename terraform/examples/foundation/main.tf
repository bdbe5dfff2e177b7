# What a cluster's file names, in an account that has none of it. `examples/cluster` makes what `generated/` asks for afterwards.

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
  region = var.region
}

# Cognito takes certificates of this region alone.
provider "aws" {
  alias  = "us_east_1"
  region = "us-east-1"
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  sign_in  = coalesce(var.sign_in, "auth.${var.domain}")
  policies = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:policy"
}

module "network" {
  source = "../../modules/network"

  name  = var.name
  eks   = var.name
  cidr  = var.cidr
  zones = var.zones
  tags  = var.tags
}

module "cluster" {
  source = "../../modules/cluster"

  name       = var.name
  kubernetes = var.kubernetes
  subnets    = values(module.network.private)
  admins     = var.admins
  from       = var.from
  nodes      = var.nodes
  tags       = var.tags
}

module "controllers" {
  source = "../../modules/controllers"

  name          = var.name
  eks           = module.cluster.aws.eks
  load_balancer = var.load_balancer_policy == null ? null : { policy = file(var.load_balancer_policy) }
  karpenter     = var.karpenter == null ? null : { node_role = module.cluster.node_role }
  tags          = var.tags
}

module "data" {
  source = "../../modules/data"

  name    = var.name
  vpc     = module.network.vpc
  subnets = module.network.private
  clients = { cluster = module.cluster.security_group }
  buckets = var.buckets
  tags    = var.tags
}

module "dns" {
  source = "../../modules/dns"

  domain    = var.domain
  zone      = var.zone
  new_zone  = var.zone == null
  names     = var.certificate_names
  addresses = merge({ for name in var.held : name => null }, { (var.domain) = var.load_balancer })
  tags      = var.tags
}

module "sign_in" {
  source    = "../../modules/dns"
  providers = { aws = aws.us_east_1 }

  domain = local.sign_in
  zone   = module.dns.zone
  tags   = var.tags
}

module "cognito" {
  source = "../../modules/cognito"

  name    = var.name
  domain  = var.domain
  sign_in = { domain = local.sign_in, certificate = module.sign_in.certificate }
  saml    = var.saml
  groups  = var.groups
  tags    = var.tags

  depends_on = [module.dns]
}

resource "aws_route53_record" "sign_in" {
  zone_id = module.dns.zone
  name    = local.sign_in
  type    = "A"

  alias {
    name                   = module.cognito.address.name
    zone_id                = module.cognito.address.zone
    evaluate_target_health = false
  }
}

module "registry" {
  source = "../../modules/registry"

  repositories = var.repositories
  tags         = var.tags
}

# Each output is called like the field of the cluster's file that it fills in.

output "domain" {
  value = var.domain
}

output "aws" {
  value = merge(module.cluster.aws, {
    account          = data.aws_caller_identity.current.account_id
    region           = var.region
    partition        = data.aws_partition.current.partition
    iam              = "terraform"
    key              = module.data.key
    boundary         = "${local.policies}/${var.boundaries.tenants}"
    platformBoundary = "${local.policies}/${var.boundaries.platform}"
  })
}

output "identity" {
  value = module.cognito.identity
}

output "ingress" {
  value = {
    alb = {
      certificate = module.dns.certificate
      scheme      = var.internal ? "internal" : "internet-facing"
      subnets     = var.internal ? module.network.ranges.private : module.network.ranges.public
    }
  }
}

output "autoscaling" {
  value = var.karpenter == null ? null : { karpenter = { role = module.cluster.node_role, image = var.karpenter } }
}

output "pipelines" {
  value = module.data.pipelines
}

output "storage" {
  value = module.data.storage
}

output "secrets" {
  value = { externalSecrets = { prefix = var.prefix } }
}

output "gitops" {
  value = { flux = true, repository = var.repository }
}
