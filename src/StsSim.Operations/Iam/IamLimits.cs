namespace StsSim.Operations.Iam;

/// <summary>
/// The default quotas of an account (IAM User Guide, "IAM and AWS STS quotas"). World files may go beyond them: a load
/// test need not ask AWS for an increase.
/// </summary>
internal static class IamLimits
{
    public const int Users = 5000;
    public const int Groups = 300;
    public const int Roles = 1000;
    public const int Policies = 1500;
    public const int OidcProviders = 100;
    public const int SamlProviders = 100;
    public const int AccessKeysPerUser = 2;
    public const int GroupsPerUser = 10;
    public const int AttachedPolicies = 10;
    public const int MfaDevicesPerUser = 8;
    public const int PolicyVersions = 5;
    public const int ClientIdsPerOidcProvider = 100;
    public const int ThumbprintsPerOidcProvider = 5;

    /// <summary>Seconds; what a role has that asks for nothing else.</summary>
    public const int ShortestMaxSessionDuration = 3600;

    public const int LongestMaxSessionDuration = 43_200;

    public const int PolicyVersionsInUse = 10_000;
    public const int InstanceProfiles = 1000;
    public const int ServerCertificates = 20;
    public const int SigningCertificatesPerUser = 2;

    /// <summary>Characters of a managed policy, white space not counted.</summary>
    public const int ManagedPolicySize = 6144;

    /// <summary>Characters of all inline policies of a user, white space not counted; likewise below.</summary>
    public const int UserPoliciesSize = 2048;

    public const int GroupPoliciesSize = 5120;

    public const int RolePoliciesSize = 10_240;

    /// <summary>Characters of a trust policy.</summary>
    public const int TrustPolicySize = 2048;
}
