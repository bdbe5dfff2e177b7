mock_provider "aws" {
  mock_resource "aws_cognito_user_pool" {
    defaults = { id = "eu-central-1_AbCdEfGhI", arn = "arn:aws:cognito-idp:eu-central-1:444455556666:userpool/eu-central-1_AbCdEfGhI" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::444455556666:role/kubeflow-staging-groups" }
  }

  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:eu-central-1:444455556666:function:kubeflow-staging-groups" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:444455556666:log-group:/aws/lambda/kubeflow-staging-groups" }
  }
}

variables {
  name    = "kubeflow-staging"
  domain  = "kubeflow.example.com"
  sign_in = { domain = "auth.kubeflow.example.com", certificate = "arn:aws:acm:us-east-1:444455556666:certificate/0ccc-1ddd" }
}

run "nobody_joins_or_changes_who_they_are" {
  assert {
    condition     = aws_cognito_user_pool.this.admin_create_user_config[0].allow_admin_create_user_only
    error_message = "People make accounts for themselves."
  }

  assert {
    condition = alltrue([
      for client in aws_cognito_user_pool_client.this :
      client.explicit_auth_flows == toset(["ALLOW_REFRESH_TOKEN_AUTH"]) && !contains(client.allowed_oauth_scopes, "aws.cognito.signin.user.admin")
    ])
    error_message = "A person gets a token with which to change their e-mail."
  }

  assert {
    condition     = output.identity.provider.cognito.unverified == null
    error_message = "Without a directory, nobody vouches for e-mails that are not verified."
  }
}

run "people_come_from_the_directory_alone" {
  variables {
    saml = { metadata = "https://adfs.example.com/FederationMetadata/2007-06/FederationMetadata.xml" }
  }

  assert {
    condition     = alltrue([for client in aws_cognito_user_pool_client.this : client.supported_identity_providers == toset(["ADFS"])])
    error_message = "People of the pool sign in as well."
  }

  assert {
    condition     = keys(aws_cognito_identity_provider.this["ADFS"].attribute_mapping) == tolist(["custom:groups", "email"])
    error_message = "The directory does not tell e-mails and groups."
  }
}

run "the_function_only_logs" {
  variables {
    groups = { file = "function/index.mjs" }
  }

  assert {
    condition     = distinct(flatten([for policy in aws_iam_role_policy.this : jsondecode(policy.policy).Statement[*].Action])) == tolist(["logs:CreateLogStream", "logs:PutLogEvents"])
    error_message = "The function has other rights."
  }

  assert {
    condition     = one(aws_cognito_user_pool.this.lambda_config).pre_token_generation == "arn:aws:lambda:eu-central-1:444455556666:function:kubeflow-staging-groups"
    error_message = "The pool does not ask the function."
  }
}

run "a_certificate_elsewhere_is_refused" {
  command = plan

  variables {
    sign_in = { domain = "auth.kubeflow.example.com", certificate = "arn:aws:acm:eu-central-1:444455556666:certificate/0ccc-1ddd" }
  }

  expect_failures = [var.sign_in]
}
