using Amazon.Runtime;
using StsSim.LoadTests.Clients.Fleets;

namespace StsSim.LoadTests.Clients;

/// <summary>A way of calling that experiments are run with; each run gives it an account of its own.</summary>
/// <param name="Name">As <c>load.clients</c> of an experiment names it.</param>
/// <param name="Does">One clause on how it behaves.</param>
/// <param name="Retries">The SDK's; null where they are off.</param>
/// <param name="IsFleet">Whether its calls are uses of sessions that it keeps, whatever <c>load.operation</c> says.</param>
internal sealed record ExperimentClient(
    string Name, string Does, RequestRetryMode? Retries, Func<ClientGroup, CallerSetting, ICaller> Create, bool IsFleet = false)
{
    public const string Region = "us-east-1";

    public static IReadOnlyList<ExperimentClient> All { get; } =
    [
        new("standard", "the SDK's standard mode: three attempts, exponential backoff with jitter, and a budget for retries", RequestRetryMode.Standard, Plain),
        new("adaptive", "the SDK's adaptive mode: as standard, and it slows itself down when it is throttled", RequestRetryMode.Adaptive, Plain),
        new("no-retries", "the SDK with retries off", null, Plain),
        new("naive", "the SDK with retries off in a loop written by hand: up to five attempts, at once, whatever went wrong", null, Naive),
        Fleet("fleet", "a fleet that renews its sessions early, at random moments, keeps the old one until the new one is known, and holds back when renewing does not help", RenewalPolicy.Careful),
        Fleet("fleet-at-expiry", "a fleet that renews its sessions when their Expiration has come, and at no other time", RenewalPolicy.AtExpiry),
        Fleet("fleet-eager", "a fleet that renews its sessions at once whenever one is refused, up to four times a call", RenewalPolicy.Eager),
    ];

    public ClientGroup Group => new(Name, Region, Retries);

    public static ExperimentClient? Find(string name) =>
        All.FirstOrDefault(client => string.Equals(client.Name, name, StringComparison.OrdinalIgnoreCase));

    public ICaller CreateFor(CallerSetting setting) => Create(Group, setting);

    private static StsClient Plain(ClientGroup group, CallerSetting setting) =>
        new(setting.Endpoint, group, setting.Account.Credentials, setting.Call, setting.Timeout);

    private static HandWrittenRetries Naive(ClientGroup group, CallerSetting setting) => new(Plain(group, setting));

    private static ExperimentClient Fleet(string name, string does, RenewalPolicy policy) => new(
        name,
        does,
        RequestRetryMode.Standard,
        (group, setting) => new CredentialFleet(
            policy,
            Plain(group, setting with { Call = StsCall.AssumeRole(setting.Account.RoleArn, setting.SessionSeconds) }),
            new StsClient(setting.Endpoint, group, new SessionInUse(), StsCall.GetCallerIdentity, setting.Timeout),
            setting.Time,
            setting.Seed),
        IsFleet: true);
}
