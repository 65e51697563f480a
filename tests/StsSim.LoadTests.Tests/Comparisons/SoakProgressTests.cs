using StsSim.Comparisons.Soak;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class SoakProgressTests
{
    private readonly SoakProgress _soak = new(new UserWindow(requestsPerUser: 4, usersBetween: 10));

    [Fact]
    public async Task Connections_together_send_as_many_as_are_allowed()
    {
        const int allowed = 10_000;
        for (int share = 0; share < 3; share++)
        {
            _soak.Allow(allowed);
            int[] sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(SendAll, TestContext.Current.CancellationToken)));
            Assert.Equal(allowed, sent.Sum());
        }
    }

    [Fact]
    public void Answers_are_counted_by_kind_and_together()
    {
        _soak.Answered(SoakKind.Throttled);
        _soak.Answered(SoakKind.Throttled);
        _soak.Answered(SoakKind.CallerIdentity);

        Assert.Equal((2, 1, 3), (_soak.AnsweredOf(SoakKind.Throttled), _soak.AnsweredOf(SoakKind.CallerIdentity), _soak.Requests));
    }

    private int SendAll()
    {
        int sent = 0;
        while (_soak.TrySend())
        {
            sent++;
        }

        return sent;
    }
}
