# What a cluster's file needs to know of what is in AWS already. Nothing is made here. `terraform output -json > terraform-output.json`,
# and then `npx tenantry import settings terraform-output.json --cluster staging`, put it into platform/clusters/staging.yaml.

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

module "facts" {
  source = "../../modules/facts"

  eks      = "kubeflow-staging"
  boundary = "arn:aws:iam::444455556666:policy/kubeflow-tenant-boundary"
  domain   = "staging.kubeflow.example.com"
  subnets  = ["subnet-0123456789abcdef0", "subnet-0fedcba9876543210"]
  database = { identifier = "kubeflow-staging" }
  buckets  = { default = "kubeflow-staging-artifacts" }
}

# Each output is called like the field of the cluster's file that it fills in.

output "domain" {
  value = module.facts.domain
}

output "aws" {
  value = module.facts.aws
}

output "ingress" {
  value = module.facts.ingress
}

output "pipelines" {
  value = module.facts.pipelines
}
