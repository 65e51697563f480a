using StsSim.Iam.Credentials;
using StsSim.Iam.Evaluation;
using StsSim.Operations.Authentication;

namespace StsSim.Operations.Authorization;

/// <summary>
/// The condition keys that follow from who calls (IAM User Guide, "AWS global condition context keys", properties of
/// the principal and of the role session).
/// </summary>
/// <param name="caller"><see langword="null"/> for a caller without AWS credentials.</param>
/// <param name="now">By the server's clock.</param>
/// <param name="skew">How far that is ahead of the clock that sessions age by.</param>
internal class CallerConditions(Caller? caller, string partition, DateTimeOffset now, TimeSpan skew = default) : ConditionContext
{
    /// <summary>Every key this context may know; families of keys are listed without their suffix.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalType", "aws:userid", "aws:username",
        "aws:SourceIdentity", "aws:FederatedProvider", "aws:TokenIssueTime", "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge",
        "aws:CurrentTime", "aws:EpochTime",
    ];

    protected Caller? Caller { get; } = caller;

    public override ConditionValues Find(ConditionKey key)
    {
        switch (key.Name)
        {
            case "aws:currenttime":
                return ConditionValues.Of(now);
            case "aws:epochtime":
                return ConditionValues.Of(now.ToUnixTimeSeconds());
        }

        return Caller is null ? default : FindOfCaller(Caller, key);
    }

    private ConditionValues FindOfCaller(Caller caller, ConditionKey key)
    {
        SessionClaims? session = caller.Session;
        switch (key.Name)
        {
            case "aws:principalarn":
                Principal principal = caller.PrincipalIn(partition);
                return ConditionValues.Of(principal.RoleArn ?? principal.Arn);
            case "aws:principalaccount":
                return ConditionValues.Of(caller.Account.IdText);
            case "aws:principalorgid":
                return Optional(caller.Account.Organization?.OrganizationId);
            case "aws:principaltype":
                return ConditionValues.Of(TypeOf(caller));
            case "aws:userid":
                return ConditionValues.Of(caller.UserId);
            case "aws:username":
                return caller.IsFederatedUser ? default : Optional(caller.User?.Name);
            case "aws:sourceidentity":
                return Optional(session?.SourceIdentity);
            case "aws:federatedprovider":
                return Optional(session?.FederatedProvider);
            case "aws:tokenissuetime":
                return session is null ? default : ConditionValues.Of(session.IssuedAt + skew);
            case "aws:multifactorauthpresent":
                // Absent for long-term keys; a role session never carries it on.
                return session is null ? default : ConditionValues.Of(session.MfaAuthenticatedAt is not null);
            case "aws:multifactorauthage":
                return session?.MfaAuthenticatedAt is { } at ? ConditionValues.Of((long)(now - skew - at).TotalSeconds) : default;
        }

        if (key.Prefix == "aws:principaltag")
        {
            return caller.FindTag(key.Suffix!) is { } tag ? ConditionValues.Of(tag) : default;
        }

        return session is null ? default : FindFederated(session, key);
    }

    protected static ConditionValues Optional(string? value) => string.IsNullOrEmpty(value) ? default : ConditionValues.Of(value);

    private static ConditionValues FindFederated(SessionClaims session, ConditionKey key)
    {
        string? single = null;
        List<string>? several = null;
        foreach ((string name, string value) in session.FederatedContext)
        {
            if (!name.Equals(key.Name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (single is null)
            {
                single = value;
            }
            else
            {
                (several ??= [single]).Add(value);
            }
        }

        return several is not null ? ConditionValues.Of(several) : Optional(single);
    }

    private static string TypeOf(Caller caller) => caller switch
    {
        { IsFederatedUser: true } => "FederatedUser",
        { Role: not null } => "AssumedRole",
        { User: not null } => "User",
        _ => "Account",
    };
}
