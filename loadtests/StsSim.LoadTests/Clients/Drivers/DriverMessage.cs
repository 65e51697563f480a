namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>What one line of a driver says.</summary>
internal abstract record DriverMessage;

/// <summary>It takes requests.</summary>
/// <param name="Client">The SDK that it drives, and its version.</param>
/// <param name="Operations">Those of STS that it can be asked for.</param>
internal sealed record DriverReady(string Client, IReadOnlySet<string> Operations) : DriverMessage;

/// <summary>It cannot start.</summary>
internal sealed record DriverRefusal(string Sentence) : DriverMessage;

/// <summary>A request passed on the wire, or its answer was throttling.</summary>
/// <param name="Id">Of the request that it belongs to, where the driver knows.</param>
internal sealed record DriverWire(long? Id, bool IsThrottling) : DriverMessage;

/// <summary>A request has ended, retries and all.</summary>
/// <param name="Attempts">By the SDK's own numbering.</param>
internal sealed record DriverAnswer(
    long Id, InvocationEnd End, string? Code, int Attempts, int Throttles, IssuedSession? Issued) : DriverMessage;
