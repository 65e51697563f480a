using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Operations.Tests.Ledgers.Model;

/// <summary>A session as the model remembers it.</summary>
/// <param name="Teller">The gateway that issued it.</param>
/// <param name="Number">As which of those of the gateway.</param>
internal sealed record ModelSession(IssuedSession Session, ModelTeller Teller, int Number)
{
    public string Key => Session.AccessKeyId;

    public bool IsOver(DateTimeOffset now) => Session.ExpiresAt.ToUnixTimeSeconds() <= now.ToUnixTimeSeconds();
}
