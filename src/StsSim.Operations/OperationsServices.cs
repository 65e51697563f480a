using Microsoft.Extensions.DependencyInjection;
using StsSim.Federation.OAuth;
using StsSim.Federation.Oidc;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Authorization;
using StsSim.Operations.Clocks;
using StsSim.Operations.Cluster;
using StsSim.Operations.Experiments;
using StsSim.Operations.Faults;
using StsSim.Operations.Iam;
using StsSim.Operations.Iam.Roles;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Leases;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Observation;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sessions;
using StsSim.Operations.Sts;
using StsSim.Operations.Throttling;
using StsSim.Protocol.SigV4;

namespace StsSim.Operations;

public static class OperationsServices
{
    /// <summary>Registers the request path. Needs an Orleans client, the clock <see cref="SimulatedTime"/> <see cref="AuthenticationOptions"/>, <see cref="OAuthOptions"/>, <see cref="RequestLimits"/> and <see cref="VerificationKeysOptions"/>.</summary>
    public static IServiceCollection AddStsOperations(this IServiceCollection services) => services
        .AddSingleton<StsInstruments>()
        .AddSingleton<AccountLeasesFactory>()
        .AddSingleton<AccountCache>()
        .AddSingleton<LedgerJournal>()
        .AddSingleton<ExperimentRecorder>()
        .AddSingleton<ClientObserver>()
        .AddSingleton<Observatory>()
        .AddSingleton<RequestGate>()
        .AddSingleton<ClusterLink>()
        .AddSingleton<ClusterContact>()
        .AddSingleton<ClusterRenewal>()
        .AddSingleton<ClusterUpkeep>()
        .AddSingleton(new SigningKeyCache())
        .AddSingleton<SignatureVerifier>()
        .AddSingleton<AccessKeyUsage>()
        .AddSingleton<WorldClock>()
        .AddSingleton<Authenticator>()
        .AddSingleton<FaultCounters>()
        .AddSingleton<FaultRules>()
        .AddSingleton<FaultInjector>()
        .AddSingleton<QuotaAdmission>()
        .AddSingleton<AccessKeyNumbers>()
        .AddSingleton<SessionIssuer>()
        .AddSingleton<PrincipalDirectory>()
        .AddSingleton<MfaVerifier>()
        .AddSingleton<MfaClock>()
        .AddSingleton<Authorizer>()
        .AddSingleton<AuthorizationMessages>()
        .AddSingleton<BuiltInIssuers>()
        .AddSingleton<IBuiltInKeys>(services => services.GetRequiredService<BuiltInIssuers>())
        .AddSingleton(services => new VerificationKeys(
            services.GetRequiredKeyedService<TimeProvider>(SimulatedTime.Key), services.GetRequiredService<IBuiltInKeys>(), services.GetRequiredService<VerificationKeysOptions>()))
        .AddSingleton<WebIdentityVerifier>()
        .AddSingleton<OAuthTokens>()
        .AddSingleton(services => new OAuthTokenVerifier(services.GetRequiredService<OAuthOptions>().ToEndpoints()))
        .AddSingleton<OAuthProviders>()
        .AddSingleton<ContextAssertions>()
        .AddSingleton<SamlProviders>()
        .AddSingleton<TradeInTokens>()
        .AddSingleton<AccessSimulation>()
        .AddSingleton<StsOperation, AssumeRole>()
        .AddSingleton<StsOperation, AssumeRoleWithSAML>()
        .AddSingleton<StsOperation, AssumeRoleWithWebIdentity>()
        .AddSingleton<StsOperation, AssumeRoot>()
        .AddSingleton<StsOperation, DecodeAuthorizationMessage>()
        .AddSingleton<StsOperation, GetAccessKeyInfo>()
        .AddSingleton<StsOperation, GetCallerIdentity>()
        .AddSingleton<StsOperation, GetDelegatedAccessToken>()
        .AddSingleton<StsOperation, GetFederationToken>()
        .AddSingleton<StsOperation, GetSessionToken>()
        .AddSingleton<StsOperation, GetWebIdentityToken>()
        .AddSingleton<AccountWriter>()
        .AddSingleton<AliasRegistry>()
        .AddSingleton<IssuerCertificate>()
        .AddSingleton<LeasedAccounts>()
        .AddSingleton<ExperimentRuns>()
        .AddSingleton<IamServices>()
        .AddSingleton<TrustPrincipals>()
        .AddIamOperations()
        .AddSingleton<RequestPipeline>();

    // A hundred of them, one a file, and no order among them.
    private static IServiceCollection AddIamOperations(this IServiceCollection services)
    {
        foreach (Type operation in typeof(IamOperation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(IamOperation)) && !type.IsAbstract))
        {
            services.AddSingleton(typeof(IamOperation), operation);
        }

        return services;
    }
}
