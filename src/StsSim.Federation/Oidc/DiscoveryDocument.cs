using System.Text.Json.Nodes;

namespace StsSim.Federation.Oidc;

/// <summary>The configuration document of an issuer (OpenID Connect Discovery 1.0, section 3).</summary>
public static class DiscoveryDocument
{
    /// <summary>The document, with what verifiers of ID tokens need; there is no user to send anywhere.</summary>
    /// <param name="issuer">The issuer, exactly as in the tokens' <c>iss</c>.</param>
    /// <param name="jwksUri">Where the key set is.</param>
    /// <param name="algorithms">What tokens are signed with.</param>
    /// <param name="claims">The names of the claims in the tokens.</param>
    public static string ToJson(string issuer, string jwksUri, IEnumerable<JwsAlgorithm> algorithms, IEnumerable<string> claims) =>
        new JsonObject
        {
            ["issuer"] = issuer,
            ["jwks_uri"] = jwksUri,
            ["response_types_supported"] = new JsonArray("id_token"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = Texts(algorithms.Select(algorithm => algorithm.Name)),
            ["claims_supported"] = Texts(claims),
        }.ToJsonString();

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
