using System.Text.Json.Nodes;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>A call that a client is told to make.</summary>
/// <param name="Parameters">The members of the operation's input, as the service model names them.</param>
/// <param name="Key">What to sign with, or <see langword="null"/> for an operation that is not signed.</param>
public sealed record ClientCall(string Operation, JsonObject Parameters, ClientKey? Key)
{
    public string Region { get; init; } = "us-east-1";

    /// <summary>How often the client may try, the first time included.</summary>
    public int MaxAttempts { get; init; } = 1;

    /// <summary>The line a client program reads.</summary>
    public string ToLine(Uri endpoint) => new JsonObject
    {
        ["operation"] = Operation,
        ["parameters"] = Parameters.DeepClone(),
        ["endpoint"] = endpoint.GetLeftPart(UriPartial.Authority),
        ["region"] = Region,
        ["maxAttempts"] = MaxAttempts,
        ["credentials"] = Key is null ? null : new JsonObject
        {
            ["accessKeyId"] = Key.AccessKeyId,
            ["secretAccessKey"] = Key.SecretAccessKey,
            ["sessionToken"] = Key.SessionToken,
        },
    }.ToJsonString();

    public override string ToString() => $"{Operation} by {Key?.AccessKeyId ?? "nobody"} in {Region}";
}
