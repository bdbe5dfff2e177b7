# What is there already. Nothing is made here, and no password is ever read.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

data "aws_eks_cluster" "this" {
  name = var.eks
}

data "aws_acm_certificate" "this" {
  domain      = coalesce(var.certificate_domain, var.domain)
  statuses    = ["ISSUED"]
  most_recent = true
}

data "aws_subnet" "this" {
  for_each = toset(var.subnets)

  id = each.value
}

data "aws_db_instance" "this" {
  count = var.database == null ? 0 : 1

  db_instance_identifier = var.database.identifier
}

data "aws_s3_bucket" "this" {
  for_each = var.buckets

  bucket = each.value
}
