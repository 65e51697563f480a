using System.Text;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hostile;

/// <summary>Request lines and headers out of all proportion, other methods and other paths.</summary>
[Collection(nameof(HostileInput))]
public sealed class HeadTests(HostileSimulator simulator)
{
    private const int Mebibyte = 1024 * 1024;
    private const string TooLarge = "The request header and query parameters used to make the request exceed the maximum allowed size.";

    private static readonly StsRequest Good = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity");

    [Fact]
    public async Task One_header_of_a_mebibyte_is_400_RequestHeaderSectionTooLarge() =>
        await RefusesHeadAsync($"X-Big: {new string('x', Mebibyte)}\r\n");

    [Fact]
    public async Task Thousands_of_small_headers_are_400_RequestHeaderSectionTooLarge()
    {
        var headers = new StringBuilder();
        for (int i = 0; headers.Length < Mebibyte; i++)
        {
            headers.Append($"X-Header-{i}: {new string('x', 64)}\r\n");
        }

        await RefusesHeadAsync(headers.ToString());
    }

    [Fact]
    public async Task One_header_sent_ten_thousand_times_is_400_RequestHeaderSectionTooLarge() =>
        await RefusesHeadAsync(string.Concat(Enumerable.Repeat("X-Again: and again and again\r\n", 10_000)));

    [Fact]
    public async Task A_query_string_of_200_kilobytes_is_400_RequestHeaderSectionTooLarge()
    {
        await simulator.RefusesAsync(
            Good with { Query = "Padding=" + new string('x', 200 * 1024) }, 400, "RequestHeaderSectionTooLarge", TooLarge);
        await simulator.RefusesAsync(
            Good with { Method = "GET", Form = "", Query = "Padding=" + new string('x', 200 * 1024) }, 400, "RequestHeaderSectionTooLarge", TooLarge);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("BREW")]
    public async Task Other_methods_on_the_root_are_405_MethodNotAllowed(string method) => await simulator.RefusesAsync(
        Good with { Method = method, Form = "", Query = Good.Form },
        405,
        "MethodNotAllowed",
        "The specified method is not allowed against this resource.");

    [Fact]
    public async Task HEAD_on_the_root_is_405_without_a_body()
    {
        using RawConnection connection = await RawConnection.OpenAsync(simulator.Endpoint);
        await connection.SendAsync($"HEAD / HTTP/1.1\r\nHost: {simulator.Endpoint.Authority}\r\n\r\n");
        WireAnswer answer = await connection.ReceiveAsync(hasBody: false);
        Assert.Equal((405, "text/xml"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.NotEqual(Guid.Empty, Guid.Parse(answer.Headers["x-amzn-RequestId"]));

        // The connection is in step: what follows is the next answer, not a body.
        await connection.SendAsync($"GET /health/live HTTP/1.1\r\nHost: {simulator.Endpoint.Authority}\r\n\r\n");
        Assert.Equal(200, (await connection.ReceiveAsync(hasBody: false)).Status);
        await simulator.ServesAsync();
    }

    [Theory]
    [InlineData("/index.html")]
    [InlineData("//")]
    [InlineData("/sts")]
    [InlineData("/%2e%2e/etc/passwd")]
    public async Task Another_path_is_404_UnknownOperationException(string path)
    {
        using RawConnection connection = await RawConnection.OpenAsync(simulator.Endpoint);
        await connection.SendAsync($"POST {path} HTTP/1.1\r\nHost: {simulator.Endpoint.Authority}\r\nContent-Length: {Good.Bytes.Length}\r\n\r\n{Good.Form}");
        WireAnswer answer = await connection.ReceiveAsync(hasBody: false);
        Assert.Equal((404, "text/xml"), (answer.Status, answer.Headers["Content-Type"]));
        await simulator.ServesAsync();
    }

    [Fact]
    public async Task The_body_of_another_path_is_what_Query_front_ends_say()
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, "/no/such/path"), TestContext.Current.CancellationToken);
        Assert.Equal("<UnknownOperationException/>\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_bare_GET_leads_a_browser_to_the_dashboard()
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(simulator.Endpoint, TestContext.Current.CancellationToken);
        Assert.Equal((302, "/_stssim/ui"), ((int)response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task A_GET_with_a_body_is_verified_with_it_and_takes_its_parameters_from_the_query()
    {
        StsRequest request = Good with { Method = "GET", Query = Good.Form, Form = "Action=GetSessionToken" };
        (await simulator.SendNotedAsync(request)).IsSuccessOf("GetCallerIdentity");
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00FC\u0003\u0003\r\n\r\n")] // a TLS client's hello
    [InlineData("GET / HTTP/1.1\r\n\r\n")] // no Host
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("GET /?Action=\u00FF HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n")]
    public async Task What_is_no_HTTP_is_400(string bytes)
    {
        using RawConnection connection = await RawConnection.OpenAsync(simulator.Endpoint);
        await connection.SendAsync(bytes);
        Assert.Equal(400, (await connection.ReceiveAsync(hasBody: false)).Status);
        await simulator.ServesAsync();
    }

    private async Task RefusesHeadAsync(string headers)
    {
        simulator.Note(Good);
        string host = simulator.Endpoint.Authority;
        using RawConnection connection = await RawConnection.OpenAsync(simulator.Endpoint);
        await connection.SendAsync(
            $"POST / HTTP/1.1\r\nHost: {host}\r\nX-Amz-Date: {Good.AmzDate}\r\nAuthorization: {Good.Authorization(host)}\r\n"
            + $"{headers}Content-Length: {Good.Bytes.Length}\r\n\r\n{Good.Form}");
        (await connection.ReceiveAsync()).IsRefusal(400, "RequestHeaderSectionTooLarge", TooLarge);
        await simulator.ServesAsync();
    }
}
