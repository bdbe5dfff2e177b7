# The bucket in which the states of the other roots are kept. The state of this root stays on your machine until it is moved there, too.

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

variable "region" {
  description = "The region of the bucket"
  type        = string
}

variable "bucket" {
  description = "The name of the bucket, which nobody in the world has yet"
  type        = string
}

module "state" {
  source = "../../modules/state"

  bucket = var.bucket
}

output "backend" {
  value = module.state.backend
}
