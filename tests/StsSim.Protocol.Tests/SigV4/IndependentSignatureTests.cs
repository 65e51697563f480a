using StsSim.Protocol.Errors;
using StsSim.Protocol.SigV4;

namespace StsSim.Protocol.Tests.SigV4;

/// <summary>What a signer that shares nothing with the verifier signs, the verifier accepts.</summary>
public sealed class IndependentSignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Date = "20260304T050607Z";
    private const string Token = "IQoJb3JpZ2luX2VjEA//////////wEXAMPLE+token/with=all==";
    private const string CallerIdentityBody = "Action=GetCallerIdentity&Version=2011-06-15";

    private static readonly IndependentSigner Signer = new("AKIARZPUZDIKGB2VALC4", Secret, Date);

    private static readonly (string, string)[] CallerIdentity = [("Action", "GetCallerIdentity"), ("Version", "2011-06-15")];

    [Fact]
    public void A_presigned_get_with_a_session_token_verifies()
    {
        (string, string)[] headers = [("Host", "sts.eu-west-1.amazonaws.com"), ("x-k8s-aws-id", "cluster-1")];
        (string Name, string Value)[] query = (Signer with { Region = "eu-west-1" }).Presign("GET", CallerIdentity, headers, Token);
        var request = new ReceivedRequest("GET", Query(query), headers);

        Assert.Null(Verify(request));
        Assert.Null(Verification.Read(request, out RequestSignature? read));
        RequestSignature signature = Assert.NotNull(read);
        Assert.True(signature.IsPresigned);
        Assert.Equal(Token, signature.SessionToken);
        Assert.Equal("eu-west-1", signature.Scope.Region);
        Assert.Equal("host;x-k8s-aws-id", signature.SignedHeaders);
    }

    [Theory]
    [InlineData("X-Amz-Security-Token", "other")]
    [InlineData("X-Amz-Expires", "900")]
    [InlineData("Action", "GetSessionToken")]
    [InlineData("X-Amz-Date", "20260304T050608Z")]
    public void A_changed_parameter_of_a_presigned_request_does_not_verify(string name, string value)
    {
        (string, string)[] headers = [("Host", "sts.amazonaws.com")];
        (string Name, string Value)[] query = Signer.Presign("GET", CallerIdentity, headers, Token);
        query = [.. query.Select(p => p.Name == name ? (name, value) : p)];
        Assert.Equal(SignatureErrors.Mismatch, Verify(new ReceivedRequest("GET", Query(query), headers)));
    }

    [Fact]
    public void The_expiry_of_a_presigned_request_is_not_honoured_and_its_replay_is_accepted()
    {
        (string, string)[] headers = [("Host", "sts.amazonaws.com")];
        string query = Query(Signer.Presign("GET", CallerIdentity, headers));
        var request = new ReceivedRequest("GET", query, headers);
        DateTimeOffset signedAt = Verification.At(Date);
        foreach (int minutes in (int[])[0, 2, 15, 15])
        {
            Assert.Null(Verification.Verify(request, Secret, signedAt.AddMinutes(minutes)));
        }
    }

    [Fact]
    public void Extra_signed_headers_verify_and_are_covered()
    {
        (string, string)[] headers =
        [
            ("Host", "localhost:4566"), ("X-Vault-AWS-IAM-Server-ID", "vault.example.com"), ("User-Agent", "aws-sdk-go/1.44.0 (go1.20; linux; amd64)"),
            ("Content-Length", "43"), ("amz-sdk-invocation-id", "7a8c"), ("amz-sdk-request", "attempt=1; max=3"), ("X-Amz-Security-Token", Token),
        ];
        (string Name, string Value)[] signed = Signer.SignHeaders("POST", [], headers, CallerIdentityBody);
        Assert.Null(Verify(new ReceivedRequest("POST", "", signed, CallerIdentityBody)));

        for (int i = 0; i < headers.Length; i++)
        {
            (string Name, string Value)[] changed = [.. signed];
            changed[i].Value = changed[i].Value + "0";
            Assert.Equal(SignatureErrors.Mismatch, Verify(new ReceivedRequest("POST", "", changed, CallerIdentityBody)));
        }
    }

    [Fact]
    public void Unsigned_headers_may_be_anything()
    {
        (string Name, string Value)[] signed = Signer.SignHeaders("POST", [], [("Host", "sts.amazonaws.com")], CallerIdentityBody);
        Assert.Null(Verify(new ReceivedRequest("POST", "", [.. signed, ("Via", "1.1 proxy"), ("Accept", "*/*")], CallerIdentityBody)));
    }

    [Theory]
    [InlineData("Version=2011-06-15&Action=GetCallerIdentity&Name=a%20b")]
    [InlineData("Name=a+b&Action=GetCallerIdentity&Version=2011-06-15")]
    [InlineData("N%61me=a%20b&Version=2011%2D06-15&%41ction=GetCallerIdentity")]
    [InlineData("&Name=a%20b&&Version=2011-06-15&Action=GetCallerIdentity&")]
    public void The_spelling_and_the_order_of_the_query_do_not_matter(string query)
    {
        (string, string)[] signed = Signer.SignHeaders("GET", [.. CallerIdentity, ("Name", "a b")], [("Host", "sts.amazonaws.com")], "");
        Assert.Null(Verify(new ReceivedRequest("GET", query, signed)));
    }

    [Theory]
    [InlineData("a b", "a  b")]
    [InlineData("a b", "  a     b  ")]
    [InlineData("a b c d", "a b   c  d ")]
    [InlineData("", "   ")]
    [InlineData("\"a b\"", "\"a    b\"")]
    public void Runs_of_spaces_in_header_values_count_as_one(string signedValue, string sentValue)
    {
        (string Name, string Value)[] signed = Signer.SignHeaders("GET", CallerIdentity, [("Host", "h"), ("X-Note", signedValue)], "");
        (string, string)[] sent = [.. signed.Select(h => h.Name == "X-Note" ? (h.Name, sentValue) : h)];
        Assert.Null(Verify(new ReceivedRequest("GET", Query(CallerIdentity), sent)));
    }

    // In UTF-8 "à" ends in the byte A0 and "Å" in 85, which are white space only where bytes are taken for characters.
    [Theory]
    [InlineData("voilà")]
    [InlineData("à la carte, voilà")]
    [InlineData("ÀÅ")]
    [InlineData("漢字 and \U0001F600")]
    public void Header_values_in_utf8_are_signed_as_the_bytes_they_are(string value)
    {
        (string, string)[] signed = Signer.SignHeaders("GET", CallerIdentity, [("Host", "h"), ("X-Note", Verification.Utf8AsReceived(value))], "");
        Assert.Null(Verify(new ReceivedRequest("GET", Query(CallerIdentity), signed)));
    }

    [Theory]
    [InlineData("Wed, 04 Mar 2026 05:06:07 GMT")]
    [InlineData(Date)]
    public void A_date_header_stands_in_for_the_missing_amz_date(string date)
    {
        IndependentSigner signer = Signer with { DateHeader = ("Date", date) };
        (string Name, string Value)[] signed = signer.SignHeaders("GET", CallerIdentity, [("Host", "h")], "");
        Assert.Null(Verify(new ReceivedRequest("GET", Query(CallerIdentity), signed)));

        signed = [.. signed.Select(h => h.Name == "Date" ? (h.Name, "Wed, 04 Mar 2026 05:06:08 GMT") : h)];
        Assert.Equal(SignatureErrors.Mismatch, Verify(new ReceivedRequest("GET", Query(CallerIdentity), signed)));
    }

    [Fact]
    public void Amz_date_comes_before_date()
    {
        (string, string)[] signed = Signer.SignHeaders("GET", CallerIdentity, [("Host", "h"), ("Date", "Thu, 05 Mar 2026 00:00:00 GMT")], "");
        Assert.Null(Verify(new ReceivedRequest("GET", Query(CallerIdentity), signed)));
    }

    [Fact]
    public void A_large_request_does_not_spoil_the_next_one()
    {
        (string, string)[] large = [("Host", "h"), ("X-Note", new string('n', 200_000))];
        (string, string)[] small = [("Host", "h")];
        for (int round = 0; round < 3; round++)
        {
            Assert.Null(Verify(new ReceivedRequest("GET", Query(CallerIdentity), Signer.SignHeaders("GET", CallerIdentity, large, ""))));
            Assert.Null(Verify(new ReceivedRequest("GET", Query(CallerIdentity), Signer.SignHeaders("GET", CallerIdentity, small, ""))));
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public void Random_requests_verify_signed_either_way(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 300; round++)
        {
            (string, string)[] query = RandomPairs(random, "Parameter");
            (string, string)[] headers = [("Host", "h"), .. RandomPairs(random, "X-Header")];
            string body = string.Join('&', RandomPairs(random, "Body").Select(p => $"{p.Name}={IndependentSigner.Escape(p.Value)}"));

            var signed = new ReceivedRequest("POST", Query(query), Signer.SignHeaders("POST", query, headers, body), body);
            Assert.Null(Verify(signed));
            Assert.Null(Verify(new ReceivedRequest("GET", Query(Signer.Presign("GET", query, headers, Token)), headers)));
        }
    }

    private static (string Name, string Value)[] RandomPairs(Random random, string stem) =>
    [
        .. Enumerable.Range(0, random.Next(12))
            .Select(i => ($"{stem}{random.Next(10)}.{i}", string.Concat(random.GetItems<char>("abcXYZ019 /+=%&~-_.*:;,", random.Next(20))))),
    ];

    private static AwsError? Verify(WireRequest request) => Verification.Verify(request, Secret, Verification.At(Date));

    private static string Query(IEnumerable<(string Name, string Value)> parameters) =>
        string.Join('&', parameters.Select(p => $"{IndependentSigner.Escape(p.Name)}={IndependentSigner.Escape(p.Value)}"));
}
