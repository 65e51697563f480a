using System.Globalization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>The versions of a managed policy, the newest first, without their documents.</summary>
public sealed class ListPolicyVersions(IamServices services) : IamOperation("ListPolicyVersions", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (ManagedPolicy.Find(call, arn, out AwsError? refusal) is not { } policy)
        {
            return refusal!;
        }

        IamPage<ManagedPolicyVersion> page = call.Page(policy.Versions, KeyOf);
        return call.Malformed is { } unreadable
            ? unreadable
            : IamOutcome.Answered(result => page.Write(result, "Versions"u8, PolicyVersions.WriteMembers));
    }

    // Keys of a page ascend, and the numbers do not.
    private static string KeyOf(ManagedPolicyVersion version) =>
        (int.MaxValue - int.Parse(version.VersionId.AsSpan(1), CultureInfo.InvariantCulture)).ToString("D10", CultureInfo.InvariantCulture);
}
