mock_provider "aws" {
  override_data {
    target = data.aws_efs_file_system.this
    values = { arn = "arn:aws:elasticfilesystem:eu-central-1:444455556666:file-system/fs-0123456789abcdef0" }
  }
}

variables {
  file_system = "fs-0123456789abcdef0"
  others      = false
  clients     = ["arn:aws:iam::444455556666:role/efs-driver"]
}

run "takes_folders_beside_each_other" {
  command = plan

  variables {
    shares = { fraud = {}, fraud-datasets = {}, models = { path = "/teams/models" } }
  }

  assert {
    condition     = aws_efs_access_point.this["fraud"].root_directory[0].path == "/shares/fraud"
    error_message = "A share has another folder than the one of its name."
  }
}

run "refuses_one_folder_twice" {
  command = plan

  variables {
    shares = { fraud = {}, copy = { path = "/shares/fraud" } }
  }

  expect_failures = [var.shares]
}

run "refuses_a_folder_inside_another" {
  command = plan

  variables {
    shares = { fraud = {}, datasets = { path = "/shares/fraud/datasets" } }
  }

  expect_failures = [var.shares]
}

run "refuses_the_root_beside_others" {
  command = plan

  variables {
    shares = { fraud = {}, all = { path = "/" } }
  }

  expect_failures = [var.shares]
}

run "refuses_a_way_around" {
  command = plan

  variables {
    shares = { fraud = {}, datasets = { path = "/shares/churn/../fraud" } }
  }

  expect_failures = [var.shares]
}

run "lets_in_nobody_past_an_access_point" {
  command = plan

  variables {
    others = true
  }

  assert {
    condition = [for each in jsondecode(aws_efs_file_system_policy.this["fs-0123456789abcdef0"].policy).Statement : each.Condition if each.Effect == "Deny"] == [
      { StringNotLike = { "elasticfilesystem:AccessPointArn" = ["*"] } },
      { Bool = { "aws:SecureTransport" = "false" } },
    ]
    error_message = "Somebody gets to the root of the file system, or without TLS."
  }
}

run "lets_in_the_driver_alone" {
  command = plan

  assert {
    condition = [for each in jsondecode(aws_efs_file_system_policy.this["fs-0123456789abcdef0"].policy).Statement : each.Principal if each.Effect == "Allow"] == [
      { AWS = ["arn:aws:iam::444455556666:role/efs-driver"] },
    ]
    error_message = "Whoever shows no role, or another one, gets in."
  }
}

run "refuses_to_let_in_nobody" {
  command = plan

  variables {
    clients = []
  }

  expect_failures = [var.clients]
}

run "refuses_to_let_in_everybody" {
  command = plan

  variables {
    clients = ["*"]
  }

  expect_failures = [var.clients]
}

run "lets_in_nobody_at_all_without_shares" {
  command = plan

  assert {
    condition     = jsondecode(aws_efs_file_system_policy.this["fs-0123456789abcdef0"].policy).Statement[1].Condition.StringNotLike["elasticfilesystem:AccessPointArn"] == ["none"]
    error_message = "An access point that nobody made here would do."
  }
}

run "refuses_more_shares_than_a_policy_can_name" {
  command = plan

  variables {
    shares = { for number in range(201) : "share-${number}" => {} }
  }

  expect_failures = [aws_efs_file_system_policy.this]
}
