mock_provider "aws" {}

variables {
  file_system = "fs-0123456789abcdef0"
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
