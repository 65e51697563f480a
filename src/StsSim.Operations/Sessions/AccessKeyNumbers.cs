using StsSim.Grains.Abstractions.Environment;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Sessions;

/// <summary>
/// Running numbers for access key ids, never the same twice in a cluster: reserved from the environment's grain in
/// blocks, the next one while the present one is half used.
/// </summary>
public sealed class AccessKeyNumbers(IGrainFactory grains, StsInstruments instruments)
{
    private const int BlockLength = 65_536;

    private readonly Lock _lock = new();
    private long _next;
    private long _end;
    private Task<long>? _reservation;

    public ValueTask<long> NextAsync()
    {
        lock (_lock)
        {
            if (_next < _end)
            {
                if (_end - _next == BlockLength / 2)
                {
                    _reservation ??= ReserveAsync();
                }

                return new ValueTask<long>(_next++);
            }
        }

        return AwaitBlockAsync();
    }

    private async ValueTask<long> AwaitBlockAsync()
    {
        while (true)
        {
            Task<long> reservation;
            lock (_lock)
            {
                if (_next < _end)
                {
                    return _next++;
                }

                if (_reservation is null or { IsCompleted: true, IsCompletedSuccessfully: false })
                {
                    _reservation = ReserveAsync(); // one that failed was made ahead, or somebody else has heard of it
                }

                reservation = _reservation;
            }

            long first = await reservation;
            lock (_lock)
            {
                if (_reservation == reservation && _next == _end)
                {
                    (_next, _end, _reservation) = (first, first + BlockLength, null);
                }
            }
        }
    }

    private async Task<long> ReserveAsync()
    {
        await Task.Yield(); // called under the lock
        instruments.CountGrainCall("serials");
        return await grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key).ReserveAccessKeySerials(BlockLength);
    }
}
