resource "aws_cognito_user_pool" "this" {
  name                     = var.name
  deletion_protection      = var.protected ? "ACTIVE" : "INACTIVE"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  tags                     = var.tags

  username_configuration {
    case_sensitive = false
  }

  # Nobody makes an account for themselves.
  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  schema {
    name                = "groups"
    attribute_data_type = "String"
    mutable             = true

    string_attribute_constraints {
      min_length = "0"
      max_length = "2048"
    }
  }

  dynamic "lambda_config" {
    for_each = values(aws_lambda_function.this)

    content {
      pre_token_generation = lambda_config.value.arn
    }
  }
}

resource "aws_cognito_identity_provider" "this" {
  for_each = var.saml == null ? {} : { (var.saml.name) = var.saml }

  user_pool_id  = aws_cognito_user_pool.this.id
  provider_name = each.key
  provider_type = "SAML"

  provider_details = merge(
    { IDPSignout = "true" },
    startswith(trimspace(each.value.metadata), "<") ? { MetadataFile = each.value.metadata } : { MetadataURL = each.value.metadata },
  )

  attribute_mapping = {
    email           = each.value.email
    "custom:groups" = each.value.groups
  }

  lifecycle {
    # AWS adds what it reads in the metadata.
    ignore_changes = [provider_details["ActiveEncryptionCertificate"], provider_details["SLORedirectBindingURI"], provider_details["SSORedirectBindingURI"]]
  }
}

locals {
  clients = {
    # The dashboard's proxy, with a secret.
    kubeflow = { secret = true, callback = ["https://${var.domain}/oauth2/callback"], logout = ["https://${var.domain}/"] }
    # kubectl on the machine of a person, which can keep none.
    kubectl = { secret = false, callback = ["http://localhost:8000", "http://localhost:18000"], logout = [] }
  }
}

resource "aws_cognito_user_pool_client" "this" {
  for_each = local.clients

  name                                 = "${var.name}-${each.key}"
  user_pool_id                         = aws_cognito_user_pool.this.id
  generate_secret                      = each.value.secret
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["email", "openid", "profile"]
  callback_urls                        = each.value.callback
  logout_urls                          = each.value.logout
  supported_identity_providers         = coalescelist([for provider in aws_cognito_identity_provider.this : provider.provider_name], ["COGNITO"])
  prevent_user_existence_errors        = "ENABLED"
  enable_token_revocation              = true
  # The directory writes these by way of the client. People cannot: they get no token with which to change their
  # attributes, because no client has the scope for it, and none signs anybody in beside the page.
  write_attributes       = ["custom:groups", "email", "name"]
  explicit_auth_flows    = ["ALLOW_REFRESH_TOKEN_AUTH"]
  id_token_validity      = 60
  access_token_validity  = 60
  refresh_token_validity = 12

  token_validity_units {
    id_token      = "minutes"
    access_token  = "minutes"
    refresh_token = "hours"
  }
}

resource "aws_cognito_user_pool_domain" "this" {
  domain          = var.sign_in.domain
  certificate_arn = var.sign_in.certificate
  user_pool_id    = aws_cognito_user_pool.this.id
}

locals {
  functions = var.groups == null ? {} : { "${var.name}-groups" = var.groups }
}

resource "aws_iam_role" "this" {
  for_each = local.functions

  name = each.key
  tags = var.tags

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_cloudwatch_log_group" "this" {
  for_each = local.functions

  name              = "/aws/lambda/${each.key}"
  retention_in_days = 365
  tags              = var.tags
}

# It writes its logs, and has no other right.
resource "aws_iam_role_policy" "this" {
  for_each = local.functions

  name = "logs"
  role = aws_iam_role.this[each.key].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${aws_cloudwatch_log_group.this[each.key].arn}:*"
    }]
  })
}

resource "aws_lambda_function" "this" {
  for_each = local.functions

  function_name                  = each.key
  role                           = aws_iam_role.this[each.key].arn
  runtime                        = "nodejs22.x"
  handler                        = "index.handler"
  filename                       = each.value.file
  source_code_hash               = filebase64sha256(each.value.file)
  timeout                        = 5
  reserved_concurrent_executions = each.value.reserved
  tags                           = var.tags

  depends_on = [aws_cloudwatch_log_group.this]
}

resource "aws_lambda_permission" "this" {
  for_each = local.functions

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.this[each.key].function_name
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.this.arn
}
