output "zone" {
  description = "The id of the zone"
  value       = local.zone
}

output "name_servers" {
  description = "What the zone above has to point to, if the zone was made here"
  value       = one(values(aws_route53_zone.this)[*].name_servers)
}

output "certificate" {
  description = "The ARN of the certificate, once it is issued: `ingress.alb.certificate` of the cluster's file"
  value       = aws_acm_certificate_validation.this.certificate_arn
}
