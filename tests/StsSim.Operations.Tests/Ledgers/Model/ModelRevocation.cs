namespace StsSim.Operations.Tests.Ledgers.Model;

/// <summary>A revocation, and whether anybody knows that it was made.</summary>
internal sealed class ModelRevocation(DateTimeOffset instant)
{
    public DateTimeOffset Instant => instant;

    public bool IsAcknowledged => AcknowledgedAt is not null;

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public bool Concerns(ModelSession session) => session.Session.IssuedAt <= instant;
}
