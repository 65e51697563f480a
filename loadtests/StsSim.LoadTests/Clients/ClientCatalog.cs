using StsSim.LoadTests.Clients.DotNet;
using StsSim.LoadTests.Clients.Drivers;
using StsSim.LoadTests.Clients.Fleets;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Clients;

/// <summary>Every kind of client that comes with the program.</summary>
internal static class ClientCatalog
{
    public static IReadOnlyList<ClientKind> All { get; } =
    [
        RawKind.Value,
        DotNetKinds.Standard,
        DotNetKinds.Adaptive,
        DotNetKinds.NoRetries,
        .. DriverKinds.All,
        new("naive", "the AWS SDK for .NET with retries off in a loop written by hand: up to five attempts, at once, whatever went wrong", true, static () => null, NaiveAsync),
        Fleet("fleet", "a fleet that renews its sessions early, at random moments, keeps the old one until the new one is known, and holds back when renewing does not help", RenewalPolicy.Careful),
        Fleet("fleet-at-expiry", "a fleet that renews its sessions when their Expiration has come, and at no other time", RenewalPolicy.AtExpiry),
        Fleet("fleet-eager", "a fleet that renews its sessions at once whenever one is refused, up to four times a call", RenewalPolicy.Eager),
    ];

    public static ClientKind? Find(string name) =>
        All.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase));

    private static async Task<IStsClient> NaiveAsync(ClientSetting setting, CancellationToken cancellationToken) =>
        new HandWrittenRetries(await DotNetKinds.NoRetries.CreateAsync(setting, cancellationToken).ConfigureAwait(false));

    private static ClientKind Fleet(string name, string does, RenewalPolicy policy) => new(
        name,
        does,
        true,
        static () => null,
        async (setting, cancellationToken) => new CredentialFleet(
            policy,
            await DotNetKinds.Standard.CreateAsync(setting, cancellationToken).ConfigureAwait(false),
            setting.Time,
            setting.Seed),
        IsFleet: true);
}
