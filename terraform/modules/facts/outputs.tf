output "domain" {
  description = "For the field domain of the cluster's file"
  value       = var.domain
}

output "aws" {
  description = "For the field aws of the cluster's file"
  value = {
    account = data.aws_caller_identity.current.account_id
    # Version 5 of the provider has no `region` yet, and version 6 deprecates `name`.
    region       = data.aws_region.current.id
    partition    = data.aws_partition.current.partition
    eks          = data.aws_eks_cluster.this.name
    oidcProvider = trimprefix(data.aws_eks_cluster.this.identity[0].oidc[0].issuer, "https://")
    boundary     = var.boundary
  }
}

output "ingress" {
  description = "For the field ingress of the cluster's file"
  value = {
    alb = {
      certificate = data.aws_acm_certificate.this.arn
      subnets     = sort([for subnet in data.aws_subnet.this : subnet.cidr_block])
    }
  }
}

output "pipelines" {
  description = "For the field pipelines of the cluster's file"
  value = {
    buckets = { for name, bucket in data.aws_s3_bucket.this : name => bucket.id }
    database = one([
      for instance in data.aws_db_instance.this : {
        host   = instance.address
        port   = instance.port
        engine = join(".", slice(split(".", instance.engine_version), 0, 2))
        secret = var.database.secret
      }
    ])
  }
}
