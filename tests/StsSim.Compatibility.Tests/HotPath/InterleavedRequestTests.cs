using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.HotPath;

/// <summary>
/// Many callers at once, whose requests are handled with the same few objects: of long-term keys, of sessions, refused, throttled,
/// malformed, unsigned, given up on. Every answer is that of its own request, and has nothing of another.
/// </summary>
public sealed class InterleavedRequestTests : RunningSimulator
{
    private const int CallersOfAKind = 3;
    private const int Rounds = 40;
    private const string ThrottledBy = "x-stssim-throttled-by";
    private const string WhyDenied = "x-stssim-encoded-authorization-message";

    private static readonly string FederatedUsers = $"arn:aws:sts::{TestWorld.AccountId}:federated-user/";

    private readonly ConcurrentDictionary<string, string> _requestIds = new();
    private readonly ConcurrentDictionary<string, string> _keys = new();

    [Fact]
    public async Task Every_answer_is_that_of_its_own_request()
    {
        await SetQuotasAsync(
            """{ "default": { "requestsPerSecond": 1000000, "burst": 1000000 }, "perFederatedUser": { "requestsPerSecond": 0, "burst": 1 } }""");
        Func<string, Task>[] kinds =
        [
            FederateAndCallAsync, FederateTwiceAsync, FederateBeyondPolicyAsync, FederateWithoutPermissionAsync, IdentifyAsync, IdentifyOfOtherAccountAsync,
            IdentifyInJsonAsync, SignWronglyAsync, NameAnUnknownKeyAsync, LeaveUnsignedAsync, ViolateAsync, GarbleAsync, HangUpAsync, HangUpHalfwayAsync,
        ];

        await Task.WhenAll(kinds.SelectMany((kind, number) => Enumerable.Range(0, CallersOfAKind).Select(caller => Task.Run(async () =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                await kind(string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + number)}{caller}-{round}"));
            }
        }))));
    }

    // Whoever got the credentials of another is somebody else to the next request, or signs it with a secret that is none of its key's.
    private async Task FederateAndCallAsync(string name)
    {
        ClientKey session = (await FederateAsync(TestWorld.Alice, name)).Credentials();
        Assert.True(_keys.TryAdd(session.AccessKeyId, name), "Two sessions have one key.");

        await IsAsync(session, FederatedUsers + name, $"{TestWorld.AccountId}:{name}", TestWorld.AccountId);
    }

    private async Task FederateTwiceAsync(string name)
    {
        await FederateAsync(TestWorld.Alice, name);
        WireAnswer refused = await AskAsync(TestWorld.Alice, "GetFederationToken", $"Name={name}", ThrottledBy);

        refused.IsRefusal(400, "Throttling", "Rate exceeded");
        Assert.Equal($"{TestWorld.AccountId}/federated-user/{name}", refused.Headers[ThrottledBy]);
    }

    private async Task FederateBeyondPolicyAsync(string name)
    {
        WireAnswer answer = await FederateAsync(TestWorld.Dave, $"dave-{name}");
        Assert.True(_keys.TryAdd(answer.Credentials().AccessKeyId, name), "Two sessions have one key.");

        await IsDeniedAsync(TestWorld.Dave, "user/dave", name);
    }

    private Task FederateWithoutPermissionAsync(string name) => IsDeniedAsync(TestWorld.Bob, "user/bob", name);

    private Task IdentifyAsync(string name) => IsAsync(TestWorld.Alice, $"arn:aws:iam::{TestWorld.AccountId}:user/team/red/alice", userId: null, TestWorld.AccountId);

    private Task IdentifyOfOtherAccountAsync(string name) =>
        IsAsync(TestWorld.Legacy, $"arn:aws:iam::{TestWorld.OtherAccountId}:user/erin", userId: null, TestWorld.OtherAccountId);

    private async Task IdentifyInJsonAsync(string name)
    {
        WireAnswer answer = await SendAsync(StsRequest.Of(TestWorld.Root, "GetCallerIdentity") with { Accept = "application/json" });
        JsonElement root = JsonElement.Parse(answer.Body).GetProperty("GetCallerIdentityResponse");

        Assert.Equal($"arn:aws:iam::{TestWorld.AccountId}:root", root.GetProperty("GetCallerIdentityResult").GetProperty("Arn").GetString());
        IsOnce(answer, root.GetProperty("ResponseMetadata").GetProperty("RequestId").GetString()!, annotation: null);
    }

    private async Task SignWronglyAsync(string name)
    {
        WireAnswer answer = await AskAsync(TestWorld.Alice with { SecretAccessKey = name }, "GetFederationToken", $"Name={name}");

        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
    }

    private async Task NameAnUnknownKeyAsync(string name)
    {
        WireAnswer answer = await AskAsync(new ClientKey("AKIARZPUZDIKNOBODY22", name), "GetCallerIdentity", "");

        Assert.Equal((403, "InvalidClientTokenId"), (answer.Status, answer.Code));
    }

    private async Task LeaveUnsignedAsync(string name)
    {
        WireAnswer answer = await AskAsync(key: null, "GetCallerIdentity", "");

        Assert.Equal((403, "MissingAuthenticationToken"), (answer.Status, answer.Code));
    }

    private async Task ViolateAsync(string name)
    {
        WireAnswer answer = await AskAsync(TestWorld.Alice, "GetFederationToken", $"Name=!{name}");

        Assert.Equal((400, "ValidationError"), (answer.Status, answer.Code));
        Assert.StartsWith($"1 validation error detected: Value '!{name}' at 'name'", answer.Message, StringComparison.Ordinal);
    }

    private async Task GarbleAsync(string name)
    {
        WireAnswer answer = await SendAsync(new StsRequest(TestWorld.Alice, $"Action=GetCallerIdentity&Version=2011-06-15&Name={name}&Name=%zz"));

        Assert.Equal((404, "MalformedQueryString"), (answer.Status, answer.Code));
        IsOnce(answer, answer.Member("RequestId"), annotation: null);
    }

    private Task HangUpAsync(string name) => HangUpAsync(name, body => body);

    private Task HangUpHalfwayAsync(string name) => HangUpAsync(name, body => body[..^3]);

    private async Task HangUpAsync(string name, Func<string, string> part)
    {
        StsRequest request = StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name={name}");
        using RawConnection connection = await RawConnection.OpenAsync(Endpoint);
        var head = new StringBuilder($"POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {request.Bytes.Length}\r\n");
        foreach ((string header, string value) in request.SignedHeaders(Endpoint.Authority))
        {
            head.Append(CultureInfo.InvariantCulture, $"{header}: {value}\r\n");
        }

        await connection.SendAsync($"{head}Authorization: {request.Authorization(Endpoint.Authority)}\r\n\r\n{part(request.Form)}");
    }

    private async Task<WireAnswer> FederateAsync(ClientKey key, string name)
    {
        WireAnswer answer = await AskAsync(key, "GetFederationToken", $"Name={name}");
        answer.IsSuccessOf("GetFederationToken");
        Assert.Equal(
            (FederatedUsers + name, $"{TestWorld.AccountId}:{name}"), (answer.Member("Arn"), answer.Member("FederatedUserId")));
        return answer;
    }

    private async Task IsDeniedAsync(ClientKey key, string user, string name)
    {
        WireAnswer answer = await AskAsync(key, "GetFederationToken", $"Name={name}", WhyDenied);

        answer.IsRefusal(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::{TestWorld.AccountId}:{user} is not authorized to perform: sts:GetFederationToken on resource: {FederatedUsers}{name} "
            + "because no identity-based policy allows the sts:GetFederationToken action");
    }

    private async Task IsAsync(ClientKey key, string arn, string? userId, string account)
    {
        WireAnswer answer = await AskAsync(key, "GetCallerIdentity", "");
        answer.IsSuccessOf("GetCallerIdentity");
        Assert.Equal((arn, account), (answer.Member("Arn"), answer.Member("Account")));
        Assert.True(userId is null || userId == answer.Member("UserId"), answer.Body);
    }

    /// <param name="annotation">The header that this answer has and no other.</param>
    private async Task<WireAnswer> AskAsync(ClientKey? key, string action, string parameters, string? annotation = null)
    {
        WireAnswer answer = await SendAsync(StsRequest.Of(key, action, parameters));
        IsOnce(answer, answer.Member("RequestId"), annotation);
        return answer;
    }

    private void IsOnce(WireAnswer answer, string requestId, string? annotation)
    {
        Assert.Equal(answer.Headers["x-amzn-RequestId"], requestId);
        Assert.True(_requestIds.TryAdd(requestId, answer.Body), "Two requests have one id.");
        Assert.Equal(annotation is null ? [] : [annotation], answer.Headers.Keys.Where(header => header.StartsWith("x-stssim-", StringComparison.OrdinalIgnoreCase)));
    }
}
