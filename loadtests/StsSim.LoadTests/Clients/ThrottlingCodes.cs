using System.Collections.Frozen;

namespace StsSim.LoadTests.Clients;

/// <summary>The error codes that AWS SDKs agree to treat as throttling, whatever the status beside them.</summary>
internal static class ThrottlingCodes
{
    private static readonly FrozenSet<string> Codes = FrozenSet.ToFrozenSet(
        [
            "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
            "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
            "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
            "PriorRequestNotComplete", "EC2ThrottledException",
        ],
        StringComparer.Ordinal);

    public static bool Contains(string? code) => code is not null && Codes.Contains(code);
}
