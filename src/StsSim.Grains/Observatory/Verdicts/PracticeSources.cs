namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Where it is written what every client should do.</summary>
internal static class PracticeSources
{
    public const string BuildersLibrary = "Amazon Builders' Library, Timeouts, retries and backoff with jitter";
    public const string GeneralReference = "AWS General Reference, error retries and exponential backoff";
    public const string RetryAfter = "RFC 9110, 10.2.3";
}
