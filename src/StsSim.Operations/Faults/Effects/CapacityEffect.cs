using StsSim.Operations.Faults.Capacity;
using StsSim.Operations.Faults.Distributions;
using StsSim.Operations.Sts;
using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "capacity", "concurrency": 4, "serviceTime": {"kind": "exponential", "meanMs": 40}, "queue": {"discipline":
/// "fifo", "limit": 1000, "deadlineMs": 500}}</c>: a server that can do so much at once, and the queue before it. Nothing
/// else is made up: overload, collapse and metastable failure arise from it. Whoever finds no place is answered with 503
/// ServiceUnavailable. A rule of the same id that comes after takes over the queue. Each gateway is such a server.
/// </summary>
public sealed class CapacityEffect(CapacityLimits limits, Distribution serviceTime) : FaultEffect
{
    private const int Most = 1_000_000;

    private readonly Lock _lock = new();
    private CapacityModel? _model;

    public override bool Draws => true;

    public static CapacityEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "concurrency", "serviceTime", "queue");
        var limits = new CapacityLimits(
            cursor.RequiredWhole("concurrency", 1, Most), QueueDiscipline.Fifo, QueueLimit: int.MaxValue, Deadline: null);
        if (cursor.TryMember("queue", out JsonCursor queue) && queue.IsObject("discipline", "limit", "deadlineMs"))
        {
            limits = limits with
            {
                Discipline = queue.Choice("discipline", QueueDiscipline.Fifo),
                QueueLimit = queue.OptionalWhole("limit", 0, Most) ?? int.MaxValue,
                Deadline = queue.OptionalNumber("deadlineMs", 0, Distribution.MostMs) is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
            };
        }

        return new CapacityEffect(limits, Distribution.ReadMember(cursor, "serviceTime"));
    }

    public override void TakeOver(FaultEffect before)
    {
        if (before is CapacityEffect { _model: { } model })
        {
            _model = model;
            model.Change(limits);
        }
    }

    public override async ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault) =>
        await ModelAt(fault.Time).ServeAsync(serviceTime.Draw(ref fault.Draw)) ? null : StsErrors.ServiceUnavailable;

    private CapacityModel ModelAt(TimeProvider time)
    {
        if (_model is { } model)
        {
            return model;
        }

        lock (_lock)
        {
            return _model ??= new CapacityModel(limits, time);
        }
    }
}
