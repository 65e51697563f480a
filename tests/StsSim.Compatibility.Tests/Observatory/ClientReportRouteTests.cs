using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Json.Schema;
using StsSim.Compatibility.Tests.Experiments;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary><c>GET /_stssim/report</c> after what Amazon's own client and a hand-written one did in an experiment.</summary>
public sealed class ClientReportRouteTests(ExperimentSimulator simulator) : IClassFixture<ExperimentSimulator>
{
    private const string Route = "/_stssim/report";

    // Throttled more often than any client here tries.
    private const string Experiment = """
        {
          "name": "busy <afternoon>", "description": "calm, then busy", "seed": 7,
          "phases": [
            { "name": "calm", "duration": "2s" },
            { "name": "busy", "duration": "1h", "faults": [{ "id": "slow-down", "match": { "operations": ["GetCallerIdentity"] }, "effect": { "type": "error", "code": "Throttling" } }] }
          ],
          "expectations": ["*.amplification <= 1.1"]
        }
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_has_every_part_and_the_figures_of_the_JSON()
    {
        string id = await DriveAsync();
        string query = $"{Route}?experiment={id}";
        JsonElement json = await simulator.ReadAsync(query);
        using HttpResponseMessage answer = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, $"{query}&format=html"), Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        var page = ReportDocument.Read(text);

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        page.IsSelfContained();
        page.IsAccessible();
        Assert.Contains("What clients did in busy <afternoon>", page.Text, StringComparison.Ordinal);
        Assert.Contains($"{id}, stopped · seed 7", page.Text, StringComparison.Ordinal);
        Assert.Contains("In the phase busy goodput did not come back to that of calm.", page.Text, StringComparison.Ordinal);
        Assert.Contains("0 of 1 expectation of the experiment held; broken: *.amplification <= 1.1.", page.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["In short", "Load over time", "All clients", "One by one", "How to read this"], page.All.Where(element => element.Name == "h2").Select(heading => heading.Value));

        XElement load = page.All.First(element => element.Name == "svg" && element.Attribute("role") is not null);
        Assert.Equal(["calm", "busy"], load.Elements("text").Where(label => (string?)label.Attribute("class") == "name").Select(label => label.Element("title")?.Value).OfType<string>());
        Assert.Equal(["called for", "offered", "accepted", "throttled"], load.Elements().Where(IsSeries).Select(series => series.Element("title")!.Value).OrderBy(Order));

        JsonElement[] groups = [.. json.GetProperty("groups").EnumerateArray()];
        Assert.Equal(2, groups.Length);
        Assert.Contains(groups, group => group.GetProperty("inferred").GetBoolean());
        for (int number = 0; number < groups.Length; number++)
        {
            XElement section = page.ById($"clients-{number + 1}");
            Assert.Equal(groups[number].GetProperty("name").GetString(), section.Element("h3")!.Value);
            Assert.Contains(groups[number].GetProperty("description").GetString()!, section.Value, StringComparison.Ordinal);
            Assert.Equal(Columns(groups[number]), FiguresIn(section));
            Assert.Equal(
                groups[number].GetProperty("verdicts").EnumerateArray().Select(verdict => verdict.GetProperty("observed").GetString()!),
                section.Descendants("table").Where(table => (string?)table.Attribute("class") == "verdicts").Descendants("tr").Skip(1)
                    .Select(row => string.Concat(row.Elements("td").ElementAt(2).Nodes().OfType<XText>())));
        }

        XElement sdk = page.ById($"clients-{1 + Array.FindIndex(groups, group => !group.GetProperty("inferred").GetBoolean())}");
        Assert.Contains("How long it waited before each retry", sdk.Value, StringComparison.Ordinal);
        Assert.Contains(sdk.Descendants("rect"), bar => (string?)bar.Attribute("class") == "measured");
        Assert.Equal("Attempts of each call that ended", sdk.Descendants("caption").First().Value);
    }

    [Fact]
    public async Task Who_prefers_a_page_gets_one_and_who_does_not_gets_JSON()
    {
        Assert.Equal("application/json", await MediaTypeAsync(Route, accept: null));
        Assert.Equal("text/html", await MediaTypeAsync(Route, "text/html,*/*"));
        Assert.Equal("application/json", await MediaTypeAsync($"{Route}?format=json", "text/html,*/*"));
        Assert.Equal("application/problem+json", await MediaTypeAsync($"{Route}?experiment=unheard-of&format=html", accept: null));
    }

    [Fact]
    public async Task The_page_of_an_experiment_says_where_its_clients_are()
    {
        string id = await simulator.StartAsync("""{"name":"short","phases":[{"name":"a","duration":"100ms"}]}""");

        string page = await simulator.Http.GetStringAsync(new Uri(simulator.Endpoint, $"{ExperimentSimulator.Route}/{id}/report?format=html"), Cancel);

        Assert.Contains($"<code>/_stssim/report?experiment={id}</code>", page, StringComparison.Ordinal);
        await simulator.ReadUntilAsync(id, report => report.GetProperty("state").GetString() != "running");
    }

    [Fact]
    public async Task The_JSON_is_what_the_document_says()
    {
        string id = await DriveAsync();
        JsonObject schemas = JsonNode.Parse((await simulator.ReadAsync("/_stssim/openapi.json")).GetRawText())!["components"]!["schemas"]!.AsObject();
        Close(schemas);
        string definitions = schemas.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        foreach ((string path, string schema) in ((string, string)[])[
            ($"{Route}?experiment={id}", """{ "$ref": "#/$defs/ClientReport" }"""),
            (Route, """{ "$ref": "#/$defs/ClientReport" }"""),
            ("/_stssim/clients", """{ "type": "array", "items": { "$ref": "#/$defs/Client" }, "minItems": 2 }"""),
            ("/_stssim/invocations", """{ "type": "array", "items": { "type": "object", "properties": { "invocation": { "$ref": "#/$defs/Invocation" } }, "required": ["invocation"] }, "minItems": 2 }""")])
        {
            JsonSchema described = JsonSchema.FromText(schema.Insert(1, $"\"$defs\": {definitions},"));
            EvaluationResults results = described.Evaluate(await simulator.ReadAsync(path), new EvaluationOptions { OutputFormat = OutputFormat.List });
            Assert.True(results.IsValid, $"{path}: {string.Join("; ", results.Details?.SelectMany(detail => detail.Errors?.Select(error => $"{detail.InstanceLocation} {error.Value}") ?? []) ?? [])}");
        }
    }

    // A client of Amazon's and one written by hand, calm first and then throttled until they give up.
    private async Task<string> DriveAsync()
    {
        string id = await simulator.StartAsync(Experiment);
        using var sdk = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(TestWorld.Alice.AccessKeyId, TestWorld.Alice.SecretAccessKey),
            new AmazonSecurityTokenServiceConfig { ServiceURL = simulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
        await sdk.GetSessionTokenAsync(new GetSessionTokenRequest(), Cancel);
        await simulator.ReadUntilAsync(id, report => report.GetProperty("phase").GetString() == "busy");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
            await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => sdk.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel))));
        for (int attempt = 0; attempt < 3; attempt++)
        {
            await simulator.SendAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with
            {
                Headers = new Dictionary<string, string> { ["User-Agent"] = "by-hand/<b>1</b>" },
            });
        }

        await simulator.ReadUntilAsync(id, report => report.GetProperty("figures").GetProperty("requests").GetInt64() >= 22);
        await simulator.DeleteAsync(id);
        return id;
    }

    // What is not described is not allowed either; and JSON Schema has no discriminators.
    private static void Close(JsonNode? node)
    {
        if (node is JsonObject schema)
        {
            schema.Remove("discriminator");
            foreach ((_, JsonNode? member) in schema)
            {
                Close(member);
            }

            if (schema["properties"] is JsonObject && schema["type"] is JsonValue && !schema.ContainsKey("additionalProperties"))
            {
                schema["additionalProperties"] = false;
            }
        }
        else if (node is JsonArray list)
        {
            list.ToList().ForEach(Close);
        }
    }

    private async Task<string> MediaTypeAsync(string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(simulator.Endpoint, path));
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        using HttpResponseMessage answer = await simulator.Http.SendAsync(request, Cancel);
        return answer.Content.Headers.ContentType!.MediaType!;
    }

    // By figure: its value in each phase, and in all.
    private static Dictionary<string, string[]> Columns(JsonElement group)
    {
        JsonElement[] columns = [.. group.GetProperty("phases").EnumerateArray().Select(phase => phase.GetProperty("figures")), group.GetProperty("figures")];
        return columns.SelectMany(figures => figures.EnumerateObject().Select(figure => figure.Name)).Distinct().ToDictionary(
            figure => figure,
            figure => columns.Select(figures => figures.TryGetProperty(figure, out JsonElement value) ? value.GetDouble().ToString("0.####", CultureInfo.InvariantCulture) : "–").ToArray());
    }

    private static Dictionary<string, string[]> FiguresIn(XElement section) =>
        section.Descendants("table").Single(table => (string?)table.Attribute("class") == "figures").Element("tbody")!.Elements()
            .ToDictionary(row => row.Element("th")!.Value, row => row.Elements("td").Select(cell => cell.Value).ToArray());

    private static bool IsSeries(XElement element) => element.Name.LocalName is "polyline" or "polygon" && element.Element("title") is not null;

    private static int Order(string series) => Array.IndexOf((string[])["called for", "offered", "accepted", "throttled"], series);
}
