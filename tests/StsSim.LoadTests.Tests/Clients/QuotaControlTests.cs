using System.Text.Json.Nodes;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Tests.Loopback;

namespace StsSim.LoadTests.Tests.Clients;

public sealed class QuotaControlTests
{
    [Fact]
    public async Task A_change_touches_the_default_bucket_and_the_original_comes_back()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        target.Quotas["perFederatedUser"] = new JsonObject { ["requestsPerSecond"] = 5, ["burst"] = 5 };
        string original = target.Quotas.ToJsonString();
        using QuotaControl? control = await QuotaControl.OpenAsync(
            target.Endpoint, LoopbackSts.AccountId, adminToken: null, TestContext.Current.CancellationToken);

        await control!.SetAsync(new Quota(30, 31), TestContext.Current.CancellationToken);
        string changed = target.Quotas.ToJsonString();
        await control.RestoreAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"default":{"requestsPerSecond":30,"burst":31},"perFederatedUser":{"requestsPerSecond":5,"burst":5}}""",
            changed);
        Assert.Equal(original, target.Quotas.ToJsonString());
    }

    [Fact]
    public async Task An_endpoint_without_the_api_has_no_control()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync(withControlApi: false);

        Assert.Null(await QuotaControl.OpenAsync(
            target.Endpoint, LoopbackSts.AccountId, adminToken: null, TestContext.Current.CancellationToken));
    }
}
