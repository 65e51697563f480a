using System.Diagnostics.CodeAnalysis;

namespace StsSim.Federation.Saml;

/// <summary>What verifying a SAML response came to: an identity, or the first fault found.</summary>
public sealed record SamlOutcome
{
    private SamlOutcome(SamlIdentity? identity, SamlFault? fault, string reason)
    {
        Identity = identity;
        Fault = fault;
        Reason = reason;
    }

    /// <summary>Who was asserted; present exactly when there is no fault.</summary>
    public SamlIdentity? Identity { get; }

    public SamlFault? Fault { get; }

    /// <summary>A sentence for people, which repeats nothing of the message; AWS does not send it.</summary>
    public string Reason { get; }

    [MemberNotNullWhen(true, nameof(Identity))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsVerified => Identity is not null;

    internal static SamlOutcome Verified(SamlIdentity identity) => new(identity, null, "The response is valid.");

    internal static SamlOutcome Refused(SamlFault fault, string reason) => new(null, fault, reason);
}
