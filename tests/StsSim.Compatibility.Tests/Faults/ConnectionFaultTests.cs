using System.Xml;
using System.Xml.Linq;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>What a client sees of a connection, to the byte.</summary>
public sealed class ConnectionFaultTests(FaultSimulator simulator) : IClassFixture<FaultSimulator>, IAsyncLifetime
{
    private static readonly StsRequest Request = StsRequest.Of(TestWorld.Alice, "GetFederationToken", "Name=Bobby");

    public async ValueTask InitializeAsync() => await simulator.BehaveAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_answer_of_ones_own_is_sent_as_it_stands()
    {
        RawAnswer answer = await MeetAsync(
            """{ "type": "reply", "status": 203, "contentType": "text/html", "headers": { "X-Cache": "HIT" }, "body": "<p>Log in ä</p>" }""", AnswerEnd.Open);

        Assert.Equal((203, "<p>Log in ä</p>"), (answer.Status, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(answer.Body))));
        Assert.Equal(["text/html"], answer.Values("Content-Type"));
        Assert.Equal(["HIT"], answer.Values("X-Cache"));
    }

    [Theory]
    [InlineData("reset", AnswerEnd.Reset)]
    [InlineData("close", AnswerEnd.Closed)]
    public async Task Aborted_before_the_headers_there_is_not_a_byte(string how, AnswerEnd end)
    {
        RawAnswer answer = await MeetAsync($$"""{ "type": "abort", "how": "{{how}}" }""", end);
        Assert.Equal((0, end), (answer.Bytes.Length, answer.End));
    }

    [Theory]
    [InlineData("reset", AnswerEnd.Reset)]
    [InlineData("close", AnswerEnd.Closed)]
    public async Task Aborted_after_the_headers_there_is_a_promise_and_nothing_more(string how, AnswerEnd end)
    {
        RawAnswer answer = await MeetAsync($$"""{ "type": "abort", "at": "afterHeaders", "how": "{{how}}" }""", end);
        Assert.Equal((200, "", end), (answer.Status, answer.Body, answer.End));
        Assert.InRange(answer.ContentLength, 500, 5_000);
    }

    [Theory]
    [InlineData("reset", AnswerEnd.Reset)]
    [InlineData("close", AnswerEnd.Closed)]
    public async Task Aborted_in_the_body_half_of_it_has_come(string how, AnswerEnd end)
    {
        RawAnswer answer = await MeetAsync($$"""{ "type": "abort", "at": "midBody", "how": "{{how}}" }""", end);
        Assert.Equal((200, answer.ContentLength / 2, end), (answer.Status, answer.Body.Length, answer.End));
        Assert.StartsWith("<GetFederationTokenResponse", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "type": "abort" }""", 1)]
    [InlineData("""{ "type": "abort", "how": "close" }""", 1)]
    [InlineData("""{ "type": "abort", "at": "midBody" }""", 1)]
    [InlineData("""{ "type": "hang", "seconds": 0 }""", 1)]
    [InlineData("""{ "type": "truncate" }""", 1)]
    [InlineData("""{ "type": "badChunk" }""", 1)]
    [InlineData("""{ "type": "abort", "performed": false }""", 0)]
    [InlineData("""{ "type": "hang", "seconds": 0, "performed": false }""", 0)]
    [InlineData("""{ "type": "garbage" }""", 0)]
    [InlineData("""{ "type": "gatewayError" }""", 0)]
    [InlineData("""{ "type": "error", "code": "Throttling" }""", 0)]
    public async Task An_answer_that_is_lost_was_for_something_that_is_done_unless_the_rule_says_otherwise(string effect, int issued)
    {
        string name = $"Lost{Guid.NewGuid():N}"[..20];
        await simulator.PutEffectAsync(effect);
        using var client = new RawClient();
        await client.SendAsync(simulator.Endpoint, StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name={name}"));
        await client.ReceiveAsync(effect.Contains("truncate", StringComparison.Ordinal) || effect.Contains("rror", StringComparison.Ordinal) ? AnswerEnd.Open : AnswerEnd.Closed);

        Assert.Equal(issued, (await simulator.LedgerOfAsync(name)).Issued);
    }

    [Fact]
    public async Task It_hangs_until_the_client_gives_up_and_the_simulator_goes_on()
    {
        await simulator.PutEffectAsync("""{ "type": "hang" }""");
        using (var client = new RawClient())
        {
            await client.SendAsync(simulator.Endpoint, Request);
            while ((await simulator.CountsAsync()).Fired == 0)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            Assert.False(client.HasHeard);
        }

        await simulator.BehaveAsync();
        (await simulator.SendAsync(Request)).IsSuccessOf("GetFederationToken");
    }

    [Theory]
    [InlineData("close", AnswerEnd.Closed, 0)]
    [InlineData("reset", AnswerEnd.Reset, 0)]
    [InlineData("answer", AnswerEnd.Open, 200)]
    public async Task It_hangs_for_a_while_and_then_ends_as_told(string then, AnswerEnd end, int status)
    {
        RawAnswer answer = await MeetAsync($$"""{ "type": "hang", "seconds": 0.1, "then": "{{then}}" }""", end);
        Assert.Equal((end, status), (answer.End, answer.Bytes.Length == 0 ? 0 : answer.Status));
    }

    [Fact]
    public async Task Garbage_is_no_HTTP_and_under_the_same_seed_the_same()
    {
        const string Rule = """{ "seed": 7, "effect": { "type": "garbage", "bytes": 700 } }""";
        await simulator.PutFaultAsync("fault", Rule);
        RawAnswer first = await RawClient.SendAsync(simulator.Endpoint, Request, AnswerEnd.Closed);
        RawAnswer second = await RawClient.SendAsync(simulator.Endpoint, Request, AnswerEnd.Closed);
        await simulator.PutFaultAsync("fault", Rule);
        RawAnswer again = await RawClient.SendAsync(simulator.Endpoint, Request, AnswerEnd.Closed);

        Assert.Equal((700, AnswerEnd.Closed), (first.Bytes.Length, first.End));
        Assert.DoesNotContain("HTTP/1.1", first.Text, StringComparison.Ordinal);
        Assert.InRange(first.Bytes.Distinct().Count(), 200, 256);
        Assert.NotEqual(first.Bytes, second.Bytes);
        Assert.Equal(first.Bytes, again.Bytes);
    }

    [Fact]
    public async Task A_bad_chunk_follows_a_good_one()
    {
        RawAnswer answer = await MeetAsync("""{ "type": "badChunk" }""", AnswerEnd.Closed);
        Assert.Equal(("chunked", AnswerEnd.Closed), (Assert.Single(answer.Values("Transfer-Encoding")), answer.End));
        string[] lines = answer.Body.Split("\r\n", 2);
        int length = Convert.ToInt32(lines[0], 16);
        Assert.Equal("\r\nno length\r\n", lines[1][length..]);
        using HttpRequestMessage message = Request.ToMessage(simulator.Endpoint);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => simulator.Http.SendAsync(message, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("\"bytes\": 100", 100)]
    [InlineData("\"bytes\": 0", 0)]
    public async Task A_truncated_document_comes_in_a_whole_message(string where, int length)
    {
        RawAnswer answer = await MeetAsync($$"""{ "type": "truncate", {{where}} }""", AnswerEnd.Open);
        Assert.Equal((200, length, length), (answer.Status, answer.ContentLength, answer.Body.Length));
    }

    [Fact]
    public async Task A_truncated_document_may_be_promised_whole()
    {
        RawAnswer answer = await MeetAsync("""{ "type": "truncate", "fraction": 0.25, "contentLength": "whole" }""", AnswerEnd.Closed);
        Assert.Equal((200, answer.ContentLength / 4, AnswerEnd.Closed), (answer.Status, answer.Body.Length, answer.End));
    }

    [Fact]
    public async Task A_fraction_of_one_is_the_whole_answer()
    {
        RawAnswer answer = await MeetAsync("""{ "type": "truncate", "fraction": 1, "contentLength": "whole" }""", AnswerEnd.Open);
        Assert.Equal((answer.ContentLength, AnswerEnd.Open), (answer.Body.Length, answer.End));
        XElement.Parse(answer.Body);
    }

    [Fact]
    public async Task A_malformed_document_is_as_long_as_it_was_and_no_XML()
    {
        RawAnswer whole = await RawClient.SendAsync(simulator.Endpoint, StsRequest.Of(TestWorld.Alice, "GetCallerIdentity"), AnswerEnd.Open);
        await simulator.PutEffectAsync("""{ "type": "malform" }""");
        RawAnswer broken = await RawClient.SendAsync(simulator.Endpoint, StsRequest.Of(TestWorld.Alice, "GetCallerIdentity"), AnswerEnd.Open);
        Assert.Equal((200, whole.ContentLength, whole.Body.Length), (broken.Status, broken.ContentLength, broken.Body.Length));
        Assert.Equal("text/xml", Assert.Single(broken.Values("Content-Type")));
        Assert.Throws<XmlException>(() => XElement.Parse(broken.Body));
    }

    [Fact]
    public async Task A_malformed_document_in_JSON_is_no_JSON()
    {
        await simulator.PutEffectAsync("""{ "type": "malform" }""");
        WireAnswer answer = await simulator.SendAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with { Accept = "application/json" });
        Assert.Equal(200, answer.Status);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => System.Text.Json.JsonElement.Parse(answer.Body));
    }

    [Theory]
    [InlineData("\"durationMs\": 600, \"pieces\": 6")]
    [InlineData("\"bytesPerSecond\": 3000, \"pieces\": 6")]
    public async Task A_trickle_is_the_whole_answer_in_several_pieces(string how)
    {
        RawAnswer answer = await MeetAsync($$"""{ "type": "trickle", {{how}} }""", AnswerEnd.Open);
        Assert.Equal((200, answer.ContentLength), (answer.Status, answer.Body.Length));
        Assert.InRange(answer.Pieces, 3, 7);
        XElement.Parse(answer.Body);
    }

    [Fact]
    public async Task Headers_come_twice_and_differ()
    {
        RawAnswer answer = await MeetAsync("""{ "type": "duplicateHeaders" }""", AnswerEnd.Open);
        Assert.Equal(["text/xml", "text/plain"], answer.Values("Content-Type"));
        Assert.Equal(2, answer.Values("x-amzn-RequestId").Distinct().Count());
        XElement.Parse(answer.Body);
    }

    [Fact]
    public async Task A_connection_ends_after_its_answer()
    {
        RawAnswer answer = await MeetAsync("""{ "type": "closeConnection" }""", AnswerEnd.Closed);
        Assert.Equal((200, AnswerEnd.Closed, answer.ContentLength), (answer.Status, answer.End, answer.Body.Length));
        Assert.Equal("close", Assert.Single(answer.Values("Connection")));
    }

    [Fact]
    public async Task A_gateway_answers_in_HTML_and_knows_no_request_id()
    {
        RawAnswer answer = await MeetAsync("""{ "type": "gatewayError", "retryAfterSeconds": 3 }""", AnswerEnd.Open);
        Assert.Equal((502, "text/html", "3"), (answer.Status, Assert.Single(answer.Values("Content-Type")), Assert.Single(answer.Values("Retry-After"))));
        Assert.Contains("<h1>502 Bad Gateway</h1>", answer.Body, StringComparison.Ordinal);
        Assert.Empty(answer.Values("x-amzn-RequestId"));

        RawAnswer empty = await MeetAsync("""{ "type": "gatewayError", "status": 504, "empty": true }""", AnswerEnd.Open);
        Assert.Equal((504, 0, ""), (empty.Status, empty.ContentLength, empty.Body));
        Assert.Empty(empty.Values("Content-Type"));
        Assert.Empty(empty.Values("x-amzn-RequestId"));
    }

    [Theory]
    [InlineData("""{ "type": "contentType" }""", "text/html")]
    [InlineData("""{ "type": "contentType", "value": "application/json" }""", "application/json")]
    [InlineData("""{ "type": "contentType", "value": "" }""", null)]
    public async Task The_right_document_comes_under_the_wrong_name(string effect, string? contentType)
    {
        RawAnswer answer = await MeetAsync(effect, AnswerEnd.Open);
        Assert.Equal(contentType, answer.Values("Content-Type").SingleOrDefault());
        XElement.Parse(answer.Body);
    }

    [Fact]
    public async Task Hints_and_other_bodies_come_with_an_error()
    {
        RawAnswer answer = await MeetAsync("""{ "type": "error", "code": "OurOwn", "status": 418, "message": "No tea.", "amzRetryAfterMs": 1500, "retryAfterSeconds": 2 }""", AnswerEnd.Open);
        Assert.Equal((418, "1500", "2"), (answer.Status, Assert.Single(answer.Values("x-amz-retry-after")), Assert.Single(answer.Values("Retry-After"))));
        Assert.Contains("<Code>OurOwn</Code>", answer.Body, StringComparison.Ordinal);
        Assert.Contains("<Message>No tea.</Message>", answer.Body, StringComparison.Ordinal);

        RawAnswer text = await MeetAsync("""{ "type": "error", "code": "Throttling", "body": "text" }""", AnswerEnd.Open);
        Assert.Equal((400, "text/plain", "Throttling: Rate exceeded\n"), (text.Status, Assert.Single(text.Values("Content-Type")), text.Body));

        RawAnswer empty = await MeetAsync("""{ "type": "error", "code": "InternalFailure", "body": "empty" }""", AnswerEnd.Open);
        Assert.Equal((500, ""), (empty.Status, empty.Body));
        Assert.Empty(empty.Values("Content-Type"));
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    public async Task Latency_is_waited_for(string at)
    {
        long startedAt = TimeProvider.System.GetTimestamp();
        RawAnswer answer = await MeetAsync($$"""{ "type": "latency", "at": "{{at}}", "distribution": { "kind": "fixed", "ms": 400 } }""", AnswerEnd.Open);
        Assert.Equal(200, answer.Status);
        Assert.True(TimeProvider.System.GetElapsedTime(startedAt) >= TimeSpan.FromMilliseconds(390));
    }

    [Fact]
    public async Task A_delay_comes_before_any_effect()
    {
        await simulator.PutFaultAsync("fault", """{ "delay": { "kind": "fixed", "ms": 400 }, "effect": { "type": "error", "code": "Throttling" } }""");
        long startedAt = TimeProvider.System.GetTimestamp();
        (await simulator.SendAsync(Request)).IsRefusal(400, "Throttling", "Rate exceeded");
        Assert.True(TimeProvider.System.GetElapsedTime(startedAt) >= TimeSpan.FromMilliseconds(390));
    }

    // Of six at once one is served and two wait; the others find no place.
    [Fact]
    public async Task A_server_of_little_capacity_sheds_what_finds_no_place()
    {
        await simulator.PutEffectAsync(
            """{ "type": "capacity", "concurrency": 1, "serviceTime": { "kind": "fixed", "ms": 1500 }, "queue": { "limit": 2 } }""");
        WireAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => simulator.SendAsync(Request)));
        Assert.Equal(3, answers.Count(answer => answer.Status == 200));
        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal((503, "ServiceUnavailable"), (answer.Status, answer.Code)));
    }

    private async Task<RawAnswer> MeetAsync(string effect, AnswerEnd until)
    {
        await simulator.PutEffectAsync(effect);
        return await RawClient.SendAsync(simulator.Endpoint, Request, until);
    }
}
