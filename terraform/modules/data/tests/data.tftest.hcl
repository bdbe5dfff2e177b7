mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

variables {
  name    = "kubeflow-staging"
  vpc     = "vpc-0123456789abcdef0"
  subnets = { a = "subnet-0123456789abcdef0", b = "subnet-0fedcba9876543210" }
  clients = { cluster = "sg-0123456789abcdef0" }
  buckets = { default = "example-artifacts" }
}

run "only_clients_reach_what_holds_data" {
  command = plan

  assert {
    condition     = keys(aws_vpc_security_group_ingress_rule.this) == ["database-cluster", "files-cluster"] && alltrue([for rule in aws_vpc_security_group_ingress_rule.this : rule.cidr_ipv4 == null])
    error_message = "Somebody else reaches the database or the file system."
  }

  assert {
    condition     = [for door in ["database-cluster", "files-cluster"] : aws_vpc_security_group_ingress_rule.this[door].from_port] == [3306, 2049]
    error_message = "The ports are not those of MySQL and NFS."
  }

  assert {
    condition     = aws_db_instance.this.storage_encrypted && aws_db_instance.this.deletion_protection && !aws_db_instance.this.skip_final_snapshot
    error_message = "The database is not protected."
  }

  assert {
    condition     = [for statement in jsondecode(aws_s3_bucket_policy.this["default"].policy).Statement : statement.Effect] == ["Deny"]
    error_message = "The policy of a bucket allows something."
  }
}

run "metadata_sign_in" {
  command = plan

  assert {
    condition     = { for each in aws_db_parameter_group.this.parameter : each.name => each.value } == { require_secure_transport = "0", authentication_policy = "*:mysql_native_password" }
    error_message = "MySQL 8.4 refuses the store of metadata."
  }

  assert {
    condition     = output.pipelines.database.engine == "8.4" && output.pipelines.database.nativePassword
    error_message = "The cluster's file would be told of another database."
  }
}

run "an_older_database_has_no_newer_parameter" {
  command = plan

  variables {
    database = { version = "8.0.40" }
  }

  assert {
    condition     = aws_db_parameter_group.this.family == "mysql8.0" && [for each in aws_db_parameter_group.this.parameter : each.name] == ["require_secure_transport"]
    error_message = "MySQL 8.0 does not know the parameter of 8.4."
  }
}

run "a_file_system_is_not_needed" {
  command = plan

  variables {
    file_system = false
  }

  assert {
    condition     = output.file_system == null && length(aws_efs_mount_target.this) == 0 && keys(aws_security_group.this) == ["database"]
    error_message = "There is a file system."
  }
}

run "one_subnet_is_refused" {
  command = plan

  variables {
    subnets = { a = "subnet-0123456789abcdef0" }
  }

  expect_failures = [var.subnets]
}

run "another_mysql_is_refused" {
  command = plan

  variables {
    database = { version = "5.7" }
  }

  expect_failures = [var.database]
}
