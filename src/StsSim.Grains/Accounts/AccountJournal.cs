using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Grains.Accounts;

/// <summary>
/// The steps of an account since its last checkpoint, in storage of their own: a write stores what it changed, not the
/// hundred thousand users beside it. Steps that the checkpoint holds already are passed over when it is read.
/// </summary>
[GenerateSerializer, Alias("stssim.AccountJournal")]
internal sealed class AccountJournal
{
    [Id(0)] public List<AccountUpdate> Updates { get; set; } = [];

    /// <summary>The account as one write made it, whole or no more, where the checkpoint does not have that yet; steps follow on it.</summary>
    [Id(1)] public AccountState? Renewal { get; set; }
}
