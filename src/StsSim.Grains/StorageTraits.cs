namespace StsSim.Grains;

/// <summary>What grains have to know of where they keep their state.</summary>
/// <param name="OutlivesSilo">Whether it does; where not, writing behind is of no use to anybody.</param>
internal sealed record StorageTraits(bool OutlivesSilo)
{
    /// <summary>How long writing takes, and how long ago somebody was heard of: by the machine's clock, for that of the simulated world may leap.</summary>
    public TimeProvider MachineTime { get; init; } = TimeProvider.System;
}
