mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { id = "eu-central-1" }
  }
}

variables {
  name  = "kubeflow-staging"
  eks   = "kubeflow-staging"
  cidr  = "10.1.0.0/16"
  zones = ["eu-central-1a", "eu-central-1b"]
}

run "subnets_are_apart" {
  assert {
    condition     = output.ranges.private == ["10.1.0.0/19", "10.1.32.0/19"] && output.ranges.public == ["10.1.224.0/22", "10.1.228.0/22"]
    error_message = "Subnets are not where they were: they would all be made anew."
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["eu-central-1a"] && keys(aws_route.private) == ["eu-central-1a", "eu-central-1b"]
    error_message = "One gateway serves all zones."
  }

  assert {
    condition     = aws_subnet.private["eu-central-1a"].tags["karpenter.sh/discovery"] == "kubeflow-staging"
    error_message = "Karpenter does not find the subnets."
  }
}

run "each_zone_has_a_gateway" {
  variables {
    nat = "each"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 2
    error_message = "A zone has no gateway of its own."
  }
}

run "nothing_reaches_the_internet" {
  variables {
    nat = "none"
  }

  assert {
    condition     = length(aws_nat_gateway.this) == 0 && length(aws_route.private) == 0
    error_message = "There is a way out."
  }
}

run "one_zone_is_refused" {
  command = plan

  variables {
    zones = ["eu-central-1a"]
  }

  expect_failures = [var.zones]
}

run "few_addresses_are_refused" {
  command = plan

  variables {
    cidr = "10.1.0.0/24"
  }

  expect_failures = [var.cidr]
}
