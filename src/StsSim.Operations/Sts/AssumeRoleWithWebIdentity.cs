using StsSim.Federation.Oidc;
using StsSim.Iam.Credentials;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sessions;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>
/// Temporary credentials of a role for somebody an OpenID Connect provider vouches for. Unsigned: the token is the
/// credential. The provider must be registered in the role's account, and the role's trust policy alone decides.
/// </summary>
public sealed class AssumeRoleWithWebIdentity(
    PrincipalDirectory roles, WebIdentityVerifier verifier, OAuthProviders oauthProviders, SessionIssuer issuer)
    : StsOperation("AssumeRoleWithWebIdentity")
{
    private const string Action = "sts:AssumeRoleWithWebIdentity";

    public override bool IssuesSessions => true;

    public override bool IsSigned => false;

    public override async ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        if (SessionDuration.Read(call.Parameters, out int? seconds) is { } malformed)
        {
            return malformed;
        }

        string? roleArn = call.Parameters.Find("RoleArn"u8);
        string? sessionName = call.Parameters.Find("RoleSessionName"u8);
        string? token = call.Parameters.Find("WebIdentityToken"u8);
        string? providerId = call.Parameters.Find("ProviderId"u8);
        string? policy = call.Parameters.Find("Policy"u8);
        var constraints = new ParameterConstraints(call.Limits);
        constraints.Text("roleArn", roleArn, required: true, 20, 2048, ParameterPattern.Arn);
        constraints.Text("roleSessionName", sessionName, required: true, 2, 64, ParameterPattern.UserName);
        constraints.SensitiveText("webIdentityToken", token, required: true, 4, 20_000);
        constraints.Text("providerId", providerId, required: false, 4, 2048, ParameterPattern.Any);
        string[] policyArns = SessionPolicies.ReadArns(call.Parameters, ref constraints);
        constraints.Text("policy", policy, required: false, 1, 2048, ParameterPattern.SessionPolicy);
        constraints.Number("durationSeconds", seconds, SessionDuration.Minimum, SessionDuration.RoleMaximum);
        if (constraints.ToError() is { } violated)
        {
            return violated;
        }

        if (!Arn.IsWellFormed(roleArn))
        {
            return StsErrors.InvalidArn(roleArn!);
        }

        if (await roles.FindAccountAsync(roleArn) is not { } account)
        {
            return StsErrors.NotAuthorizedFederated(Action);
        }

        string partition = RoleArn.Parse(roleArn)!.Value.Partition;
        (AwsError? refusal, WebIdentitySubject? subject) = providerId is null
            ? await VerifyAsync(token!, account, partition, call.ServerTime)
            : await oauthProviders.VerifyAsync(providerId, token!);
        refusal ??= SessionTags.Check(subject!.Tags) ?? SessionTags.CheckTransitive(subject.Tags, subject.TransitiveTagKeys, []);
        if (refusal is not null)
        {
            return refusal;
        }

        Role? role = await roles.FindAsync(roleArn!);
        if (role is null || !IsTrusted(call, roleArn!, role, sessionName!, subject!))
        {
            return StsErrors.NotAuthorizedFederated(Action);
        }

        int packedPolicySize = 0;
        refusal = SessionDuration.OfRole(seconds, role, isChained: false, out TimeSpan duration)
            ?? SessionPolicies.CheckArns(policyArns, role.Account, partition)
            ?? SessionPolicies.CheckSize(policy, policyArns, subject!.Tags, call.Limits, out packedPolicySize)
            ?? RegionActivation.Check(call, role.Account);
        if (refusal is not null)
        {
            return refusal;
        }

        SessionCredentials credentials = await issuer.IssueAsync(
            call,
            new SessionRequest(SessionKind.AssumedRole, role.Account.Id, sessionName!, role.RoleId, duration)
            {
                Policy = policy ?? "",
                PolicyArns = policyArns,
                Tags = subject!.Tags,
                TransitiveTagKeys = subject.TransitiveTagKeys,
                SourceIdentity = subject.SourceIdentity ?? "",
                FederatedContext = subject.LastingKeys,
                FederatedProvider = subject.Provider,
                IsGlobal = call.IssuesVersion1TokensFor(role.Account),
            });

        result.Member("Audience"u8, subject.Audience);
        AssumedRoleUser.Write(result, partition, role, sessionName!);
        result.Member("Provider"u8, subject.Provider);
        credentials.WriteTo(result);
        result.Member("SubjectFromWebIdentityToken"u8, subject.Subject);
        if (policy is not null || policyArns.Length > 0 || subject.Tags.Count > 0)
        {
            result.Member("PackedPolicySize"u8, packedPolicySize);
        }

        if (!string.IsNullOrEmpty(subject.SourceIdentity))
        {
            result.Member("SourceIdentity"u8, subject.SourceIdentity);
        }

        return null;
    }

    private async ValueTask<(AwsError? Refusal, WebIdentitySubject? Subject)> VerifyAsync(
        string token, Account account, string partition, DateTimeOffset now)
    {
        WebIdentityOutcome outcome = await verifier.VerifyAsync(token, account.OidcProviders, now, CancellationToken.None);
        return outcome is WebIdentity identity
            ? (null, WebIdentitySubject.Of(identity, partition, account.IdText))
            : (WebIdentityRefusal.Of((WebIdentityFault)outcome), null);
    }

    private static bool IsTrusted(AwsCall call, string roleArn, Role role, string sessionName, WebIdentitySubject subject)
    {
        var terms = new RequestTerms
        {
            RoleSessionName = sessionName,
            SourceIdentity = subject.SourceIdentity,
            Tags = subject.Tags,
            TransitiveTagKeys = subject.TransitiveTagKeys,
            Role = role,
            ProviderKeys = subject.RequestKeys,
            FederatedProvider = subject.Provider,
        };
        var principal = new Principal { Type = PrincipalType.WebIdentity, Arn = subject.PrincipalArn };
        return Authorizer.IsTrusted(call, principal, Action, roleArn, role, terms)
            && (subject.Tags.Count == 0 || Authorizer.IsTrusted(call, principal, "sts:TagSession", roleArn, role, terms))
            && (string.IsNullOrEmpty(subject.SourceIdentity)
                || Authorizer.IsTrusted(call, principal, "sts:SetSourceIdentity", roleArn, role, terms));
    }
}
