using StsSim.Compatibility.Tests.Replay.Clients;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Replay;

/// <summary>The restated parsers are as strict and as lax as the originals: what each would fail on, it fails on here.</summary>
public sealed class ParserRuleTests
{
    private const string Metadata = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>";

    // The driver reads JSON.
    private static readonly string[] All = [.. AnswerParsers.Clients.Except(["mongo-go-driver"])];

    [Fact]
    public void All_take_the_plain_layout()
    {
        Assert.Equal(All, Takers($"<GetSessionTokenResponse xmlns=\"urn:x\"><GetSessionTokenResult>{Credentials()}</GetSessionTokenResult>{Metadata}</GetSessionTokenResponse>"));
        Assert.Equal(All, Takers(
            $"<?xml version=\"1.0\"?>\n<GetSessionTokenResponse>\n  <GetSessionTokenResult>\n    {Credentials()}\n  </GetSessionTokenResult>\n  {Metadata}\n</GetSessionTokenResponse>\n"));
    }

    [Fact]
    public void Some_want_the_result_to_come_first() => Assert.Equal(
        All.Except(["aws-sdk-rust", "rusoto"]),
        Takers($"<GetSessionTokenResponse>{Metadata}<GetSessionTokenResult>{Credentials()}</GetSessionTokenResult></GetSessionTokenResponse>"));

    [Fact]
    public void Rusoto_wants_the_metadata() => Assert.Equal(
        All.Except(["rusoto"]), Takers($"<GetSessionTokenResponse><GetSessionTokenResult>{Credentials()}</GetSessionTokenResult></GetSessionTokenResponse>"));

    [Fact]
    public void Only_Rust_asks_for_the_name_of_the_root() => Assert.Equal(
        All.Except(["aws-sdk-rust"]), Takers($"<Response><GetSessionTokenResult>{Credentials()}</GetSessionTokenResult>{Metadata}</Response>"));

    [Fact]
    public void Attributes_are_too_much_for_amazonka() => Assert.Equal(
        All.Except(["amazonka"]), Takers(Answer(Credentials(token: "<SessionToken type=\"string\">t</SessionToken>"))));

    [Fact]
    public void Comments_inside_a_member_are_taken_by_few()
    {
        IEnumerable<string> takers = Takers(Answer(Credentials(token: "<SessionToken>t<!-- c --></SessionToken>")));
        Assert.DoesNotContain("amazonka", takers);
        Assert.Contains("aws-sdk-rust", takers);
    }

    [Fact]
    public void CDATA_is_lost_or_refused_by_some()
    {
        string answer = Answer(Credentials(token: "<SessionToken><![CDATA[t]]></SessionToken>"));
        Assert.DoesNotContain("aws-sdk-java-v1", Takers(answer));
        Assert.Equal("", Read("aws-sdk-rust", answer).Members["Credentials.SessionToken"]);
        Assert.Equal("t", Read("rusoto", answer).Members["Credentials.SessionToken"]);
    }

    [Theory]
    [InlineData("2026-02-03T04:05:06Z")]
    [InlineData("2026-02-03T04:05:06.000Z")]
    public void All_take_dates_in_UTC_with_and_without_milliseconds(string date) => Assert.Equal(All, Takers(Answer(Credentials(date: date))));

    [Theory]
    [InlineData("2026-02-03 04:05:06Z", "aws-sdk-php")]
    [InlineData("Tue, 03 Feb 2026 04:05:06 GMT", "amazonka", "aws-sdk-php")]
    [InlineData("1770091506", "amazonka")]
    [InlineData("2026-02-03T04:05:06+00:00", "rusoto", "amazonka", "aws-sdk-php")]
    public void Other_dates_are_for_few(string date, params string[] clients) =>
        Assert.Equal(clients, Takers(Answer(Credentials(date: date))));

    [Theory]
    [InlineData("1.770091506E9", true)]
    [InlineData("1770091506", true)]
    [InlineData("\"2026-02-03T04:05:06Z\"", false)]
    [InlineData("null", false)]
    public void The_driver_that_reads_JSON_takes_numbers_for_dates(string date, bool isTaken)
    {
        string json = """{"GetSessionTokenResponse":{"GetSessionTokenResult":{"Credentials":{"AccessKeyId":"A","SecretAccessKey":"s","SessionToken":"t","Expiration":DATE}}}}"""
            .Replace("DATE", date, StringComparison.Ordinal);
        if (isTaken)
        {
            Assert.Equal(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero), Read("mongo-go-driver", json).Expiration);
        }
        else
        {
            Assert.Throws<AnswerRejectedException>(() => Read("mongo-go-driver", json));
        }
    }

    [Theory]
    [InlineData("a &amp; b", "a & b")]
    [InlineData("&lt;&#233;&#x1F600;&gt;", "<é😀>")]
    [InlineData("&quot;it&apos;s&quot;", "\"it's\"")]
    public void References_are_resolved(string written, string read)
    {
        var answer = new WireAnswer(400, new Dictionary<string, string>(), $"<ErrorResponse><Error><Type>Sender</Type><Code>C</Code><Message>{written}</Message></Error></ErrorResponse>");
        Assert.All(All, client => Assert.Equal(read, AnswerParsers.Of(client).ReadError(answer).Message));
    }

    [Theory]
    [InlineData("<ErrorResponse><Error><Code>C</Code></Error>")]
    [InlineData("<ErrorResponse><Error><Code>C & D</Code></Error></ErrorResponse>")]
    [InlineData("<ErrorResponse><Error><Code>C\u0001</Code></Error></ErrorResponse>")]
    [InlineData("<ErrorResponse><Error><Code>C</Error></Code></ErrorResponse>")]
    [InlineData("{\"Error\":{}}")]
    [InlineData("")]
    public void Nobody_takes_what_is_not_well_formed(string body)
    {
        var answer = new WireAnswer(400, new Dictionary<string, string>(), body);
        Assert.All(All, client => Assert.Throws<AnswerRejectedException>(() => AnswerParsers.Of(client).ReadError(answer)));
    }

    private static string Credentials(string token = "<SessionToken>t</SessionToken>", string date = "2026-02-03T04:05:06Z") =>
        $"<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey>{token}<Expiration>{date}</Expiration></Credentials>";

    private static string Answer(string members) =>
        $"<GetSessionTokenResponse><GetSessionTokenResult>{members}</GetSessionTokenResult>{Metadata}</GetSessionTokenResponse>";

    private static IEnumerable<string> Takers(string body) => All.Where(client =>
    {
        try
        {
            return Read(client, body).Members["Credentials.SessionToken"] == "t";
        }
        catch (AnswerRejectedException)
        {
            return false;
        }
    });

    private static ParsedResult Read(string client, string body) =>
        AnswerParsers.Of(client).ReadResult("GetSessionToken", new WireAnswer(200, new Dictionary<string, string>(), body));
}
