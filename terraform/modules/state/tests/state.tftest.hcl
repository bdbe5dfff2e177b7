mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
}

variables {
  bucket = "example-terraform"
}

run "old_states_are_kept_and_nobody_reads_them" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled"
    error_message = "Old states are lost."
  }

  assert {
    condition     = aws_s3_bucket_public_access_block.this.restrict_public_buckets && [for statement in jsondecode(aws_s3_bucket_policy.this.policy).Statement : [statement.Effect, statement.Resource[0]]] == [["Deny", "arn:aws:s3:::example-terraform"]]
    error_message = "The policy of the bucket allows something."
  }
}

run "a_capital_letter_is_refused" {
  command = plan

  variables {
    bucket = "Example"
  }

  expect_failures = [var.bucket]
}
