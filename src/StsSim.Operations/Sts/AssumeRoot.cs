using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Authorization;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sessions;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>
/// A short session as the root user of a member account, for one privileged task. For principals of the organization's
/// management account or of a delegated administrator, root users excepted; regional endpoints only.
/// </summary>
public sealed class AssumeRoot(PrincipalDirectory directory, Authorizer authorizer, SessionIssuer issuer) : StsOperation("AssumeRoot")
{
    private const string Action = "sts:AssumeRoot";
    private const int LongestSession = 900;

    private static readonly string[] Tasks =
    [
        "IAMAuditRootUserCredentials", "IAMCreateRootUserPassword", "IAMDeleteRootUserCredentials", "S3UnlockBucketPolicy", "SQSUnlockQueuePolicy",
    ];

    public override bool IssuesSessions => true;

    public override bool IsGlobal => false;

    public override async ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        if (SessionDuration.Read(call.Parameters, out int? seconds) is { } malformed)
        {
            return malformed;
        }

        string? target = call.Parameters.Find("TargetPrincipal"u8);
        string? taskPolicyArn = call.Parameters.Find("TaskPolicyArn.arn"u8);
        var constraints = new ParameterConstraints(call.Limits);
        constraints.Text("targetPrincipal", target, required: true, 12, 2048, ParameterPattern.Any);
        constraints.Text("taskPolicyArn.arn", taskPolicyArn, required: true, 20, 2048, ParameterPattern.Arn);
        constraints.Number("durationSeconds", seconds, 0, LongestSession);
        if (constraints.ToError() is { } violated)
        {
            return violated;
        }

        if (TargetAccount(target!, call.PartitionName) is not { } member)
        {
            return StsErrors.InvalidArn(target!);
        }

        if (!Tasks.Any(task => taskPolicyArn == $"arn:{call.PartitionName}:iam::aws:policy/root-task/{task}"))
        {
            return StsErrors.InvalidArn(taskPolicyArn!);
        }

        string rootArn = Arn.Root(call.PartitionName, member.ToString());
        Account? account = await directory.FindAccountAsync(member);
        AwsError? refusal = MayAssumeRootOf(call.Caller, account)
            ? authorizer.Authorize(call, Action, rootArn, new RequestTerms { TaskPolicyArn = taskPolicyArn })
            : StsErrors.NotAuthorizedPlainly(call.CallerArn, Action, rootArn);
        refusal ??= RegionActivation.Check(call, account!);
        if (refusal is not null)
        {
            return refusal;
        }

        string sourceIdentity = call.Caller.Session?.SourceIdentity ?? "";
        SessionCredentials credentials = await issuer.IssueAsync(
            call,
            new SessionRequest(SessionKind.AssumedRoot, member, "", member.ToString(), TimeSpan.FromSeconds(seconds ?? LongestSession))
            {
                PolicyArns = [taskPolicyArn!],
                SourceIdentity = sourceIdentity,
            });
        credentials.WriteTo(result);
        if (sourceIdentity.Length > 0)
        {
            result.Member("SourceIdentity"u8, sourceIdentity);
        }

        return null;
    }

    // An account id or the ARN of its root user.
    private static AccountId? TargetAccount(string target, string partition)
    {
        if (AccountId.TryParse(target, out AccountId account))
        {
            return account;
        }

        string prefix = $"arn:{partition}:iam::";
        return target.StartsWith(prefix, StringComparison.Ordinal)
            && target.EndsWith(":root", StringComparison.Ordinal)
            && target.Length == prefix.Length + 12 + ":root".Length
            && AccountId.TryParse(target.AsSpan(prefix.Length, 12), out account)
                ? account
                : null;
    }

    private static bool MayAssumeRootOf(Caller caller, Account? member)
    {
        OrganizationMembership? organization = caller.Account.Organization;
        string callerAccount = caller.Account.IdText;
        bool isPrivileged = organization is not null
            && (organization.ManagementAccountId == callerAccount || organization.IsDelegatedAdministrator);
        return isPrivileged
            && caller is { IsRoot: false, IsFederatedUser: false }
            && member?.Organization is { } membership
            && membership.OrganizationId == organization!.OrganizationId
            && membership.ManagementAccountId != member.Id.ToString();
    }
}
