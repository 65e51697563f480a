using System.Text;
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
/// Temporary credentials for a federated user, called with the long-term key of an IAM user or of the root user. The
/// session has what the caller's policies and the session policies both allow; without session policies, nothing.
/// Names need not be unique: the same name may have any number of sessions at once.
/// </summary>
public sealed class GetFederationToken(Authorizer authorizer, SessionIssuer issuer) : StsOperation("GetFederationToken")
{
    private const int AccountIdLength = 12;

    public override bool IssuesSessions => true;

    public override async ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        string? name = call.Parameters.Find("Name"u8);
        string? policy = call.Parameters.Find("Policy"u8);
        if (SessionDuration.Read(call.Parameters, out int? seconds) is { } malformed)
        {
            return malformed;
        }

        var constraints = new ParameterConstraints(call.Limits);
        constraints.Text(
            "name", name, required: true, FederatedUserName.MinimumLength, FederatedUserName.MaximumLength, ParameterPattern.UserName);
        constraints.Text("policy", policy, required: false, 1, 2048, ParameterPattern.SessionPolicy);
        string[] policyArns = SessionPolicies.ReadArns(call.Parameters, ref constraints);
        constraints.Number("durationSeconds", seconds, SessionDuration.Minimum, SessionDuration.Maximum);
        KeyValuePair<string, string>[] tags = SessionTags.Read(call.Parameters, ref constraints);
        if (constraints.ToError() is { } violated)
        {
            return violated;
        }

        if (call.Caller.Session is not null)
        {
            return StsErrors.SessionCredentials(Name);
        }

        string arn = Arn.FederatedUser(call.PartitionName, call.Account.IdText, name!);
        RequestTerms terms = tags.Length == 0 ? RequestTerms.None : new RequestTerms { Tags = tags };
        int packedPolicySize = 0;
        AwsError? refusal =
            SessionPolicies.CheckArns(policyArns, call.Account, call.PartitionName)
            ?? SessionTags.Check(tags)
            ?? authorizer.Authorize(call, "sts:GetFederationToken", arn, terms)
            ?? (tags.Length == 0 ? null : authorizer.Authorize(call, "sts:TagSession", arn, terms))
            ?? SessionPolicies.CheckSize(policy, policyArns, tags, call.Limits, out packedPolicySize)
            ?? RegionActivation.Check(call, call.Account);
        if (refusal is not null)
        {
            return refusal;
        }

        Caller caller = call.Caller;
        SessionCredentials credentials = await issuer.IssueAsync(
            call,
            new SessionRequest(
                SessionKind.FederatedUser,
                caller.Account.Id,
                name!,
                caller.User?.UserId ?? caller.Account.IdText,
                SessionDuration.Effective(seconds, caller))
            {
                Policy = policy ?? "",
                PolicyArns = policyArns,
                Tags = tags,
                IsGlobal = call.IssuesVersion1TokensFor(caller.Account),
            });
        SessionClaims session = credentials.Claims;

        credentials.WriteTo(result);
        result.BeginStructure("FederatedUser"u8);
        WriteId(result, call.Account, name!);
        result.Member("Arn"u8, arn);
        result.EndStructure("FederatedUser"u8);
        result.Member("PackedPolicySize"u8, packedPolicySize);
        return null;
    }

    // No character of a valid name is one that needs to be escaped.
    private static void WriteId(ResultWriter result, Account account, string name)
    {
        Span<byte> id = stackalloc byte[AccountIdLength + 1 + FederatedUserName.MaximumLength];
        int length = Encoding.ASCII.GetBytes(account.IdText, id);
        id[length++] = (byte)':';
        length += Encoding.ASCII.GetBytes(name, id[length..]);
        result.Member("FederatedUserId"u8, id[..length]);
    }
}
