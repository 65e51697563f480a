using System.Net;

namespace StsSim.LoadTests.Tests.Loopback;

public sealed class LoopbackStsTests
{
    [Fact]
    public async Task Knows_only_the_control_route_of_its_account()
    {
        await using LoopbackSts target = await LoopbackSts.StartAsync();
        using var http = new HttpClient();

        using HttpResponseMessage known = await http.GetAsync(
            new Uri(target.Endpoint, $"/_stssim/accounts/{LoopbackSts.AccountId}/quotas"), TestContext.Current.CancellationToken);
        using HttpResponseMessage other = await http.GetAsync(
            new Uri(target.Endpoint, "/_stssim/accounts/000000000000/quotas"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }
}
