using StsSim.Federation.Saml;
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
/// Temporary credentials of a role for somebody a SAML 2.0 identity provider vouches for. Unsigned: the assertion is the
/// credential. The session ends at the earlier of the duration and the assertion's <c>SessionNotOnOrAfter</c>.
/// </summary>
public sealed class AssumeRoleWithSAML(PrincipalDirectory roles, SamlProviders providers, SessionIssuer issuer)
    : StsOperation("AssumeRoleWithSAML")
{
    private const string Action = "sts:AssumeRoleWithSAML";

    public override bool IssuesSessions => true;

    public override bool IsSigned => false;

    public override async ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        if (SessionDuration.Read(call.Parameters, out int? seconds) is { } malformed)
        {
            return malformed;
        }

        string? roleArn = call.Parameters.Find("RoleArn"u8);
        string? principalArn = call.Parameters.Find("PrincipalArn"u8);
        string? assertion = call.Parameters.Find("SAMLAssertion"u8);
        string? policy = call.Parameters.Find("Policy"u8);
        var constraints = new ParameterConstraints(call.Limits);
        constraints.Text("roleArn", roleArn, required: true, 20, 2048, ParameterPattern.Arn);
        constraints.Text("principalArn", principalArn, required: true, 20, 2048, ParameterPattern.Arn);
        constraints.SensitiveText("sAMLAssertion", assertion, required: true, 4, 100_000);
        string[] policyArns = SessionPolicies.ReadArns(call.Parameters, ref constraints);
        constraints.Text("policy", policy, required: false, 1, 2048, ParameterPattern.SessionPolicy);
        constraints.Number("durationSeconds", seconds, SessionDuration.Minimum, SessionDuration.RoleMaximum);
        if (constraints.ToError() is { } violated)
        {
            return violated;
        }

        if (!Arn.IsWellFormed(roleArn) || !Arn.IsWellFormed(principalArn))
        {
            return StsErrors.InvalidArn(Arn.IsWellFormed(roleArn) ? principalArn! : roleArn!);
        }

        if (await providers.FindAsync(principalArn!) is not { } provider)
        {
            return StsErrors.UnknownSamlProvider;
        }

        SamlOutcome outcome = SamlResponseVerifier.Verify(assertion!, provider.Provider, call.ServerTime, call.Limits.XmlDepth);
        if (!outcome.IsVerified)
        {
            return SamlRefusal.Of(outcome.Fault.Value);
        }

        SamlIdentity identity = outcome.Identity;
        AwsError? refusal = SessionTags.Check(identity.PrincipalTags)
            ?? SessionTags.CheckTransitive(identity.PrincipalTags, identity.TransitiveTagKeys, []);
        if (refusal is not null)
        {
            return refusal;
        }

        Role? role = await roles.FindAsync(roleArn!);
        bool isOffered = identity.Roles.Contains(new SamlRole(roleArn!, principalArn!));
        if (role is null || !isOffered || IsReserved(role) || !IsTrusted(call, roleArn!, role, identity, provider))
        {
            return StsErrors.NotAuthorizedFederated(Action);
        }

        int packedPolicySize = 0;
        string partition = RoleArn.Parse(roleArn)!.Value.Partition;
        refusal = SessionDuration.OfRole(seconds, role, isChained: false, out TimeSpan duration)
            ?? SessionPolicies.CheckArns(policyArns, role.Account, partition)
            ?? SessionPolicies.CheckSize(policy, policyArns, identity.PrincipalTags, call.Limits, out packedPolicySize)
            ?? RegionActivation.Check(call, role.Account);
        if (refusal is not null)
        {
            return refusal;
        }

        if (identity.SessionNotOnOrAfter is { } end && end - call.ServerTime < call.Clock.Scale(duration))
        {
            duration = (end - call.ServerTime) * call.Clock.SessionTimeScale;
        }

        SessionCredentials credentials = await issuer.IssueAsync(
            call,
            new SessionRequest(SessionKind.AssumedRole, role.Account.Id, identity.RoleSessionName, role.RoleId, duration)
            {
                Policy = policy ?? "",
                PolicyArns = policyArns,
                Tags = identity.PrincipalTags,
                TransitiveTagKeys = identity.TransitiveTagKeys,
                SourceIdentity = identity.SourceIdentity ?? "",
                FederatedContext = SamlKeys.Lasting(identity, provider),
                FederatedProvider = principalArn!,
                IsGlobal = call.IssuesVersion1TokensFor(role.Account),
            });

        result.Member("Issuer"u8, identity.Issuer);
        AssumedRoleUser.Write(result, partition, role, identity.RoleSessionName);
        credentials.WriteTo(result);
        result.Member("Audience"u8, identity.Recipient);
        result.Member("SubjectType"u8, identity.SubjectType);
        if (policy is not null || policyArns.Length > 0 || identity.PrincipalTags.Count > 0)
        {
            result.Member("PackedPolicySize"u8, packedPolicySize);
        }

        result.Member("NameQualifier"u8, provider.NameQualifierOf(identity));
        if (!string.IsNullOrEmpty(identity.SourceIdentity))
        {
            result.Member("SourceIdentity"u8, identity.SourceIdentity);
        }

        result.Member("Subject"u8, identity.Subject);
        return null;
    }

    // Roles of IAM Identity Center can be assumed through it alone (STS API reference).
    private static bool IsReserved(Role role) => role.Name.StartsWith("AWSReservedSSO_", StringComparison.Ordinal);

    private static bool IsTrusted(AwsCall call, string roleArn, Role role, SamlIdentity identity, RegisteredSamlProvider provider)
    {
        var terms = new RequestTerms
        {
            RoleSessionName = identity.RoleSessionName,
            SourceIdentity = identity.SourceIdentity,
            Tags = identity.PrincipalTags,
            TransitiveTagKeys = identity.TransitiveTagKeys,
            Role = role,
            ProviderKeys = SamlKeys.OfRequest(identity, provider),
            FederatedProvider = provider.Arn,
        };
        var principal = new Principal { Type = PrincipalType.Saml, Arn = provider.Arn };
        return Authorizer.IsTrusted(call, principal, Action, roleArn, role, terms)
            && (identity.PrincipalTags.Count == 0 || Authorizer.IsTrusted(call, principal, "sts:TagSession", roleArn, role, terms))
            && (string.IsNullOrEmpty(identity.SourceIdentity)
                || Authorizer.IsTrusted(call, principal, "sts:SetSourceIdentity", roleArn, role, terms));
    }
}
