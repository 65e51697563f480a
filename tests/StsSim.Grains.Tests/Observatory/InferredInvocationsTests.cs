using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Tests.Observatory;

/// <summary>Clients that send no invocation id.</summary>
public sealed class InferredInvocationsTests
{
    private readonly SeenClients _seen = new(SeenClients.WithoutIds);

    [Fact]
    public void Who_asks_for_the_same_again_after_a_failure_retries()
    {
        See(0, "Throttling").See(Guid.Empty, 1, 300, "Throttling", max: 0).See(Guid.Empty, 1, 900, max: 0).Tell(1000);

        ReconstructedInvocation invocation = Assert.Single(Invocations());
        Assert.Equal([1, 2, 3], invocation.Attempts.Select(attempt => attempt.Number));
        Assert.True(invocation.Succeeded);
    }

    [Fact]
    public void Who_asks_again_after_a_success_calls_anew()
    {
        See(0, "OK").See(Guid.Empty, 1, 300, max: 0).Tell(1000);

        Assert.Equal(2, _seen.FigureAt(1000, ClientFigure.Invocations));
        Assert.Equal(1, _seen.FigureAt(1000, ClientFigure.Amplification));
    }

    [Fact]
    public void Another_request_another_client_and_one_that_did_not_wait_are_calls_of_their_own()
    {
        See(0, "Throttling", durationMs: 50)
            .See(Guid.Empty, 1, 20, "Throttling", durationMs: 1, max: 0)
            .See(Guid.Empty, 1, 100, max: 0, fingerprint: 2)
            .See(Guid.Empty, 1, 100, max: 0, principal: "another")
            .Tell(1000);

        Assert.Equal(4, _seen.FigureAt(1000, ClientFigure.Invocations));
        Assert.Equal(0, _seen.FigureAt(1000, ClientFigure.Retries));
    }

    [Fact]
    public void Who_comes_back_after_longer_than_any_sdk_waits_calls_anew()
    {
        See(0, "Throttling").See(Guid.Empty, 1, 26_000, max: 0).Tell(26_000);

        Assert.Equal(2, _seen.FigureAt(26_000, ClientFigure.Invocations));
    }

    [Fact]
    public void What_is_told_out_of_order_is_put_in_order()
    {
        See(300, "OK").See(Guid.Empty, 1, 0, "Throttling", max: 0).Tell(1000);

        Assert.Equal(2, Assert.Single(Invocations()).Attempts.Count);
    }

    private SeenClients See(double atMs, string code, double durationMs = 1) => _seen.See(Guid.Empty, 1, atMs, code, durationMs: durationMs, max: 0);

    private IReadOnlyList<ReconstructedInvocation> Invocations() =>
        _seen.Analysis.ListInvocations(new InvocationQuery(Retried: false, GivenUp: false, 10), SeenClients.TicksAt(1000));
}
