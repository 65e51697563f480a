using System.Text.Json;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>What a client made of the answer it got: a result, a refusal, or that it knows no such operation.</summary>
public sealed class ClientAnswer
{
    public JsonElement? Result { get; init; }

    public ClientError? Error { get; init; }

    /// <summary>Why the client could not even ask.</summary>
    public string? Unsupported { get; init; }

    /// <summary>Reads the line a client program wrote.</summary>
    /// <exception cref="InvalidOperationException">The client could not make the call.</exception>
    public static ClientAnswer Parse(string line)
    {
        JsonElement json = JsonElement.Parse(line);
        if (json.GetProperty("ok").GetBoolean())
        {
            return new ClientAnswer { Result = json.GetProperty("result") };
        }

        if (json.TryGetProperty("failure", out JsonElement failure))
        {
            throw new InvalidOperationException($"The client could not make the call: {failure}");
        }

        return json.TryGetProperty("unsupported", out JsonElement reason)
            ? new ClientAnswer { Unsupported = reason.GetString() }
            : new ClientAnswer { Error = json.Deserialize<ClientError>(JsonSerializerOptions.Web) };
    }
}
