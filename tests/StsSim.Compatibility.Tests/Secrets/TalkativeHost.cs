using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Telemetry;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Secrets;

/// <summary>
/// A host process that logs all it has to say and exports to a collector, in a folder of its own. All that it writes is
/// kept for a <see cref="SecretScan"/>: answers, terminal, telemetry, files.
/// </summary>
internal sealed partial class TalkativeHost : IAsyncDisposable
{
    // Answers whose purpose is to hand out a secret, and the members it is in. Everything else is scanned, in them as well.
    private static readonly Dictionary<string, string[]> HandingOut = new()
    {
        ["POST /_stssim/leases"] = ["secretAccessKey"],
        ["GET /_stssim/leases/{id}"] = ["secretAccessKey"],
        ["POST /_stssim/idp/oidc/token"] = ["token"],
        ["POST /_stssim/idp/saml/assertion"] = ["assertion"],
        ["POST /_stssim/idp/oauth/token"] = ["token"],
        ["POST /_stssim/idp/delegation/token"] = ["tradeInToken"],
    };

    private readonly SecretScan _scan;
    private readonly DirectoryInfo _folder;
    private readonly WorldFile _world;
    private readonly OtlpReceiver _collector;
    private readonly HostProcess _process;
    private readonly string _adminToken;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private TalkativeHost(SecretScan scan, DirectoryInfo folder, WorldFile world, OtlpReceiver collector, HostProcess process, string adminToken, Uri endpoint) =>
        (_scan, _folder, _world, _collector, _process, _adminToken, Endpoint) = (scan, folder, world, collector, process, adminToken, endpoint);

    public Uri Endpoint { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="scan">Comes to know the secrets of the settings.</param>
    /// <param name="json">The world.</param>
    /// <param name="settings">Further ones, as environment variables.</param>
    public static async Task<TalkativeHost> StartAsync(SecretScan scan, string json, IReadOnlyDictionary<string, string>? settings = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stssim-secrets-");
        string adminToken = scan.Knows("the admin token", $"admin+{Guid.NewGuid():N}/token");
        var environment = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["StsSim__AdminToken"] = adminToken,
            ["StsSim__TlsDirectory"] = folder.FullName,
            ["TMPDIR"] = folder.FullName,
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__LogLevel__StsSim"] = "Trace",
            ["Logging__LogLevel__Orleans.Runtime"] = "Trace",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace",
            ["Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics"] = "Trace",
            ["Logging__LogLevel__Microsoft.AspNetCore.Server.Kestrel.BadRequests"] = "Trace",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-api-key={scan.Knows("the collector's key", $"collector-{Guid.NewGuid():N}")}",
            ["OTEL_TRACES_SAMPLER"] = "always_on",
        };
        var world = new WorldFile(json);
        OtlpReceiver collector = await OtlpReceiver.StartAsync();
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url;
        HostProcess process = HostProcess.StartIn(folder.FullName, environment, "--urls", "http://127.0.0.1:0;https://127.0.0.1:0", "--world", world.Path);
        return new TalkativeHost(scan, folder, world, collector, process, adminToken, await process.ReadyAsync());
    }

    /// <summary>An AWS request; what its answer hands out is known from then on. A broken answer is <see langword="null"/>.</summary>
    public async Task<WireAnswer?> SendAsync(StsRequest request, string name)
    {
        try
        {
            using HttpRequestMessage message = request.ToMessage(Endpoint);
            using HttpResponseMessage response = await _http.SendAsync(message, Cancel);
            WireAnswer answer = await WireAnswer.ReadAsync(response, Cancel);
            List<string> handedOut = [];
            foreach (Match match in IssuedMembers().Matches(answer.Status == 200 ? answer.Body : ""))
            {
                handedOut.AddRange(Issued(name, match.Groups["name"].Value, match.Groups["value"].Value));
            }

            _scan.Wrote($"the answer to {name}", $"{string.Join('\n', answer.Headers)}\n{answer.Body}", handedOut);
            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return null; // a fault broke it off
        }
    }

    public Task<WireAnswer?> StsAsync(ClientKey? key, string action, string parameters = "") => SendAsync(StsRequest.Of(key, action, parameters), action);

    public Task<WireAnswer?> IamAsync(ClientKey key, string action, string parameters = "") => SendAsync(
        new StsRequest(key, $"Action={action}&Version=2010-05-08{(parameters.Length == 0 ? "" : "&" + parameters)}") { Service = "iam" }, action);

