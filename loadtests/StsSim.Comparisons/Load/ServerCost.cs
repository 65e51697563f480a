namespace StsSim.Comparisons.Load;

/// <summary>What a load got from a server, and what it cost the server.</summary>
/// <param name="ProcessorMicroseconds">Of the server, on all processors together, for one request.</param>
/// <param name="Memory">Resident bytes of the server at its end.</param>
internal sealed record ServerCost(long Requests, double RequestsPerSecond, double ProcessorMicroseconds, TimeSpan P50, TimeSpan P99, long Memory);
