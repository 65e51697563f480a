using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Authorization;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sessions;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>
/// Temporary credentials of a role, in the caller's account or another. The role's trust policy must allow it, and the
/// caller's own policies too where accounts differ or the trust policy names the account only. Nobody learns from a
/// refusal whether the role exists.
/// </summary>
public sealed class AssumeRole(PrincipalDirectory roles, Authorizer authorizer, MfaVerifier mfa, ContextAssertions contexts, SessionIssuer issuer)
    : StsOperation("AssumeRole")
{
    public override bool IssuesSessions => true;

    public override async ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        if (AssumeRoleRequest.Read(call.Parameters, call.Limits, out AssumeRoleRequest? request) is { } invalid)
        {
            return invalid;
        }

        AwsError? refusal = CheckCaller(call, request.RoleArn)
            ?? (Arn.IsWellFormed(request.RoleArn) ? null : StsErrors.InvalidArn(request.RoleArn))
            ?? await mfa.VerifyAsync(call.Caller, request.SerialNumber, request.TokenCode);
        if (refusal is not null)
        {
            return refusal;
        }

        SessionClaims? session = call.Caller.Session;
        IReadOnlyList<string> inheritedKeys = session?.TransitiveTagKeys ?? [];
        refusal = SessionTags.Check(request.Tags)
            ?? SessionTags.CheckTransitive(request.Tags, request.TransitiveTagKeys, inheritedKeys)
            ?? CheckSourceIdentity(request.SourceIdentity);
        if (refusal is not null)
        {
            return refusal;
        }

        (refusal, ProvidedContext context) = await contexts.VerifyAsync(request.ProvidedContexts, call.ServerTime);
        if (refusal is not null)
        {
            return refusal;
        }

        bool isOfPartition = RoleArn.Parse(request.RoleArn)?.Partition == call.PartitionName;
        Role? role = isOfPartition ? await roles.FindAsync(request.RoleArn) : null;
        KeyValuePair<string, string>[] tags = WithInherited(request.Tags, session, inheritedKeys);
        string sourceIdentity = request.SourceIdentity ?? session?.SourceIdentity ?? "";
        var terms = new RequestTerms
        {
            ExternalId = request.ExternalId,
            RoleSessionName = request.RoleSessionName,
            SourceIdentity = sourceIdentity,
            Tags = request.Tags,
            TransitiveTagKeys = request.TransitiveTagKeys,
            Role = role,
            WithMfa = request.SerialNumber is not null,
            ProviderKeys = context.RequestKeys,
        };
        refusal = authorizer.AuthorizeOnRole(call, "sts:AssumeRole", request.RoleArn, role, terms);
        if (refusal is not null || role is null)
        {
            return refusal;
        }

        TimeSpan duration = default;
        int packedPolicySize = 0;
        refusal = AuthorizeCompanions(call, request, role, terms, isTagged: tags.Length > 0, context)
            ?? CheckInheritedSourceIdentity(call, request, session)
            ?? SessionDuration.OfRole(request.DurationSeconds, role, isChained: session is not null, out duration)
            ?? SessionPolicies.CheckArns(request.PolicyArns, role.Account, call.PartitionName)
            ?? SessionPolicies.CheckSize(request.Policy, request.PolicyArns, tags, call.Limits, out packedPolicySize)
            ?? RegionActivation.Check(call, role.Account);
        if (refusal is not null)
        {
            return refusal;
        }

        SessionCredentials credentials = await issuer.IssueAsync(
            call,
            new SessionRequest(SessionKind.AssumedRole, role.Account.Id, request.RoleSessionName, role.RoleId, duration)
            {
                Policy = request.Policy ?? "",
                PolicyArns = request.PolicyArns,
                Tags = tags,
                TransitiveTagKeys = [.. inheritedKeys, .. request.TransitiveTagKeys],
                SourceIdentity = sourceIdentity,
                FederatedContext = context.LastingKeys,
                IsGlobal = call.IssuesVersion1TokensFor(role.Account),
            });

        AssumedRoleUser.Write(result, call.PartitionName, role, request.RoleSessionName);
        credentials.WriteTo(result);
        if (request.Policy is not null || request.PolicyArns.Count > 0 || tags.Length > 0)
        {
            result.Member("PackedPolicySize"u8, packedPolicySize);
        }

        if (sourceIdentity.Length > 0)
        {
            result.Member("SourceIdentity"u8, sourceIdentity);
        }

        return null;
    }

    // A federated user may not, whatever its policies say; what AWS says to it is not recorded.
    private static AwsError? CheckCaller(AwsCall call, string roleArn) => call.Caller switch
    {
        { IsRoot: true } => StsErrors.RootMayNotAssumeRoles,
        { IsFederatedUser: true } => StsErrors.NotAuthorizedPlainly(call.CallerArn, "sts:AssumeRole", roleArn),
        _ => null,
    };

    private static AwsError? CheckSourceIdentity(string? sourceIdentity) =>
        sourceIdentity?.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) == true ? StsErrors.ReservedSourceIdentity : null;

    // Once set, a source identity sticks through the whole chain.
    private static AwsError? CheckInheritedSourceIdentity(AwsCall call, AssumeRoleRequest request, SessionClaims? session) =>
        session is { SourceIdentity.Length: > 0 } && request.SourceIdentity is not null && request.SourceIdentity != session.SourceIdentity
            ? StsErrors.NotAuthorizedPlainly(call.CallerArn, "sts:SetSourceIdentity", request.RoleArn)
            : null;

    // What the session is given along with the role needs permissions of its own, inherited or passed.
    private AwsError? AuthorizeCompanions(
        AwsCall call, AssumeRoleRequest request, Role role, RequestTerms terms, bool isTagged, ProvidedContext context) =>
        (!isTagged ? null : authorizer.AuthorizeOnRole(call, "sts:TagSession", request.RoleArn, role, terms))
        ?? (string.IsNullOrEmpty(terms.SourceIdentity)
            ? null
            : authorizer.AuthorizeOnRole(call, "sts:SetSourceIdentity", request.RoleArn, role, terms))
        ?? (context.IsEmpty ? null : authorizer.AuthorizeOnRole(call, "sts:SetContext", request.RoleArn, role, terms));

    private static KeyValuePair<string, string>[] WithInherited(
        KeyValuePair<string, string>[] tags, SessionClaims? session, IReadOnlyList<string> inheritedKeys) =>
        inheritedKeys.Count == 0
            ? tags
            : [.. session!.Tags.Where(tag => inheritedKeys.Contains(tag.Key, StringComparer.OrdinalIgnoreCase)), .. tags];
}
