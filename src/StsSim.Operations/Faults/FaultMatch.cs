using System.Net;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Faults;

/// <summary>
/// Which requests a rule is for. Every member that is named must match, and of the members of a list any; a member that
/// is absent matches everything. Texts may hold <c>*</c> and <c>?</c> and compare ignoring case, unless they are ARNs or
/// names, which do not.
/// </summary>
public sealed record FaultMatch
{
    public IReadOnlyList<AccountId>? Accounts { get; init; }

    /// <summary>Names of operations. Without any, those of STS: IAM sets the stage, and has to be named to fail.</summary>
    public IReadOnlyList<string>? Operations { get; init; }

    /// <summary>The caller's ARN, or for a role session its role's.</summary>
    public IReadOnlyList<string>? Principals { get; init; }

    /// <summary>The ARN of the role asked for.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    public IReadOnlyList<string>? FederatedUsers { get; init; }

    public IReadOnlyList<string>? SessionNames { get; init; }

    public IReadOnlyList<string>? AccessKeyIds { get; init; }

    /// <summary>What the request is signed with, of <see cref="CredentialKind"/>.</summary>
    public IReadOnlyList<CredentialKind>? Credentials { get; init; }

    public IReadOnlyList<string>? UserAgents { get; init; }

    /// <summary>The product of the User-Agent, e.g. <c>Boto3</c>, with or without a version: <c>aws-cli/1.*</c>.</summary>
    public IReadOnlyList<string>? Sdks { get; init; }

    public IReadOnlyList<string>? RetryModes { get; init; }

    public IReadOnlyList<string>? ApplicationIds { get; init; }

    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Addresses the request came from.</summary>
    public IReadOnlyList<IPNetwork>? Sources { get; init; }

    /// <summary>Numbers of attempts, each from and to inclusive.</summary>
    public IReadOnlyList<(int From, int To)>? Attempts { get; init; }

    /// <summary>Headers by name, each with the values it may have.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Values)> Headers { get; init; } = [];

    public bool Matches(FaultSubject subject) =>
        MatchesOperation(subject)
        && (Accounts is null || (subject.Account is { } account && Accounts.Contains(account)))
        && (Attempts is null || MatchesAttempt(subject.Attempt))
        && IsAny(Regions, subject, static subject => subject.Region, ignoreCase: true)
        && IsAny(FederatedUsers, subject, static subject => subject.FederatedUser)
        && MatchesPrincipal(subject)
        && IsAny(Roles, subject, static subject => subject.RequestedRole)
        && IsAny(SessionNames, subject, static subject => subject.SessionName)
        && IsAny(AccessKeyIds, subject, static subject => subject.AccessKeyId)
        && (Credentials is null || Credentials.Contains(CredentialKindOf(subject)))
        && MatchesClient(subject)
        && (Sources is null || MatchesSource(subject.Source))
        && MatchesHeaders(subject);

    /// <summary>Whether a text is one of the patterns; everything is where there are none.</summary>
    internal static bool IsAny(IReadOnlyList<string>? patterns, string? text, bool ignoreCase)
    {
        if (patterns is null)
        {
            return true;
        }

        if (text is null)
        {
            return false;
        }

        for (int i = 0; i < patterns.Count; i++)
        {
            if (new FaultPattern(patterns[i]).Matches(text, ignoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAny(IReadOnlyList<string>? patterns, FaultSubject subject, Func<FaultSubject, string?> read, bool ignoreCase = false) =>
        patterns is null || IsAny(patterns, read(subject), ignoreCase);

    private bool MatchesOperation(FaultSubject subject) => Operations is null
        ? subject.Call.Operation.Service == "sts"
        : IsAny(Operations, subject.Call.Operation.Name, ignoreCase: true);

    private bool MatchesAttempt(int attempt)
    {
        for (int i = 0; i < Attempts!.Count; i++)
        {
            if (attempt >= Attempts[i].From && attempt <= Attempts[i].To)
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesPrincipal(FaultSubject subject) =>
        Principals is null || IsAny(Principals, subject.Principal?.Arn, ignoreCase: false) || IsAny(Principals, subject.Principal?.RoleArn, ignoreCase: false);

    private bool MatchesClient(FaultSubject subject) =>
        (UserAgents is null || IsAny(UserAgents, subject.Call.Request.TryGetHeader("User-Agent", out string agent) ? agent : null, ignoreCase: true))
        && (Sdks is null || MatchesSdk(subject.Client))
        && (RetryModes is null || IsAny(RetryModes, subject.Client.RetryMode, ignoreCase: true))
        && (ApplicationIds is null || IsAny(ApplicationIds, subject.Client.ApplicationId, ignoreCase: true));

    private bool MatchesSdk(SdkClient client) => client.Sdk.Length > 0
        && (IsAny(Sdks, client.Sdk, ignoreCase: true) || IsAny(Sdks, $"{client.Sdk}/{client.Version}", ignoreCase: true));

    private bool MatchesSource(IPAddress? source)
    {
        for (int i = 0; i < Sources!.Count; i++)
        {
            if (source is not null && Sources[i].BaseAddress.AddressFamily == source.AddressFamily && Sources[i].Contains(source))
            {
                return true;
            }
        }

        return false;
    }

    private bool MatchesHeaders(FaultSubject subject)
    {
        for (int i = 0; i < Headers.Count; i++)
        {
            if (!subject.Call.Request.TryGetHeader(Headers[i].Name, out string value) || !IsAny(Headers[i].Values, value, ignoreCase: false))
            {
                return false;
            }
        }

        return true;
    }

    private static CredentialKind CredentialKindOf(FaultSubject subject) => subject.Call.Claim.Signature switch
    {
        null => CredentialKind.None,
        { SessionToken: null } => CredentialKind.LongTerm,
        _ => CredentialKind.Session,
    };
}
