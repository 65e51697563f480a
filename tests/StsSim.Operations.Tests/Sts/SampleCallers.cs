using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Sts;

/// <summary>An account with a root key, a user and a managed policy, and who calls with its keys.</summary>
internal sealed class SampleCallers : IDisposable
{
    public const string RootKey = "AKIARZPUZDIKROOTKEY2";
    public const string UserKey = "AKIARZPUZDIKUSERKEY2";
    public const string PolicyArn = "arn:aws:iam::123456789012:policy/team/Readers";

    private readonly StsInstruments _instruments = new();

    public SampleCallers()
    {
        var snapshot = new AccountSnapshot
        {
            Version = 1,
            Quotas = AccountQuotas.Aws,
            Account = new AccountDefinition
            {
                AccountId = "123456789012",
                Settings = new AccountSettings { RootAccessKeys = [new AccessKeyDefinition(RootKey, "root-secret", Active: true)] },
                Policies =
                [
                    new ManagedPolicyDefinition
                    {
                        Name = "Readers", Path = "/team/", Arn = PolicyArn, PolicyId = "ANPABP3PALK3KTQTNRTMK",
                        Versions = [new PolicyVersionDefinition(1, """{"Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}}""", default)],
                    },
                ],
                Users =
                [
                    new UserDefinition
                    {
                        Name = "Alice", Path = "/", UserId = "AIDABP3PALK3KTQTNRTMK",
                        AccessKeys = [new AccessKeyDefinition(UserKey, "user-secret", Active: true)],
                    },
                ],
            },
        };
        Account = new Account(
            snapshot, new AccountLeases(new AccountId(123_456_789_012), 1, KnownGrains.None, TimeProvider.System, _instruments));
    }

    public Account Account { get; }

    public Caller Root => Caller.WithKey(Account, Account.FindKey(RootKey)!);

    public Caller User => Caller.WithKey(Account, Account.FindKey(UserKey)!);

    public void Dispose() => _instruments.Dispose();
}
