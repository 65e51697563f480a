using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>Puts a client through the table of operations.</summary>
public abstract class OperationTests<TClient>(TClient client, DefaultWorldSimulator simulator) : IClassFixture<TClient>
    where TClient : StsClient
{
    // So much may lie between an answer and the look at it.
    private static readonly TimeSpan SlowestMachine = TimeSpan.FromMinutes(5);

    /// <summary>Makes a call of the table and compares what came.</summary>
    protected async Task ComesThroughAsync(string name)
    {
        Assert.SkipWhen(client.MissingBecause is not null, client.MissingBecause ?? "");
        OperationCase expected = OperationTable.Named(name);
        ClientAnswer answer = await CallAsync(expected);
        Assert.SkipWhen(answer.Unsupported is not null, answer.Unsupported ?? "");
        if (expected.Refusal is { } refusal)
        {
            Refuses(refusal, answer);
        }
        else
        {
            Succeeds(expected, answer);
        }
    }

    private async Task<ClientAnswer> CallAsync(OperationCase expected)
    {
        string obtained = expected.Obtain is null ? "" : await expected.Obtain(simulator);
        JsonObject parameters = JsonNode.Parse(expected.Parameters.Replace("<obtained>", obtained, StringComparison.Ordinal))!.AsObject();
        return await client.CallAsync(simulator.Endpoint, new ClientCall(expected.Operation, parameters, await expected.Caller(simulator))
        {
            Region = expected.Region,
            MaxAttempts = 2,
        });
    }

    private void Refuses(ExpectedRefusal refusal, ClientAnswer answer)
    {
        Assert.True(answer.Error is not null, $"It was not refused: {answer.Result}");
        Assert.Matches($@"\A(?:{refusal.Message})\z", answer.Error!.Message);
        Assert.Equal(client.Raises(refusal), (answer.Error.ErrorType, answer.Error.Code));
        Assert.Equal(refusal.Status, answer.Error.HttpStatus ?? refusal.Status);
        if (client.Retries(refusal) is { } isRetried)
        {
            Assert.Equal(isRetried ? 2 : 1, answer.Error.Attempts ?? (isRetried ? 2 : 1));
        }
    }

    private static void Succeeds(OperationCase expected, ClientAnswer answer)
    {
        Assert.True(answer.Result is not null, $"It was refused: {answer.Error}");
        Dictionary<string, string> members = Leaves(answer.Result!.Value, "").ToDictionary(leaf => leaf.Path, leaf => leaf.Value);
        Assert.Equal(expected.Result!.Select(member => member.Path).Order(StringComparer.Ordinal), members.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected.Result!, member => Assert.Matches($@"\A(?:{member.Pattern})\z", members[member.Path]));
        if (expected.Lifetime is { } lifetime)
        {
            string expiration = members.Single(member => member.Key.Split('.')[^1] == "Expiration").Value;
            DateTimeOffset latest = TimeProvider.System.GetUtcNow() + lifetime;
            Assert.InRange(DateTimeOffset.Parse(expiration, CultureInfo.InvariantCulture), latest - SlowestMachine, latest);
        }
    }

    // Members that are absent come as null from some clients, and the metadata of Go's results as an empty structure.
    private static IEnumerable<(string Path, string Value)> Leaves(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, i) => Leaves(item, $"{path}.{i}")),
        JsonValueKind.Null => [],
        _ => [(path, element.ToString())],
    };
}
