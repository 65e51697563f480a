using StsSim.Iam.Identities;

namespace StsSim.Operations.Parameters;

/// <summary>A role's ARN, taken apart.</summary>
/// <param name="PathAndName">What follows <c>role</c>, e.g. <c>/team/app</c>.</param>
internal readonly record struct RoleArn(string Partition, AccountId Account, string PathAndName)
{
    /// <summary>The parts, or <see langword="null"/> for an ARN of anything else.</summary>
    public static RoleArn? Parse(ReadOnlySpan<char> arn)
    {
        Span<Range> parts = stackalloc Range[6];
        if (arn.Split(parts, ':') != 6
            || arn[parts[0]] is not "arn"
            || arn[parts[2]] is not "iam"
            || !arn[parts[3]].IsEmpty
            || !AccountId.TryParse(arn[parts[4]], out AccountId account)
            || !arn[parts[5]].StartsWith("role/"))
        {
            return null;
        }

        return new RoleArn(arn[parts[1]].ToString(), account, arn[parts[5]]["role".Length..].ToString());
    }
}
