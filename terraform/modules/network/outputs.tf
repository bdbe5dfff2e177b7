output "vpc" {
  description = "The id of the VPC"
  value       = aws_vpc.this.id
}

output "private" {
  description = "The ids of the private subnets, by zone"
  value       = { for zone, subnet in aws_subnet.private : zone => subnet.id }
}

output "public" {
  description = "The ids of the public subnets, by zone"
  value       = { for zone, subnet in aws_subnet.public : zone => subnet.id }
}

output "ranges" {
  description = "The addresses of the private and the public subnets: one of the two lists is `ingress.alb.subnets` of the cluster's file"
  value = {
    private = values(local.private)
    public  = values(local.public)
  }
}
