using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Iam.Credentials;
using StsSim.Operations.Accounts;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Sessions;
using StsSim.Operations.Tests.Sts;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests;

/// <summary>Whatever ends up in a log or in an assertion's message, a secret does not.</summary>
public sealed class SecretsTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static readonly byte[] Key = [.. Enumerable.Repeat((byte)0xA7, SessionTokenKey.SecretLength)];

    private static readonly AccountDefinition Account = new()
    {
        AccountId = "123456789012",
        Settings = new AccountSettings { RootAccessKeys = [new AccessKeyDefinition("AKIARZPUZDIKROOTKEY2", Secret, Active: true)] },
        Users =
        [
            new UserDefinition { Name = "a", Path = "/", UserId = "AIDA", AccessKeys = [new AccessKeyDefinition("AKIARZPUZDIKUSERKEY2", Secret, Active: true)] },
        ],
    };

    private static readonly SessionClaims Claims = new()
    {
        Kind = SessionKind.FederatedUser,
        Account = new(123_456_789_012),
        AccessKeyId = "ASIARZPUZDIKGB2VALC4",
        SecretAccessKey = Secret,
        IssuedAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.UnixEpoch,
        Name = "Bob",
        IssuerId = "AIDA",
    };

    public static TheoryData<object> Holders { get; } =
    [
        Claims,
        new SessionCredentials(Claims, new SessionTokenSealer([new SessionTokenKey(1, Key)]), DateTimeOffset.UnixEpoch),
        new SessionTokenKey(1, Key),
        new LongTermKey("AKIAIOSFODNN7EXAMPLE", Secret, Active: true, User: null),
        new SealingKey(1, Key),
        new MfaDeviceDefinition("arn:aws:iam::123456789012:mfa/a", Secret),
        new ProvidedContextParameter("arn:aws:iam::aws:contextProvider/IdentityCenter", Secret),
        new EnvironmentSnapshot { Version = 1, KeyRing = [new SealingKey(1, Key)], AccessKeySerialKey = Key },
        Account.Settings.RootAccessKeys[0],
        Account.Users[0],
        Account,
        new AccountSnapshot { Version = 1, Account = Account, Quotas = AccountQuotas.Aws },
        new WorldAccount(Account, AccountQuotas.Aws),
        new World([new WorldAccount(Account, AccountQuotas.Aws)]),
    ];

    [Theory]
    [MemberData(nameof(Holders), DisableDiscoveryEnumeration = true)]
    public void Nothing_prints_the_secret_it_holds(object holder)
    {
        string text = $"{holder}";

        Assert.NotEmpty(text);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Key), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString(Key), text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("167", text, StringComparison.Ordinal); // 0xA7, should bytes be listed
    }

    [Fact]
    public void A_caller_prints_as_its_arn()
    {
        using var callers = new SampleCallers();

        Assert.Equal("arn:aws:iam::123456789012:user/Alice", $"{callers.User}");
        Assert.Equal("arn:aws:iam::123456789012:root", $"{callers.Root}");
    }

    [Fact]
    public void Errors_of_a_world_file_do_not_quote_secrets()
    {
        Assert.Null(WorldFileReader.Read(
            $$$"""{"accounts":[{"id":"x","root":{"accessKeys":[{"accessKeyId":"short","secretAccessKey":"{{{Secret}}}","status":"?"}]}}]}""",
            out IReadOnlyList<WorldFileError> errors));

        Assert.NotEmpty(errors);
        Assert.DoesNotContain(Secret, string.Join('\n', errors), StringComparison.Ordinal);
    }
}
