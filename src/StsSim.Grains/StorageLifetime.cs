namespace StsSim.Grains;

/// <summary>Whether what grains store outlives the process. Where it does not, the storage may go before the last grain that would use it.</summary>
public sealed record StorageLifetime(bool OutlivesProcess);
