using System.Buffers.Text;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

/// <summary>The examples of RFC 7515, appendix A.</summary>
public sealed class PublishedSignatureTests
{
    private const string JoesClaims = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string RsaKey = """
        {"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"}
        """;

    private const string P256Key = """
        {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
        """;

    private const string P521Key = """
        {"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2"}
        """;

    // Section, algorithm, key, signing input, signature.
    public static TheoryData<string, string, string, string, string> Examples => new()
    {
        {
            "A.2", "RS256", RsaKey, $"eyJhbGciOiJSUzI1NiJ9.{JoesClaims}",
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
        },
        {
            "A.3", "ES256", P256Key, $"eyJhbGciOiJFUzI1NiJ9.{JoesClaims}",
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
        },
        {
            "A.4", "ES512", P521Key, "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA",
            "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn"
        },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_verifies_and_no_other_text_does(string section, string algorithm, string jwk, string input, string signature)
    {
        VerificationKey key = VerificationKey.From(new JsonWebKey(jwk))!;
        JwsAlgorithm named = JwsAlgorithm.Find(algorithm)!;
        byte[] bytes = Base64Url.DecodeFromChars(signature);
        Assert.True(key.Verifies(named, Encoding.ASCII.GetBytes(input), bytes), section);
        Assert.False(key.Verifies(named, Encoding.ASCII.GetBytes(input + "A"), bytes), section);
        bytes[0] ^= 1;
        Assert.False(key.Verifies(named, Encoding.ASCII.GetBytes(input), bytes), section);
    }

    [Fact]
    public void Joes_claims_are_read()
    {
        CompactJws jws = CompactJws.Parse($"eyJhbGciOiJSUzI1NiJ9.{JoesClaims}.AAAA")!;
        Assert.Equal("RS256", jws.Algorithm);
        Assert.Null(jws.KeyId);
        Assert.Equal("joe", jws.Claims.GetProperty("iss").GetString());
        Assert.Equal(1300819380, jws.Claims.GetProperty("exp").GetInt64());
        Assert.True(jws.Claims.GetProperty("http://example.com/is_root").GetBoolean());
    }

    [Theory]
    [InlineData("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")] // A.1, an HMAC
    [InlineData("eyJhbGciOiJub25lIn0", "")] // A.5, unsecured
    public void The_examples_without_a_public_key_have_no_algorithm_here(string header, string signature)
    {
        CompactJws jws = CompactJws.Parse($"{header}.{JoesClaims}.{signature}")!;
        Assert.Null(JwsAlgorithm.Find(jws.Algorithm));
    }
}
