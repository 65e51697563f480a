namespace StsSim.Operations.Faults.Effects;

/// <summary>When latency is added.</summary>
public enum LatencyMoment
{
    /// <summary>Before the request is performed: a client that gives up meanwhile has nothing done.</summary>
    Before,

    /// <summary>After: what was asked for is done, whether the client still waits or not.</summary>
    After,
}
