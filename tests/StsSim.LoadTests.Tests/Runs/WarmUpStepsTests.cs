using Microsoft.Extensions.Time.Testing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Tests.Runs;

public sealed class WarmUpStepsTests
{
    private static readonly Uri Endpoint = new("http://127.0.0.1:1");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_client_that_never_answers_is_not_waited_for_forever()
    {
        await using var client = new SilentClient();
        var steps = new WarmUpSteps(client, "mine", Endpoint, _time, CancellationToken.None);

        Task<StsReply> sending = steps.SendAsync("warm-up", StsRequest.GetCallerIdentity).AsTask();
        _time.Advance(TimeSpan.FromMinutes(2));

        CannotRunException refusal = await Assert.ThrowsAsync<CannotRunException>(() => sending);
        Assert.Equal("The client mine had not ended a GetCallerIdentity after 2 minutes.", refusal.Message);
    }

    [Fact]
    public async Task Who_interrupts_is_not_told_that_anything_was_wrong()
    {
        await using var client = new SilentClient();
        using var interrupted = new CancellationTokenSource();
        var steps = new WarmUpSteps(client, "mine", Endpoint, _time, interrupted.Token);

        Task<StsReply> sending = steps.SendAsync("warm-up", StsRequest.GetCallerIdentity).AsTask();
        await interrupted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private sealed class SilentClient : IStsClient
    {
        public string? Sdk => null;

        public async ValueTask<StsReply> SendAsync(StsRequest request, IWireWatcher watcher, CancellationToken cancellationToken)
        {
            var cancelled = new TaskCompletionSource();
            await using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
            await cancelled.Task;
            return new StsReply(new InvocationOutcome(InvocationEnd.Unfinished, 0, 0, 0));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
