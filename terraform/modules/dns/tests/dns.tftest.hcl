mock_provider "aws" {
  mock_resource "aws_acm_certificate" {
    defaults = {
      arn = "arn:aws:acm:eu-central-1:444455556666:certificate/0ccc-1ddd"
      domain_validation_options = [
        { domain_name = "kubeflow.example.com", resource_record_name = "_a.kubeflow.example.com", resource_record_type = "CNAME", resource_record_value = "a.acm" },
        { domain_name = "models.kubeflow.example.com", resource_record_name = "_b.kubeflow.example.com", resource_record_type = "CNAME", resource_record_value = "b.acm" },
      ]
    }
  }

  mock_resource "aws_route53_zone" {
    defaults = { zone_id = "Z0FFFFFFFFFFFFFFFFFFF" }
  }
}

variables {
  domain = "kubeflow.example.com"
  names  = ["models.kubeflow.example.com"]
}

run "each_name_is_proven" {
  variables {
    new_zone = true
  }

  assert {
    condition     = [for record in aws_route53_record.proof : record.name] == ["_a.kubeflow.example.com", "_b.kubeflow.example.com"]
    error_message = "A name of the certificate has no record."
  }

  assert {
    condition     = output.zone == "Z0FFFFFFFFFFFFFFFFFFF"
    error_message = "Records are not in the zone that was made."
  }
}

run "a_name_is_held_until_something_answers" {
  variables {
    zone      = "Z0123456789ABCDEFGHIJ"
    addresses = { "kubeflow.example.com" = null }
  }

  assert {
    condition     = length(aws_route53_zone.this) == 0 && aws_route53_record.this["kubeflow.example.com"].records == toset(["192.0.2.1"])
    error_message = "The name is not held in the zone that is there."
  }
}

run "something_answers" {
  variables {
    zone      = "Z0123456789ABCDEFGHIJ"
    addresses = { "kubeflow.example.com" = { name = "a.elb.amazonaws.com", zone = "Z0AAAAAAAAAAAAAAAAAAA" } }
  }

  assert {
    condition     = one(aws_route53_record.this["kubeflow.example.com"].alias).name == "a.elb.amazonaws.com"
    error_message = "The name does not lead to the load balancer."
  }
}

run "no_zone_is_refused" {
  command = plan

  expect_failures = [var.new_zone]
}

run "capital_letters_are_refused" {
  command = plan

  variables {
    zone   = "Z0123456789ABCDEFGHIJ"
    domain = "Kubeflow.example.com"
  }

  expect_failures = [var.domain]
}
