using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Operations.Faults;

namespace StsSim.Compatibility.Tests.Control;

public sealed class DescribedSimulator : RunningSimulator
{
    // The examples of the document are those of the default world.
    protected override string World => File.ReadAllText(Clients.ProjectFolder.Of("../../src/StsSim.Operations/Worlds/default-world.json"));
}

/// <summary>The OpenAPI document says what the control API does, all of it and nothing else.</summary>
public sealed class OpenApiTests(DescribedSimulator simulator) : IClassFixture<DescribedSimulator>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_valid_OpenAPI()
    {
        ReadResult read = OpenApiDocument.Parse(await JsonAsync(), "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.Equal(
            typeof(Host.Simulator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0], read.Document!.Info.Version);
    }

    [Fact]
    public async Task It_has_every_route_and_no_other()
    {
        string[] described = [.. (await DocumentAsync()).Operations().Select(operation => operation.Name)];

        string[] mapped =
        [
            .. simulator.Simulator.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(IsOurs).SelectMany(
                endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} {PathOf(endpoint)}")),
        ];

        Assert.Contains("PUT /_stssim/accounts/{id}/quotas", mapped);
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_index_lists_what_it_describes()
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, "/_stssim/"), Cancel);
        JsonElement index = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(
            (await DocumentAsync()).Operations().Select(operation => (operation.Name, operation.Operation.Summary)),
            index.GetProperty("routes").EnumerateObject().Select(route => (route.Name, route.Value.GetString())));
    }

    [Fact]
    public async Task Every_operation_is_described_in_full()
    {
        OpenApiDocument document = await DocumentAsync();
        foreach ((string name, OpenApiOperation operation) in document.Operations())
        {
            Assert.False(string.IsNullOrEmpty(operation.Summary), name);
            Assert.NotEmpty(operation.Responses!);
            bool isPublic = operation.Security is { Count: 0 };
            Assert.True(isPublic || operation.Responses!.Keys.Intersect(["401", "403", "default"]).Count() == 3, name);
            Assert.All(operation.RequestBody?.Content ?? new Dictionary<string, IOpenApiMediaType>(), content => Assert.NotNull(content.Value.Example));
        }

        string?[] ids = [.. document.Operations().Select(operation => operation.Operation.OperationId)];
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task It_knows_every_effect_of_faults()
    {
        OpenApiDocument document = await DocumentAsync();

        Assert.Equal(FaultEffects.Types, document.Components!.Schemas!["FaultEffect"].Discriminator!.Mapping!.Keys);
    }

    // What the document gives as examples is accepted, and what comes back has the members it promises and no others.
    [Fact]
    public async Task Examples_work_and_answers_are_as_described()
    {
        OpenApiDocument document = await DocumentAsync();
        string lease = (await simulator.PostAsync("/_stssim/leases", new { })).GetProperty("id").GetString()!;
        string experiment = await RunExperimentAsync();
        int answered = 0;
        foreach ((string name, OpenApiOperation operation) in document.Operations().OrderBy(operation => OrderOf(operation.Name)))
        {
            string[] parts = name.Split(' ');
            if (parts[1].StartsWith("/.well-known", StringComparison.Ordinal))
            {
                continue; // answered under another host name, see OutboundIssuer
            }

            if (parts[1] == "/_stssim/tls/ca.pem")
            {
                continue; // answered under https, see DevelopmentCertificateTests
            }

            string path = parts[1].Replace("/leases/{id}", $"/leases/{lease}", StringComparison.Ordinal)
                .Replace("/experiments/{id}", $"/experiments/{experiment}", StringComparison.Ordinal)
                .Replace("{id}", "123456789012", StringComparison.Ordinal)
                .Replace("/roles/{name}", "/roles/app", StringComparison.Ordinal)
                .Replace("/users/{name}", "/users/loadtest", StringComparison.Ordinal)
                .Replace("{name}", "Bob", StringComparison.Ordinal)
                .Replace("{asset}", "main.js", StringComparison.Ordinal)
                .Replace("{rule}", "sts-throttle", StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(parts[0]), new Uri(simulator.Endpoint, path));
            if (operation.RequestBody is { } body)
            {
                request.Content = new StringContent(body.Content!["application/json"].Example!.ToJsonString());
            }

            using HttpResponseMessage response = await simulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            bool isEndless = path == "/_stssim/events";
            string text = isEndless ? "" : await response.Content.ReadAsStringAsync(Cancel);
            string status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(response.IsSuccessStatusCode && operation.Responses!.ContainsKey(status), $"{name}: {status} {text}");
            if (operation.Responses![status].Content is { Count: > 0 } content)
            {
                string mediaType = response.Content.Headers.ContentType!.MediaType!;
                Assert.Contains(mediaType, content.Keys);
                HasShape(name, content[mediaType].Schema!, mediaType == "application/json" ? JsonElement.Parse(text) : null);
            }
            else
            {
                Assert.Empty(text);
            }

            answered++;
        }

        Assert.True(answered > 15);
    }

    // In an account of its own, for the world is the example's, and short: to follow it takes as long as it does.
    private async Task<string> RunExperimentAsync()
    {
        JsonElement lease = await simulator.PostAsync("/_stssim/leases", new { });
        JsonElement started = await simulator.PostAsync(
            $"/_stssim/leases/{lease.GetProperty("id").GetString()}/experiments",
            JsonElement.Parse("""
                {
                  "name": "described", "description": "all there is", "phases": [{ "name": "only", "description": "one", "duration": "200ms" }],
                  "expectations": ["only.requests == 0"], "load": { "ratePerSecond": 1 }
                }
                """));
        return started.GetProperty("id").GetString()!;
    }

    // What others need comes first, what takes it away last, and the world with everything in it at the very end.
    private static int OrderOf(string name) => name switch
    {
        "POST /_stssim/leases/{id}/reset" => -2,
        "DELETE /_stssim/leases/{id}" => 3,
        "PUT /_stssim/world" => 4,
        "POST /_stssim/reset" or "POST /moto-api/reset" => 5,
        _ when name.StartsWith("PUT", StringComparison.Ordinal) => -1,
        _ when name.StartsWith("DELETE", StringComparison.Ordinal) => name.EndsWith("/{rule}", StringComparison.Ordinal) ? 1 : 2,
        _ => 0,
    };

    private static void HasShape(string name, IOpenApiSchema schema, JsonElement? json)
    {
        if (json is not { } value)
        {
            return;
        }

        if (value.ValueKind == JsonValueKind.Array && schema.Items is { } items)
        {
            Assert.All(value.EnumerateArray(), item => HasShape(name, items, item));
        }
        else if (value.ValueKind == JsonValueKind.Object && schema.Properties is { Count: > 0 } properties)
        {
            foreach (JsonProperty member in value.EnumerateObject())
            {
                Assert.True(properties.TryGetValue(member.Name, out IOpenApiSchema? described), $"{name}: '{member.Name}' is not described");
                HasShape(name, described!, member.Value);
            }

            Assert.All(schema.Required ?? new HashSet<string>(), member => Assert.True(value.TryGetProperty(member, out _), $"{name}: '{member}' is missing"));
        }

        if (schema.Enum is { Count: > 0 } choices)
        {
            Assert.Contains(value.GetString(), choices.Select(choice => choice.GetValue<string>()));
        }
    }

    // Orleans's own dashboard is described by Orleans.
    private static bool IsOurs(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null;

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private async Task<OpenApiDocument> DocumentAsync() => OpenApiDocument.Parse(await JsonAsync(), "json").Document!;

    private Task<string> JsonAsync() => simulator.Http.GetStringAsync(new Uri(simulator.Endpoint, "/_stssim/openapi.json"), Cancel);
}
