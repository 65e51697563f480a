namespace StsSim.Cluster.Tests;

/// <param name="Outcome"><see cref="Ok"/>, or status and code, or what went wrong on the way.</param>
internal sealed record SentRequest(SimulatorProcess Gateway, TimeSpan SentAt, TimeSpan AnsweredAt, string Outcome)
{
    public const string Ok = "ok";

    private static readonly string[] Retryable = ["503 ServiceUnavailable", "400 Throttling"];

    public bool IsOk => Outcome == Ok;

    /// <summary>Whether an SDK comes back for it by itself.</summary>
    public bool IsRetryable => Retryable.Contains(Outcome);
}
