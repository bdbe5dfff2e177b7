# What a company has before Tenantry: a network, a cluster, a database and buckets.

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
  region            = "eu-central-1"
  s3_use_path_style = true
}

variable "eks" { type = string }
variable "domain" { type = string }
variable "issuer" { type = string }
variable "buckets" { type = set(string) }
variable "secrets" { type = set(string) }

resource "aws_vpc" "this" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "this" {
  for_each = { a = "10.1.0.0/20", b = "10.1.16.0/20" }

  vpc_id     = aws_vpc.this.id
  cidr_block = each.value
}

resource "aws_iam_role" "eks" {
  name               = "eks"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "eks.amazonaws.com" } }] })
}

resource "aws_eks_cluster" "this" {
  name     = var.eks
  role_arn = aws_iam_role.eks.arn

  vpc_config {
    subnet_ids = values(aws_subnet.this)[*].id
  }
}

resource "aws_iam_openid_connect_provider" "this" {
  url             = "https://${var.issuer}"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
}

resource "aws_acm_certificate" "this" {
  domain_name       = var.domain
  validation_method = "DNS"
}

resource "aws_db_instance" "this" {
  identifier          = var.eks
  engine              = "mysql"
  engine_version      = "8.0.35"
  instance_class      = "db.t3.medium"
  allocated_storage   = 20
  username            = "root"
  password            = "only-for-this-run"
  skip_final_snapshot = true
}

resource "aws_efs_file_system" "this" {
  creation_token = "shares"
}

resource "aws_s3_bucket" "this" {
  for_each = var.buckets

  bucket = each.value
}

resource "aws_secretsmanager_secret" "this" {
  for_each = var.secrets

  name = each.value
}

resource "aws_secretsmanager_secret_version" "this" {
  for_each = aws_secretsmanager_secret.this

  secret_id     = each.value.id
  secret_string = "nothing"
}

output "subnets" {
  value = values(aws_subnet.this)[*].id
}

output "file_system" {
  value = aws_efs_file_system.this.id
}
