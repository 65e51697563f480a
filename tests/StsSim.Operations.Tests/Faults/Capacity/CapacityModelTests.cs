using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using StsSim.Operations.Faults.Capacity;

namespace StsSim.Operations.Tests.Faults.Capacity;

public sealed class CapacityModelTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();
    private readonly ConcurrentQueue<(int Request, bool Served, TimeSpan At)> _ended = new();

    [Theory]
    [InlineData(1, 10)]
    [InlineData(3, 10)]
    [InlineData(4, 40)]
    public void It_serves_exactly_its_concurrency_in_each_service_time(int concurrency, int serviceMs)
    {
        CapacityModel model = Model(concurrency);
        for (int i = 0; i < concurrency * 5; i++)
        {
            Send(model, i, serviceMs);
        }

        for (int round = 1; round <= 5; round++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(serviceMs - 1));
            Assert.Equal((concurrency, concurrency * (5 - round)), (model.ServingCount, model.WaitingCount));
            Assert.Equal(concurrency * (round - 1), _ended.Count);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            Until(model, ended: concurrency * round, serving: round == 5 ? 0 : concurrency, waiting: Math.Max(0, concurrency * (4 - round)));
        }

        Assert.All(_ended, request => Assert.True(request.Served));
        Assert.Equal(Enumerable.Range(0, concurrency * 5).Select(i => i / concurrency), _ended.Select(request => request.Request / concurrency));
    }

    [Theory]
    [InlineData(QueueDiscipline.Fifo, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(QueueDiscipline.Lifo, new[] { 0, 4, 3, 2, 1 })]
    public void Who_is_next_is_the_disciplines_to_say(QueueDiscipline discipline, int[] order)
    {
        CapacityModel model = Model(1, discipline);
        for (int i = 0; i < 5; i++)
        {
            Send(model, i, serviceMs: 10);
        }

        Drain(model, 5, TimeSpan.FromMilliseconds(10));
        Assert.Equal(order, _ended.Select(request => request.Request));
    }

    [Theory]
    [InlineData(QueueDiscipline.Fifo, 3)] // who comes last
    [InlineData(QueueDiscipline.Lifo, 1)] // who has waited longest
    public void Beyond_the_limit_one_is_refused_at_once(QueueDiscipline discipline, int refused)
    {
        CapacityModel model = Model(1, discipline, queueLimit: 2);
        for (int i = 0; i < 4; i++)
        {
            Send(model, i, serviceMs: 10);
        }

        Until(model, ended: 1, serving: 1, waiting: 2);
        Assert.Equal((refused, false, TimeSpan.Zero), _ended.Single());
    }

    [Theory]
    [InlineData(QueueDiscipline.Fifo)]
    [InlineData(QueueDiscipline.Lifo)]
    public void Without_a_queue_whoever_is_not_served_at_once_is_refused(QueueDiscipline discipline)
    {
        CapacityModel model = Model(2, discipline, queueLimit: 0);
        for (int i = 0; i < 4; i++)
        {
            Send(model, i, serviceMs: 10);
        }

        Until(model, ended: 2, serving: 2, waiting: 0);
        Assert.Equal([2, 3], _ended.Where(request => !request.Served).Select(request => request.Request).Order());
        Drain(model, 4, TimeSpan.FromMilliseconds(10));
        Assert.Equal([0, 1], _ended.Where(request => request.Served).Select(request => request.Request).Order());
    }

    // Of 10 ms each, the third would begin at 20 ms.
    [Theory]
    [InlineData(20, new[] { true, true, true, false, false })]
    [InlineData(19, new[] { true, true, false, false, false })]
    public void Who_has_waited_beyond_the_deadline_is_refused_when_its_turn_comes(int deadlineMs, bool[] served)
    {
        CapacityModel model = Model(1, deadline: TimeSpan.FromMilliseconds(deadlineMs));
        for (int i = 0; i < served.Length; i++)
        {
            Send(model, i, serviceMs: 10);
        }

        Drain(model, served.Length, TimeSpan.FromMilliseconds(10));
        Assert.Equal(served, _ended.OrderBy(request => request.Request).Select(request => request.Served));
    }

    [Fact]
    public void A_change_of_capacity_keeps_the_queue_and_serves_it()
    {
        CapacityModel model = Model(1);
        for (int i = 0; i < 6; i++)
        {
            Send(model, i, serviceMs: 10);
        }

        Assert.Equal((1, 5), (model.ServingCount, model.WaitingCount));
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        model.Change(new CapacityLimits(3, QueueDiscipline.Fifo, int.MaxValue, Deadline: null));
        Assert.Equal((3, 3), (model.ServingCount, model.WaitingCount));

        _clock.Advance(TimeSpan.FromMilliseconds(5)); // the first ends, and the fourth begins
        Until(model, ended: 1, serving: 3, waiting: 2);
        model.Change(new CapacityLimits(1, QueueDiscipline.Fifo, int.MaxValue, Deadline: null));
        Assert.Equal((3, 2), (model.ServingCount, model.WaitingCount)); // who is served is served to the end
        _clock.Advance(TimeSpan.FromMilliseconds(5));
        Until(model, ended: 3, serving: 1, waiting: 2);
        Drain(model, 6, TimeSpan.FromMilliseconds(10));
        Assert.All(_ended, request => Assert.True(request.Served));
    }

    // A timer that comes a second late, as it may on a busy machine, finds that the server has worked on meanwhile.
    [Fact]
    public void Late_timers_make_no_capacity_smaller()
    {
        CapacityModel model = Model(2);
        for (int i = 0; i < 500; i++)
        {
            Send(model, i, serviceMs: 10);
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        Until(model, ended: 200, serving: 2, waiting: 298);

        _clock.Advance(TimeSpan.FromMilliseconds(10)); // neither more than it can
        Until(model, ended: 202, serving: 2, waiting: 296);
    }

    // Timers know whole milliseconds only. Cut off, a service of half of one would cost nothing to who asks in turn.
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(1.5, 2)]
    public void No_service_ends_before_its_time(double serviceMs, int endsAtMs)
    {
        CapacityModel model = Model(1);
        for (int i = 0; i < 3; i++)
        {
            Send(model, i, serviceMs);
            _clock.Advance(TimeSpan.FromMilliseconds(endsAtMs - 1));
            Assert.Equal((i, 1), (_ended.Count, model.ServingCount));
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            Until(model, ended: i + 1, serving: 0, waiting: 0);
        }
    }

    // With two thirds of a millisecond each, a queue of 300 takes 200 ms, though no timer knows thirds.
    [Fact]
    public void Parts_of_milliseconds_are_not_lost_in_a_queue()
    {
        CapacityModel model = Model(1);
        for (int i = 0; i < 300; i++)
        {
            Send(model, i, serviceMs: 2.0 / 3);
        }

        for (int ms = 1; ms <= 200; ms++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            int ended = (int)Math.Min(300, ms * TimeSpan.TicksPerMillisecond / 6_666);
            Until(model, ended, serving: ended < 300 ? 1 : 0, waiting: Math.Max(0, 299 - ended));
        }

        Assert.Equal(300, _ended.Count);
    }

    private CapacityModel Model(
        int concurrency, QueueDiscipline discipline = QueueDiscipline.Fifo, int queueLimit = int.MaxValue, TimeSpan? deadline = null) =>
        new(new CapacityLimits(concurrency, discipline, queueLimit, deadline), _clock);

    private void Send(CapacityModel model, int request, double serviceMs) => _ = SendAsync(model, request, serviceMs);

    private async Task SendAsync(CapacityModel model, int request, double serviceMs)
    {
        bool served = await model.ServeAsync(TimeSpan.FromMilliseconds(serviceMs)).ConfigureAwait(false);
        _ended.Enqueue((request, served, _clock.GetUtcNow() - _clock.Start));
    }

    private void Until(CapacityModel model, int ended, int serving, int waiting)
    {
        Assert.True(
            SpinWait.SpinUntil(() => _ended.Count >= ended && model.ServingCount == serving && model.WaitingCount == waiting, Patience),
            $"{_ended.Count} have ended, {model.ServingCount} are served and {model.WaitingCount} wait, not {ended}, {serving} and {waiting}");
        Assert.Equal(ended, _ended.Count);
    }

    private void Drain(CapacityModel model, int requests, TimeSpan step)
    {
        for (int i = 0; i < requests; i++)
        {
            int ended = _ended.Count;
            if (ended == requests)
            {
                break;
            }

            _clock.Advance(step);
            Assert.True(SpinWait.SpinUntil(() => _ended.Count > ended && (model.ServingCount > 0 || model.WaitingCount == 0), Patience));
        }

        Until(model, requests, serving: 0, waiting: 0);
    }
}
