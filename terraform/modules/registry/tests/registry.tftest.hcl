mock_provider "aws" {}

variables {
  repositories = ["notebooks/pytorch"]
}

run "a_tag_names_one_image" {
  assert {
    condition     = aws_ecr_repository.this["notebooks/pytorch"].image_tag_mutability == "IMMUTABLE" && aws_ecr_repository.this["notebooks/pytorch"].image_scanning_configuration[0].scan_on_push
    error_message = "Images can be replaced under their tag, or are not scanned."
  }
}

run "only_images_without_a_tag_are_deleted" {
  assert {
    condition     = [for rule in jsondecode(aws_ecr_lifecycle_policy.this["notebooks/pytorch"].policy).rules : rule.selection.tagStatus] == ["untagged"]
    error_message = "Images that somebody uses are deleted."
  }
}

run "a_capital_letter_is_refused" {
  command = plan

  variables {
    repositories = ["Notebooks"]
  }

  expect_failures = [var.repositories]
}
