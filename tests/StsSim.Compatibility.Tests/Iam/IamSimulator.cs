using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Iam;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Federation.Oidc;

[assembly: AssemblyFixture(typeof(IamSimulator))]

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>A simulator with many accounts, each with a root key and an administrator, so that every test can have its own.</summary>
public sealed class IamSimulator : RunningSimulator
{
    private const long FirstAccount = 400_000_000_000;
    private const int Accounts = 400;

    private int _taken;

    protected override string World => $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 100000, "burst": 100000 } },
          "accounts": [{{string.Join(",", Enumerable.Range(0, Accounts).Select(AccountOf))}}]
        }
        """;

    /// <summary>An account that no other test has, with one user, the administrator <c>admin</c>.</summary>
    public IamAccount TakeAccount()
    {
        int number = Interlocked.Increment(ref _taken) - 1;
        return number < Accounts
            ? new IamAccount(this, IdOf(number), KeyOf("ROOT", number), KeyOf("ADMN", number))
            : throw new InvalidOperationException($"More than {Accounts} accounts are needed: raise the number.");
    }

    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton(new VerificationKeysOptions { Networks = IssuerNetworks.Loopback });

    private static string AccountOf(int number) => $$"""
        {
          "id": "{{IdOf(number)}}",
          "root": { "accessKeys": [{{Json(KeyOf("ROOT", number))}}] },
          "users": [{
            "name": "admin", "accessKeys": [{{Json(KeyOf("ADMN", number))}}],
            "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]
          }]
        }
        """;

    private static string IdOf(int number) => $"{FirstAccount + number}";

    private static ClientKey KeyOf(string kind, int number) => new($"AKIAIAM{kind}{number:000}TEST22", $"secret-of-{kind}-{number}");

    private static string Json(ClientKey key) => $$"""{ "accessKeyId": "{{key.AccessKeyId}}", "secretAccessKey": "{{key.SecretAccessKey}}" }""";
}
