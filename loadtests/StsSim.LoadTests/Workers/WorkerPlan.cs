using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Workers;

/// <summary>What a worker is told before it gets ready.</summary>
/// <param name="Index">Which of the workers it is.</param>
/// <param name="Count">How many there are.</param>
internal sealed record WorkerPlan(
    int Index,
    int Count,
    Uri Endpoint,
    string Scenario,
    TimeSpan Duration,
    double Rate,
    int Seed,
    Dictionary<string, double> Values,
    int? Copies,
    TimeSpan? Timeout,
    TimeSpan WarmUp,
    IReadOnlyList<WorkerGroup> Groups)
{
    // A record prints its members; the keys of accounts must not be among them.
    public override string ToString() => Scenario;
}

/// <summary>A client group that a worker is to drive its share of.</summary>
/// <param name="IsDriver">Whether it is a driver of the user's own; how it is started, the worker knows from its own user.</param>
internal sealed record WorkerGroup(string Kind, bool IsDriver, string Region, IReadOnlyList<WorkerAccount> Accounts, string? WebIdentityToken)
{
    public static WorkerGroup Of(GroupStage stage) => new(
        stage.Kind.Name,
        stage.Kind.DriverCommand is not null,
        stage.Group.Region,
        [.. stage.Accounts.Select(account => new WorkerAccount(
            account.AccountId,
            account.Credentials.AccessKeyId,
            account.Credentials.SecretAccessKey,
            account.Credentials.SessionToken,
            account.RoleArn,
            account.WebRoleArn))],
        stage.WebIdentityToken);

    public override string ToString() => Kind;
}

/// <summary>An account with its keys.</summary>
internal sealed record WorkerAccount(
    string AccountId, string AccessKeyId, string SecretAccessKey, string? SessionToken, string RoleArn, string WebRoleArn)
{
    public TargetAccount ToTarget() => new(AccountId, new ClientCredentials(AccessKeyId, SecretAccessKey, SessionToken))
    {
        RoleArn = RoleArn,
        WebRoleArn = WebRoleArn,
    };

    public override string ToString() => AccountId;
}
