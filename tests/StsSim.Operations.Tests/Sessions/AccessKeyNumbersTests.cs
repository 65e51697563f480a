using StsSim.Operations.Observation;
using StsSim.Operations.Sessions;

namespace StsSim.Operations.Tests.Sessions;

public sealed class AccessKeyNumbersTests : IDisposable
{
    private const int BlockLength = 65_536;

    private readonly StsInstruments _instruments = new();
    private readonly SerialBlocks _grain = new();
    private readonly AccessKeyNumbers _numbers;

    public AccessKeyNumbersTests()
    {
        _numbers = new AccessKeyNumbers(KnownGrains.Of(_grain), _instruments);
    }

    [Fact]
    public async Task Many_tasks_never_draw_the_same_number_and_each_block_is_reserved_once()
    {
        const int Tasks = 8, Each = 37_500;
        long[][] drawn = await Task.WhenAll(Enumerable.Range(0, Tasks).Select(_ => Task.Run(async () =>
        {
            long[] mine = new long[Each];
            for (int i = 0; i < Each; i++)
            {
                mine[i] = await _numbers.NextAsync();
            }

            return mine;
        }, TestContext.Current.CancellationToken)));

        long[] all = [.. drawn.SelectMany(numbers => numbers).Order()];
        Assert.Equal(Enumerable.Range(0, Tasks * Each).Select(i => (long)i), all);
        int begun = (Tasks * Each + BlockLength - 1) / BlockLength;
        Assert.InRange(_grain.Reservations, begun, begun + 1); // one may be reserved ahead
        Assert.Equal(_grain.Reservations, _instruments.GrainCallCount);
    }

    [Fact]
    public async Task The_next_block_is_reserved_at_half_so_that_nobody_waits_for_it()
    {
        using var thread = new OneThread();
        await DrawAsync(thread, BlockLength / 2);
        Assert.Equal(1, _grain.Reservations);

        await DrawAsync(thread, 1);
        Assert.Equal(2, _grain.Reservations);

        await DrawAsync(thread, BlockLength / 2 - 1);
        Assert.Equal(BlockLength, await _numbers.NextAsync());
        Assert.Equal(2, _grain.Reservations);
    }

    [Fact]
    public async Task A_failure_reaches_who_waits_and_the_next_caller_asks_again()
    {
        _grain.OnReserve = () => throw new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(async () => await _numbers.NextAsync());
        await Assert.ThrowsAsync<TimeoutException>(async () => await _numbers.NextAsync());

        _grain.OnReserve = () => Task.CompletedTask;
        Assert.Equal(0, await _numbers.NextAsync());
        Assert.Equal(3, _grain.Reservations);
    }

    [Fact]
    public async Task A_failure_while_reserving_ahead_is_made_good_when_the_block_is_used_up()
    {
        using var thread = new OneThread();
        await DrawAsync(thread, BlockLength / 2);
        _grain.OnReserve = () => throw new TimeoutException();
        await DrawAsync(thread, BlockLength / 2);
        Assert.Equal(2, _grain.Reservations);

        _grain.OnReserve = () => Task.CompletedTask;
        await DrawAsync(thread, BlockLength);

        Assert.Equal(3, _grain.Reservations - 1); // one of them ahead again
    }

    public void Dispose() => _instruments.Dispose();

    private async Task DrawAsync(OneThread thread, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Task<long> number = _numbers.NextAsync().AsTask();
            thread.RunToRest();
            Assert.True(number.IsCompleted);
            await number;
        }
    }
}
