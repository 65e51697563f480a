using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Sessions;

/// <summary>A session that has been granted and is to be issued; the members mean what they mean in <see cref="SessionClaims"/>.</summary>
public readonly record struct SessionRequest(SessionKind Kind, AccountId Account, string Name, string IssuerId, TimeSpan Duration)
{
    public string Policy { get; init; } = "";

    public IReadOnlyList<string> PolicyArns { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string SourceIdentity { get; init; } = "";

    public IReadOnlyList<KeyValuePair<string, string>> FederatedContext { get; init; } = [];

    public string FederatedProvider { get; init; } = "";

    /// <summary>Whether the caller has just shown a one-time code of its MFA device.</summary>
    public bool WithMfa { get; init; }

    public bool IsGlobal { get; init; }
}
