using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Iam;

/// <summary>A user, group or role as far as policies are concerned.</summary>
/// <param name="Policies">Inline policies: JSON documents by name.</param>
/// <param name="With">The change that gives it other inline policies and attachments.</param>
internal sealed record PolicyHolder(
    string Name,
    IReadOnlyDictionary<string, string> Policies,
    IReadOnlyList<string> ManagedPolicyArns,
    Func<IReadOnlyDictionary<string, string>, IReadOnlyList<string>, AccountChange> With);
