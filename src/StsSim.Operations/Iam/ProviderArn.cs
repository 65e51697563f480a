using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam;

/// <summary>ARNs of identity providers, as requests name them.</summary>
internal static class ProviderArn
{
    /// <param name="resourceType"><c>oidc-provider</c> or <c>saml-provider</c>.</param>
    /// <param name="name">What follows the type and its slash; empty where there is a refusal.</param>
    public static AwsError? Parse(IamCall call, string arn, string resourceType, out string name)
    {
        name = "";
        if (!Arn.TryParse(arn, out ArnParts parts) || !parts.Partition.SequenceEqual(call.Partition) || parts.Service is not "iam")
        {
            return IamErrors.InvalidArn(arn);
        }

        int slash = parts.Resource.IndexOf('/');
        if (slash < 0 || slash == parts.Resource.Length - 1)
        {
            return IamErrors.InvalidArn(arn);
        }

        if (!parts.Resource[..slash].SequenceEqual(resourceType))
        {
            return IamErrors.InvalidResourceType;
        }

        if (!parts.Account.SequenceEqual(call.AccountId))
        {
            return call.RefuseOtherAccount(arn);
        }

        name = parts.Resource[(slash + 1)..].ToString();
        return null;
    }
}
