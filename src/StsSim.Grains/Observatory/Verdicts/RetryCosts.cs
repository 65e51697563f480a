namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>What a retry takes from a client's retry quota of 500 tokens.</summary>
internal sealed record RetryCosts(int Transient, int Throttling)
{
    public const int Capacity = 500;
}
