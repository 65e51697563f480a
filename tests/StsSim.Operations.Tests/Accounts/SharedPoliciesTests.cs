using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Accounts;
using StsSim.Operations.Observation;
using StsSim.Operations.Tests.Worlds;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Accounts;

/// <summary>Users of one template share what their policies compile to; others have their own.</summary>
public sealed class SharedPoliciesTests : IDisposable
{
    private readonly StsInstruments _instruments = new();

    [Fact]
    public void Compiled_policies_are_as_many_as_were_written()
    {
        const string Policy = """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}""";
        World world = WorldText.Read($$$"""
            {"accounts":[{"id":"123456789012","users":[
              {"count":3,"name":"same-{n}","policies":{"p":{{{Policy}}} },"managedPolicyArns":["arn:aws:iam::aws:policy/AdministratorAccess"]},
              {"count":2,"name":"own-{n}","policies":{"p-{n}":{{{Policy}}} }}]}]}
            """);
        var account = new Account(
            new AccountSnapshot { Version = 1, Account = world.Accounts[0].Account, Quotas = null },
            new AccountLeases(new(123_456_789_012), 1, KnownGrains.None, TimeProvider.System, _instruments));

        Assert.Same(account.FindUser("same-1")!.PoliciesIn(account), account.FindUser("same-3")!.PoliciesIn(account));
        Assert.NotSame(account.FindUser("same-1")!.PoliciesIn(account), account.FindUser("own-1")!.PoliciesIn(account));
        Assert.NotSame(account.FindUser("own-1")!.PoliciesIn(account), account.FindUser("own-2")!.PoliciesIn(account));
    }

    public void Dispose() => _instruments.Dispose();
}
