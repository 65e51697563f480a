namespace StsSim.Federation.Oidc;

/// <summary>
/// A signature algorithm AWS takes (RFC 7518, section 3.1), and the one kind of key that fits it. Everything else,
/// <c>none</c> and the HMACs before all, does not exist here.
/// </summary>
public sealed record JwsAlgorithm
{
    private JwsAlgorithm(string name, string keyType, string? curve)
    {
        Name = name;
        KeyType = keyType;
        Curve = curve;
    }

    public static JwsAlgorithm RS256 { get; } = new("RS256", "RSA", null);

    public static JwsAlgorithm RS384 { get; } = new("RS384", "RSA", null);

    public static JwsAlgorithm RS512 { get; } = new("RS512", "RSA", null);

    public static JwsAlgorithm ES256 { get; } = new("ES256", "EC", "P-256");

    public static JwsAlgorithm ES384 { get; } = new("ES384", "EC", "P-384");

    public static JwsAlgorithm ES512 { get; } = new("ES512", "EC", "P-521");

    public static IReadOnlyList<JwsAlgorithm> All { get; } = [RS256, RS384, RS512, ES256, ES384, ES512];

    /// <summary>The name, as in the header's <c>alg</c>.</summary>
    public string Name { get; }

    /// <summary>The <c>kty</c> of its keys.</summary>
    public string KeyType { get; }

    /// <summary>The <c>crv</c> of its keys, where they have one.</summary>
    public string? Curve { get; }

    /// <summary>The algorithm of that name, or <see langword="null"/>; letter case matters.</summary>
    public static JwsAlgorithm? Find(string? name) => name switch
    {
        "RS256" => RS256,
        "RS384" => RS384,
        "RS512" => RS512,
        "ES256" => ES256,
        "ES384" => ES384,
        "ES512" => ES512,
        _ => null,
    };

    public override string ToString() => Name;
}
