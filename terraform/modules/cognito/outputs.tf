output "identity" {
  description = "For the field identity of the cluster's file"
  value = {
    provider = {
      cognito = {
        userPool = aws_cognito_user_pool.this.id
        clientId = aws_cognito_user_pool_client.this["kubeflow"].id
        domain   = aws_cognito_user_pool_domain.this.domain
        # The directory vouches for e-mails, and people cannot set their own.
        unverified = var.saml == null ? null : true
      }
    }
    kubectl = { clientId = aws_cognito_user_pool_client.this["kubectl"].id }
  }
}

output "address" {
  description = "What answers at the domain of the sign-in page, for `addresses` of the module dns"
  value = {
    name = aws_cognito_user_pool_domain.this.cloudfront_distribution
    zone = aws_cognito_user_pool_domain.this.cloudfront_distribution_zone_id
  }
}
