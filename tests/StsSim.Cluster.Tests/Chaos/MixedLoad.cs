using System.Collections.Concurrent;
using System.Globalization;
using System.Xml.Linq;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Cluster.Tests.Chaos;

/// <summary>Callers that send requests of all kinds, one after the other, to whichever gateway lives, and what they were told.</summary>
internal sealed class MixedLoad(Func<IReadOnlyList<GatewayBooks>> gateways, ClientKey throttled, int seed)
{
    private const int Names = 200;
    private const int MostUsers = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    // A caller that waits for more than a minute has been forgotten.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) }) { Timeout = TimeSpan.FromMinutes(1) };

    private readonly ConcurrentQueue<string> _users = new();
    private readonly ConcurrentQueue<SentRequest> _throttledRequests = new();
    private readonly ConcurrentQueue<string> _surprises = new();
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private long _issued;
    private long _perhapsIssued;
    private long _sent;
    private int _number;

    /// <summary>Users whose making was acknowledged.</summary>
    public IReadOnlyList<string> Users => [.. _users];

    /// <summary>Requests under the quota of the throttled account.</summary>
    public IReadOnlyList<SentRequest> ThrottledRequests => [.. _throttledRequests];

    /// <summary>Answers that no client should ever get, of whatever was broken.</summary>
    public IReadOnlyList<string> Surprises => [.. _surprises];

    /// <summary>Sessions that were issued, and that is known.</summary>
    public long Issued => Interlocked.Read(ref _issued);

    /// <summary>Requests for sessions without an answer.</summary>
    public long PerhapsIssued => Interlocked.Read(ref _perhapsIssued);

    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Since the callers began.</summary>
    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_begun);

    /// <summary>Sends until <paramref name="enough"/> is cancelled; what was begun is finished.</summary>
    public async Task RunAsync(int caller, CancellationToken enough)
    {
        var random = new Random(HashCode.Combine(seed, caller));
        while (!enough.IsCancellationRequested)
        {
            IReadOnlyList<GatewayBooks> living = gateways();
            await SendAsync(living[random.Next(living.Count)], random);
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
    }

    private Task SendAsync(GatewayBooks to, Random random) => random.Next(10) switch
    {
        < 5 => IssueAsync(to, $"user-{random.Next(Names).ToString(CultureInfo.InvariantCulture)}"),
        5 or 6 => AskThrottledAsync(to),
        7 => ExchangeAsync(to, StsRequest.Of(TestWorld.Alice, "GetCallerIdentity")),
        8 => WriteAsync(to, random),
        _ => RefuseAsync(to, random),
    };

    private async Task IssueAsync(GatewayBooks to, string name)
    {
        WireAnswer? answer = await ExchangeAsync(to, StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name={name}&DurationSeconds=900"));
        if (answer is null)
        {
            Interlocked.Increment(ref _perhapsIssued);
        }
        else if (answer.Status == 200)
        {
            Interlocked.Increment(ref _issued);
            to.NoteIssued();
        }
    }

    private async Task AskThrottledAsync(GatewayBooks to)
    {
        TimeSpan sentAt = Elapsed;
        WireAnswer? answer = await ExchangeAsync(to, StsRequest.Of(throttled, "GetCallerIdentity"));
        _throttledRequests.Enqueue(new SentRequest(to.Gateway, sentAt, Elapsed, answer is { Status: 200 } ? SentRequest.Ok : answer is null ? "no answer" : $"{answer.Status} {answer.Code}"));
    }

    // One that was refused is tried again under another name, so that what was acknowledged is known. Once there are many it is read what was written.
    private async Task WriteAsync(GatewayBooks to, Random random)
    {
        if (_users.Count >= MostUsers)
        {
            string known = Users[random.Next(MostUsers)];
            if (await ExchangeAsync(to, OfIam("GetUser", known)) is { Status: 404 })
            {
                _surprises.Enqueue($"{known} is missing");
            }

            return;
        }

        string user = $"made-{Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture)}";
        if (await ExchangeAsync(to, OfIam("CreateUser", user)) is { Status: 200 })
        {
            _users.Enqueue(user);
        }
    }

    private static StsRequest OfIam(string action, string user) => new(TestWorld.Alice, $"Action={action}&Version=2010-05-08&UserName={user}") { Service = "iam" };

    private Task<WireAnswer?> RefuseAsync(GatewayBooks to, Random random) => ExchangeAsync(to, random.Next(3) switch
    {
        0 => StsRequest.Of(TestWorld.Alice, "GetFederationToken"), // without a name
        1 => StsRequest.Of(TestWorld.Bob, "GetFederationToken", "Name=Bob"), // without permission
        _ => StsRequest.Of(TestWorld.Alice with { SecretAccessKey = "wrong" }, "GetCallerIdentity"),
    });

    private async Task<WireAnswer?> ExchangeAsync(GatewayBooks to, StsRequest request)
    {
        Interlocked.Increment(ref _sent);
        try
        {
            using HttpRequestMessage message = request.ToMessage(to.Gateway.Endpoint);
            using HttpResponseMessage response = await Http.SendAsync(message, CancellationToken.None);
            WireAnswer answer = await WireAnswer.ReadAsync(response, CancellationToken.None);
            string? code = answer.Status == 200 ? null : CodeOf(answer);
            to.Count(code);
            if (answer.Status is 500 or 502 || code is "InternalFailure")
            {
                _surprises.Enqueue($"{request.Form}: {answer.Status} {answer.Body}");
            }

            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            to.CountUnanswered();
            return null;
        }
        catch (TaskCanceledException)
        {
            to.CountUnanswered();
            _surprises.Enqueue($"{request.Form}: no answer for {Http.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
            return null;
        }
    }

    // The namespace is that of the service, and IAM has another.
    private static string? CodeOf(WireAnswer answer) =>
        XElement.Parse(answer.Body).Descendants().FirstOrDefault(element => element.Name.LocalName == "Code")?.Value;
}
