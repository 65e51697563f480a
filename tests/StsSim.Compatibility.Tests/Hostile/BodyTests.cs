using System.Text;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hostile;

[Collection(nameof(HostileInput))]
public sealed class BodyTests(HostileSimulator simulator)
{
    private const string SyntaxError = "The query string contains a syntax error.";

    private static readonly StsRequest Good = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity");

    [Fact]
    public async Task A_body_of_two_mebibytes_is_413_RequestEntityTooLarge() => await simulator.RefusesAsync(
        Good with { Form = Good.Form + "&Padding=" + new string('x', 2 * 1024 * 1024) },
        413,
        "RequestEntityTooLarge",
        "The request body exceeds the maximum allowed size.");

    [Fact]
    public async Task A_chunked_body_without_end_is_413_RequestEntityTooLarge()
    {
        using RawConnection connection = await RawConnection.OpenAsync(simulator.Endpoint);
        await connection.SendAsync($"POST / HTTP/1.1\r\nHost: {simulator.Endpoint.Authority}\r\nTransfer-Encoding: chunked\r\n\r\n");
        string chunk = $"10000\r\n{new string('x', 0x10000)}\r\n";
        for (int i = 0; i < 17; i++)
        {
            await connection.SendAsync(chunk);
        }

        (await connection.ReceiveAsync()).IsRefusal(413, "RequestEntityTooLarge", "The request body exceeds the maximum allowed size.");
        await simulator.ServesAsync();
    }

    // Kestrel closes a connection whose client has hung up in the middle of a body; there is no answering that.
    [Fact]
    public async Task A_truncated_body_ends_its_connection_and_nothing_else()
    {
        int logged = simulator.Logged.Count;
        using RawConnection connection = await RawConnection.OpenAsync(simulator.Endpoint);
        await connection.SendAsync(Head(Good, contentLength: Good.Bytes.Length + 100));
        await connection.SendAsync(Good.Bytes);
        connection.HalfClose();

        Assert.True(await connection.IsClosedAsync());
        Assert.Equal(logged, simulator.Logged.Count);
        await simulator.ServesAsync();
    }

    [Theory]
    [InlineData("5\r\nhello\r\nnonsense\r\n")]
    [InlineData("5\r\nhello and more\r\n0\r\n\r\n")]
    public async Task A_body_of_broken_chunks_is_400_IncompleteBody(string chunks)
    {
        using RawConnection connection = await RawConnection.OpenAsync(simulator.Endpoint);
        await connection.SendAsync($"POST / HTTP/1.1\r\nHost: {simulator.Endpoint.Authority}\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");
        (await connection.ReceiveAsync()).IsRefusal(400, "IncompleteBody", "The request body terminated unexpectedly.");
        await simulator.ServesAsync();
    }

    [Theory]
    [InlineData("&Name=Bob&Name=Bob")]
    [InlineData("&Name=Bob&Name=Eve")]
    [InlineData("&Action=GetCallerIdentity")]
    [InlineData("&Name=100%")]
    [InlineData("&Name=%4")]
    [InlineData("&Name=%zz")]
    [InlineData("&Name=%+1")]
    [InlineData("&Name=%FF%FE")]
    [InlineData("&%C3=x")]
    [InlineData("&Name=%ED%A0%80")] // a surrogate is no UTF-8
    [InlineData("&Name=%C0%AF")] // an overlong slash
    public async Task Duplicate_names_broken_escapes_and_broken_utf8_are_404_MalformedQueryString(string tail) =>
        await simulator.RefusesAsync(Good with { Form = Good.Form + tail }, 404, "MalformedQueryString", SyntaxError);

    [Fact]
    public async Task Raw_bytes_that_are_no_utf8_are_404_MalformedQueryString()
    {
        byte[] body = [.. Good.Bytes, .. "&Name="u8, 0xFF, 0xC0, 0x80];
        await simulator.RefusesAsync(Good with { Body = body }, 404, "MalformedQueryString", SyntaxError);
    }

    [Fact]
    public async Task More_parameters_than_any_operation_has_are_404_MalformedQueryString()
    {
        string many = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"&P{i}=1"));
        await simulator.RefusesAsync(Good with { Form = Good.Form + many }, 404, "MalformedQueryString", SyntaxError);
    }

    [Fact]
    public async Task A_parameter_in_both_query_and_body_is_404_MalformedQueryString() => await simulator.RefusesAsync(
        Good with { Query = "Action=GetCallerIdentity" }, 404, "MalformedQueryString", SyntaxError);

    [Fact]
    public async Task Parameters_may_be_split_between_query_and_body()
    {
        StsRequest request = Good with { Query = "Version=2011-06-15", Form = "Action=GetCallerIdentity" };
        (await simulator.SendNotedAsync(request)).IsSuccessOf("GetCallerIdentity");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Version=2011-06-15")]
    [InlineData("Action=&Version=2011-06-15")]
    [InlineData("""{"Action": "GetCallerIdentity", "Version": "2011-06-15"}""")]
    [InlineData("action=GetCallerIdentity&Version=2011-06-15")]
    [InlineData("<Action>GetCallerIdentity</Action>")]
    [InlineData("&&&=&")]
    public async Task A_post_without_Action_is_400_MissingAction(string body) => await simulator.RefusesAsync(
        Good with { Form = body }, 400, "MissingAction", "The request is missing an action or a required parameter.");

    [Fact]
    public async Task Ten_thousand_random_bytes_are_refused()
    {
        var random = new Random(20260203);
        for (int i = 0; i < 20; i++)
        {
            byte[] body = new byte[10_000];
            random.NextBytes(body);
            WireAnswer answer = await simulator.SendNotedAsync(Good with { Body = body });
            Assert.InRange(answer.Status, 400, 404);
            answer.IsRefusal(answer.Status, answer.Code!, answer.Message);
        }

        await simulator.ServesAsync();
    }

    private string Head(StsRequest request, int contentLength)
    {
        simulator.Note(request);
        var head = new StringBuilder("POST / HTTP/1.1\r\n");
        foreach ((string name, string value) in request.SignedHeaders(simulator.Endpoint.Authority))
        {
            head.Append($"{name}: {value}\r\n");
        }

        return head.Append($"Authorization: {request.Authorization(simulator.Endpoint.Authority)}\r\nContent-Length: {contentLength}\r\n\r\n").ToString();
    }
}
