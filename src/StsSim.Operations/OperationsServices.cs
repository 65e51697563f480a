using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Cluster;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Observation;
using StsSim.Operations.Sts;
using StsSim.Operations.Throttling;
using StsSim.Operations.Worlds;
using StsSim.Protocol.SigV4;

namespace StsSim.Operations;

public static class OperationsServices
{
    /// <summary>Registers the request path. Needs an Orleans client, the clock <see cref="SimulatedTime"/> and <see cref="AuthenticationOptions"/>.</summary>
    public static IServiceCollection AddStsOperations(this IServiceCollection services) => services
        .AddSingleton<StsInstruments>()
        .AddSingleton<AccountLeasesFactory>()
        .AddSingleton<AccountCache>()
        .AddSingleton<LedgerJournal>()
        .AddSingleton<ClusterLink>()
        .AddSingleton<ClusterUpkeep>()
        .AddSingleton(new SigningKeyCache())
        .AddSingleton<SignatureVerifier>()
        .AddSingleton<Authenticator>()
        .AddSingleton<QuotaAdmission>()
        .AddSingleton<AccessKeyNumbers>()
        .AddSingleton<SessionIssuer>()
        .AddSingleton<StsOperation, GetAccessKeyInfo>()
        .AddSingleton<StsOperation, GetCallerIdentity>()
        .AddSingleton<StsOperation, GetFederationToken>()
        .AddSingleton<StsOperation, GetSessionToken>()
        .AddSingleton<StsPipeline>()
        .AddSingleton<WorldProvisioner>();
}
