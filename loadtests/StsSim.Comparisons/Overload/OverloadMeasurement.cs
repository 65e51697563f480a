using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Overload;

/// <summary>
/// First what the simulator can answer, then more connections than that takes, without pause; beside them health, the control API
/// and somebody who asks little, ten times a second each.
/// </summary>
internal sealed class OverloadMeasurement(string simulator, int connections, TimeSpan duration, TextWriter output, TextWriter progress)
{
    private const int ConnectionsAtCapacity = 16;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan AtCapacity = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(5);

    // On Linux every address of 127.0.0.0/8 is this machine's; elsewhere all have to share one.
    private static IPAddress AnotherSource => OperatingSystem.IsLinux() ? IPAddress.Parse("127.0.0.2") : IPAddress.Loopback;

    /// <returns>Whether all was well.</returns>
    public async Task<bool> RunAsync()
    {
        using var world = new WorldFile(OverloadWorld.Json);
        await using MeasuredServer server = await new PublishedSimulator(simulator).StartAsync(world);
        string form = await MintAsync(server.Endpoint);
        byte[] request = Encoding.ASCII.GetBytes(
            $"POST / HTTP/1.1\r\nHost: {server.Endpoint.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");
        await progress.WriteLineAsync($"What it can answer, over {ConnectionsAtCapacity} connections ...");
        await ReplayedLoad.RunAsync(server, ConnectionsAtCapacity, _ => request, 200, WarmUp);
        ServerCost capacity = await ReplayedLoad.RunAsync(server, ConnectionsAtCapacity, _ => request, 200, AtCapacity);

        using var health = new ProbedRoute(() => new HttpRequestMessage(HttpMethod.Get, new Uri(server.Endpoint, "/health/ready")), AnotherSource);
        using var control = new ProbedRoute(() => new HttpRequestMessage(HttpMethod.Get, new Uri(server.Endpoint, "/_stssim/quotas")), AnotherSource);
        using var little = new ProbedRoute(
            () => new HttpRequestMessage(HttpMethod.Post, server.Endpoint) { Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded") }, AnotherSource);
        await progress.WriteLineAsync($"{connections} connections without pause ...");
        using var end = new CancellationTokenSource(duration);
        FloodRequests[] flood = [.. Enumerable.Range(0, connections).Select(_ => new FloodRequests(request, end.Token))];
        Task[] probes = [.. new[] { health, control, little }.Select(probe => probe.RunAsync(end.Token))];
        ServerCost flooded = await ReplayedLoad.RunThroughAsync(server, flood);
        await Task.WhenAll(probes);
        TimeSpan recovery = await RecoverAsync(server.Endpoint, form);

        double answered = flood.Sum(of => of.Answered) / duration.TotalSeconds;
        double shed = flood.Sum(of => of.Shed) / duration.TotalSeconds;
        await WriteAsync($"| AssumeRoleWithSAML | answered a second | 503 a second | p50 ms | p99 ms |");
        await WriteAsync($"| --- | ---: | ---: | ---: | ---: |");
        await WriteAsync($"| {ConnectionsAtCapacity} connections | {capacity.RequestsPerSecond:0} | 0 | {capacity.P50.TotalMilliseconds:0} | {capacity.P99.TotalMilliseconds:0} |");
        await WriteAsync($"| {connections} connections | {answered:0} | {shed:0} | {flooded.P50.TotalMilliseconds:0} | {flooded.P99.TotalMilliseconds:0} |\n");
        await WriteAsync($"Meanwhile health was asked {health.Answered + health.Refused} times, p50 {Milliseconds(health, 50):0} ms, p99 {Milliseconds(health, 99):0} ms; the control API {control.Answered + control.Refused} times, p50 {Milliseconds(control, 50):0} ms, p99 {Milliseconds(control, 99):0} ms; who asked little was answered {little.Answered} times and refused {little.Refused} times, p50 {Milliseconds(little, 50):0} ms. Ten answers on end came {recovery.TotalSeconds:0.0} s after it.\n");
        return await Budget.JudgeAsync(
            output,
            new Budget("requests for each that it could answer", (answered + shed) / capacity.RequestsPerSecond),
            new Budget("answered, of what it could", answered / capacity.RequestsPerSecond, Least: 0.5),
            new Budget("health that was not ready", health.Refused, Most: 0),
            new Budget("slowest answer of health, s", Milliseconds(health, 100) / 1000, Most: LongestProbe.TotalSeconds),
            new Budget("control API refused", control.Refused, Most: 0),
            new Budget("slowest answer of the control API, s", Milliseconds(control, 100) / 1000, Most: LongestProbe.TotalSeconds),
            new Budget("share answered of who asked little", little.Answered / Math.Max(1.0, little.Answered + little.Refused), Least: OperatingSystem.IsLinux() ? 0.9 : 0),
            new Budget("recovered after s", recovery.TotalSeconds, Most: LongestRecovery.TotalSeconds));
    }

    private static double Milliseconds(ProbedRoute probe, double percentile) => probe.Latency.Percentile(percentile)?.TotalMilliseconds ?? 0;

    private static async Task<string> MintAsync(Uri endpoint)
    {
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.PostAsJsonAsync(new Uri(endpoint, "/_stssim/idp/saml/assertion"), new JsonObject { ["roleArn"] = OverloadWorld.RoleArn, ["sessionName"] = "flood" });
        response.EnsureSuccessStatusCode();
        string assertion = (string)(await response.Content.ReadFromJsonAsync<JsonObject>())!["assertion"]!;
        return $"Action=AssumeRoleWithSAML&Version=2011-06-15&RoleArn={OverloadWorld.RoleArn}&PrincipalArn={OverloadWorld.ProviderArn}&SAMLAssertion={Uri.EscapeDataString(assertion)}";
    }

    // From the address of the flood: what was shed before is answered again.
    private static async Task<TimeSpan> RecoverAsync(Uri endpoint, string form)
    {
        using var again = new ProbedRoute(
            () => new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded") }, IPAddress.Loopback);
        long begun = Stopwatch.GetTimestamp();
        TimeSpan first = TimeSpan.Zero;
        for (int answered = 0; answered < 10;)
        {
            TimeSpan askedAt = Stopwatch.GetElapsedTime(begun);
            bool isAnswered = await again.AskAsync();
            first = answered == 0 ? askedAt : first;
            answered = isAnswered ? answered + 1 : 0;
            if (askedAt > LongestRecovery * 4)
            {
                return askedAt;
            }
        }

        return first;
    }

    private Task WriteAsync(FormattableString line) => output.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
