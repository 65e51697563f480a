using System.Diagnostics.CodeAnalysis;

namespace StsSim.Iam.Evaluation;

/// <summary>A condition key, compiled once for the policy that holds it. Keys ignore case.</summary>
public sealed class ConditionKey : IEquatable<ConditionKey>
{
    private readonly int _hash;

    private ConditionKey(string text, string name, string? prefix, string? suffix)
    {
        Text = text;
        Name = name;
        Prefix = prefix;
        Suffix = suffix;
        _hash = StringComparer.Ordinal.GetHashCode(name);
    }

    /// <summary>As the policy spells it.</summary>
    public string Text { get; }

    /// <summary>The whole key in lower case, e.g. <c>aws:principaltag/team</c>.</summary>
    public string Name { get; }

    /// <summary>What stands before the slash of a key such as <c>aws:PrincipalTag/Team</c>, in lower case: <c>aws:principaltag</c>.</summary>
    public string? Prefix { get; }

    /// <summary>What stands behind the slash, as written: <c>Team</c>.</summary>
    public string? Suffix { get; }

    /// <summary>Takes any text; a key that nothing knows is one that no request has.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "The documentation of IAM writes keys in lower case.")]
    public static ConditionKey Parse(string text)
    {
        string name = text.ToLowerInvariant();

        // Keys of OIDC providers have slashes in the issuer's name, before the colon.
        int slash = text.IndexOf('/', text.IndexOf(':', StringComparison.Ordinal) + 1);
        return slash < 0 || !text.Contains(':', StringComparison.Ordinal)
            ? new ConditionKey(text, name, null, null)
            : new ConditionKey(text, name, name[..slash], text[(slash + 1)..]);
    }

    public bool Equals(ConditionKey? other) => other is not null && _hash == other._hash && Name == other.Name;

    public override bool Equals(object? obj) => Equals(obj as ConditionKey);

    public override int GetHashCode() => _hash;

    public override string ToString() => Name;
}
