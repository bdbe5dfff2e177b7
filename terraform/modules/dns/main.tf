locals {
  zone  = var.new_zone ? one(values(aws_route53_zone.this)[*].zone_id) : var.zone
  names = setunion([var.domain], var.names)

  # A star and what is below it are validated by the same record.
  proofs = { for name in local.names : trimprefix(name, "*.") => name... }
  options = {
    for option in aws_acm_certificate.this.domain_validation_options : option.domain_name => option
  }
}

resource "aws_route53_zone" "this" {
  for_each = toset(var.new_zone ? [trimprefix(var.domain, "*.")] : [])

  name = each.key
  tags = var.tags
}

resource "aws_acm_certificate" "this" {
  domain_name               = var.domain
  subject_alternative_names = var.names
  validation_method         = "DNS"
  tags                      = var.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route53_record" "proof" {
  for_each = local.proofs

  zone_id         = local.zone
  name            = local.options[each.value[0]].resource_record_name
  type            = local.options[each.value[0]].resource_record_type
  records         = [local.options[each.value[0]].resource_record_value]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  certificate_arn         = aws_acm_certificate.this.arn
  validation_record_fqdns = values(aws_route53_record.proof)[*].fqdn
}

resource "aws_route53_record" "this" {
  for_each = var.addresses

  zone_id = local.zone
  name    = each.key
  type    = "A"
  ttl     = each.value == null ? 60 : null
  # Of a range for documentation, so that no machine has it.
  records = each.value == null ? ["192.0.2.1"] : null

  dynamic "alias" {
    for_each = each.value == null ? [] : [each.value]

    content {
      name                   = alias.value.name
      zone_id                = alias.value.zone
      evaluate_target_health = false
    }
  }
}
