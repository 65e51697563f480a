using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>Who is simulated to call: an IAM user, which need not exist.</summary>
internal static class SimulatedCaller
{
    /// <param name="callerArn">As the request names it, or <see langword="null"/>.</param>
    /// <param name="otherwise">Who it is where the request names nobody.</param>
    /// <param name="mustBeUser">Whether a resource policy is to have somebody to name.</param>
    public static Principal? Find(string? callerArn, Principal otherwise, bool otherwiseIsUser, bool mustBeUser, out AwsError? refusal)
    {
        refusal = null;
        if (callerArn is null)
        {
            refusal = mustBeUser && !otherwiseIsUser ? NotAUser : null;
            return refusal is null ? otherwise : null;
        }

        if (Arn.TryParse(callerArn, out ArnParts arn)
            && arn.Service is "iam"
            && arn.Resource.StartsWith("user/", StringComparison.Ordinal)
            && AccountId.TryParse(arn.Account, out _))
        {
            return PolicySource.PrincipalOf(callerArn, arn.Account.ToString(), uniqueId: null);
        }

        refusal = NotAUser;
        return null;
    }

    private static AwsError NotAUser => IamErrors.InvalidInput("Invalid caller - Caller must be an IAM user in this context.");
}
