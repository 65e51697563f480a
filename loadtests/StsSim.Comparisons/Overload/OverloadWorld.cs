namespace StsSim.Comparisons.Overload;

/// <summary>A role for who has an assertion of the built-in SAML provider: verifying one takes the most time of all requests.</summary>
internal static class OverloadWorld
{
    public const string RoleArn = "arn:aws:iam::123456789012:role/saml";
    public const string ProviderArn = "arn:aws:iam::123456789012:saml-provider/stssim";

    public static string Json { get; } = $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 1000000, "burst": 1000000 } },
          "accounts": [
            { "id": "123456789012",
              "samlProviders": [{ "name": "stssim" }],
              "roles": [{ "name": "saml", "trustPolicy": { "Version": "2012-10-17", "Statement": [
                { "Effect": "Allow", "Principal": { "Federated": "{{ProviderArn}}" }, "Action": "sts:AssumeRoleWithSAML" }] } }] }
          ]
        }
        """;
}