    /// <summary>A request to the control API, with the admin token unless another authorization is given.</summary>
    /// <returns>The status and the body.</returns>
    public async Task<(int Status, string Body)> ControlAsync(string method, string path, string? body = null, string? accept = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Endpoint, path)) { Content = body is null ? null : new StringContent(body) };
        request.Headers.TryAddWithoutValidation("Authorization", authorization ?? $"Bearer {_adminToken}");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept ?? "*/*"));
        using HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        bool isEndless = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        string text = isEndless ? await ReadEventsAsync(response) : await response.Content.ReadAsStringAsync(Cancel);
        List<string> handedOut = [];
        if (response.IsSuccessStatusCode && HandingOut.TryGetValue(LeaseId().Replace($"{method} {path}", "{id}"), out string[]? members))
        {
            JsonElement json = JsonElement.Parse(text);
            handedOut.AddRange(members.SelectMany(member => Issued($"{method} {path}", member, json.GetProperty(member).GetString()!)));
        }

        _scan.Wrote($"{method} {path}", $"{response.Headers}{response.Content.Headers}{text}", handedOut);
        return ((int)response.StatusCode, text);
    }

    /// <summary>The member of an answer of the control API that hands it out.</summary>
    public async Task<string> MintAsync(string path, string body)
    {
        (int status, string answer) = await ControlAsync("POST", path, body);
        Assert.True(status is 200 or 201, answer);
        return JsonElement.Parse(answer).GetProperty(HandingOut[$"POST {path}"][0]).GetString()!;
    }

    /// <summary>What a request for the world with its secrets answers: theirs alone is not kept.</summary>
    public async Task<string> WorldWithSecretsAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Endpoint, "/_stssim/world?secrets=include"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _adminToken);
        using HttpResponseMessage response = await _http.SendAsync(request, Cancel);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(Cancel);
    }

    public string Basic => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + _adminToken));

    /// <summary>Ends it as an orchestrator does, and keeps what it wrote beside its answers.</summary>
    public async Task StopAsync()
    {
        await _process.SignalAsync("TERM");
        Assert.Equal(0, await _process.ExitAsync());
        _scan.Wrote("standard output", _process.Output);
        _scan.Wrote("standard error", string.Join('\n', _process.Errors));
        foreach ((string path, byte[] body) in _collector.Received)
        {
            _scan.Wrote($"what is exported to {path}", Encoding.Latin1.GetString(body));
        }

        foreach (FileInfo file in _folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            _scan.Wrote($"the file {file.Name}", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file.FullName, Cancel)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _collector.DisposeAsync();
        _http.Dispose();
        _world.Dispose();
        _folder.Delete(recursive: true);
    }

    private string[] Issued(string by, string member, string value)
    {
        string secret = WebUtility.HtmlDecode(value);
        return member switch
        {
            "Base32StringSeed" => [_scan.Knows("the seed of a device that IAM made", Encoding.ASCII.GetString(Convert.FromBase64String(secret)))],
            "assertion" => [.. SignaturesOf(secret).Select(signature => _scan.Knows($"the signature of {member} of {by}", signature))], // the rest is the same in all of them
            _ => [_scan.Knows($"{member} of {by}", secret)],
        };
    }

    private static IEnumerable<string> SignaturesOf(string assertion) => XElement.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(assertion)))
        .Descendants(XName.Get("SignatureValue", "http://www.w3.org/2000/09/xmldsig#")).Select(signature => signature.Value);

    private static async Task<string> ReadEventsAsync(HttpResponseMessage response)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));
        var text = new StringBuilder();
        for (int events = 0; events < 2 && await reader.ReadLineAsync(Cancel) is { } line;)
        {
            text.AppendLine(line);
            events += line.StartsWith("data:", StringComparison.Ordinal) ? 1 : 0;
        }

        return text.ToString();
    }

    [GeneratedRegex("lease-[0-9a-f]{20}$")]
    private static partial Regex LeaseId();

    [GeneratedRegex("<(?<name>SecretAccessKey|SessionToken|WebIdentityToken|Base32StringSeed|QRCodePNG)>(?<value>[^<]+)</")]
    private static partial Regex IssuedMembers();
}
