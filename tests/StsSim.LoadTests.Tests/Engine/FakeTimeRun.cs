using Microsoft.Extensions.Time.Testing;

namespace StsSim.LoadTests.Tests.Engine;

/// <summary>Plays a piece of work against a clock that only moves when told to.</summary>
internal static class FakeTimeRun
{
    private const int MostSteps = 1_000_000;

    /// <summary>
    /// Advances until the work is done. Away from the test's synchronization context every continuation runs inside
    /// the advance that released it, so the outcome is the same on every machine.
    /// </summary>
    public static Task ToEndAsync(FakeTimeProvider time, TimeSpan step, Func<Task> work) => Task.Run(
        async () =>
        {
            Task running = work();
            for (int taken = 0; !running.IsCompleted; taken++)
            {
                Assert.True(taken < MostSteps, "The work does not end.");
                time.Advance(step);
            }

            await running;
        },
        TestContext.Current.CancellationToken);
}
