using System.Collections.Concurrent;
using System.Globalization;
using StsSim.Protocol;

namespace StsSim.Operations.Observation;

/// <summary>
/// The AWS SDK behind a request, as its <c>User-Agent</c> tells: <c>product SP comp SP comp…</c>, a comp being
/// <c>prefix/name#value</c>, and <c>m/…</c> the list of features in use (botocore and smithy-rs sources). What <c>cfg/</c>
/// says goes before that: botocore 1.43 mixes up the features of several clients in one process.
/// </summary>
/// <param name="Sdk">The product, e.g. <c>Boto3</c>, <c>aws-cli</c>, <c>aws-sdk-js</c>; empty where there is no agent.</param>
/// <param name="Version">Of the product, e.g. <c>1.43.11</c>.</param>
/// <param name="RetryMode"><c>legacy</c>, <c>standard</c> or <c>adaptive</c>; <see langword="null"/> where the agent does not say.</param>
/// <param name="ApplicationId">What the application calls itself (<c>AWS_SDK_UA_APP_ID</c>), or <see langword="null"/>.</param>
public sealed record SdkClient(string Sdk, string Version, string? RetryMode, string? ApplicationId)
{
    private const int MostAgents = 20_000;
    private const int LongestAgent = 1024;

    private static readonly ConcurrentDictionary<string, SdkClient> Known = new();
    private static int _knownCount; // counting the dictionary itself takes all of its locks
    private static readonly SdkClient Nobody = new("", "", RetryMode: null, ApplicationId: null) { IsShared = true };

    /// <summary>The language it is written in, e.g. <c>python</c>, or <see langword="null"/>.</summary>
    public string? Language { get; init; }

    /// <summary>Whether equal agents give the same object: so it is until too many were met.</summary>
    public bool IsShared { get; private init; }

    /// <summary>The client of a request; one object for all requests with the same agent.</summary>
    public static SdkClient Of(WireRequest request)
    {
        if (!request.TryGetHeader("User-Agent", out string agent))
        {
            return Nobody;
        }

        if (Known.TryGetValue(agent, out SdkClient? known))
        {
            return known;
        }

        SdkClient client = Parse(agent);
        if (agent.Length > LongestAgent || Volatile.Read(ref _knownCount) >= MostAgents)
        {
            return client;
        }

        client = client with { IsShared = true };
        if (!Known.TryAdd(agent, client))
        {
            return Known[agent];
        }

        Interlocked.Increment(ref _knownCount);
        return client;
    }

    /// <summary>Reads a <c>User-Agent</c>.</summary>
    public static SdkClient Parse(string agent)
    {
        string[] parts = agent.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return Nobody;
        }

        string[] product = parts[0].Split('/', 2);
        string? mode = null, features = null, application = null, language = null;
        foreach (string part in parts.AsSpan(1))
        {
            if (part.StartsWith("m/", StringComparison.Ordinal))
            {
                features = ModeOf(part.AsSpan(2)) ?? features;
            }
            else if (part.StartsWith("cfg/retry-mode#", StringComparison.Ordinal))
            {
                mode = part["cfg/retry-mode#".Length..];
            }
            else if (part.StartsWith("app/", StringComparison.Ordinal))
            {
                application = part["app/".Length..];
            }
            else if (part.StartsWith("lang/", StringComparison.Ordinal))
            {
                language = part["lang/".Length..].Split('#')[0];
            }
        }

        return new SdkClient(product[0], product.Length > 1 ? product[1] : "", mode ?? features, application) { Language = language };
    }

    /// <summary>How many attempts the client says it makes at most; 0 where it does not say.</summary>
    public static int MaximumOf(WireRequest request) =>
        request.TryGetHeader(SdkAttempt.Header, out string header) ? SdkAttempt.MaximumOf(header) : 0;

    /// <summary>The number of the attempt by <c>amz-sdk-request</c>, an unordered list of pairs; 1 where it does not say.</summary>
    public static int AttemptOf(WireRequest request) =>
        request.TryGetHeader(SdkAttempt.Header, out string header) ? SdkAttempt.Of(header) : OldAttemptOf(request);

    /// <summary>The id that the attempts of one invocation share, or <see langword="null"/> where the client sends none.</summary>
    public static string? InvocationOf(WireRequest request) =>
        request.TryGetHeader("amz-sdk-invocation-id", out string id) || request.TryGetHeader("aws-sdk-invocation-id", out id) ? id : null;

    // PHP and Java of old: retries so far, and the delay before this one.
    private static int OldAttemptOf(WireRequest request)
    {
        if (!request.TryGetHeader("aws-sdk-retry", out string header) && !request.TryGetHeader("amz-sdk-retry", out header))
        {
            return 1;
        }

        int slash = header.IndexOf('/');
        return int.TryParse(slash < 0 ? header : header.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out int retries) && retries < int.MaxValue
            ? retries + 1
            : 1;
    }

    private static string? ModeOf(ReadOnlySpan<char> features)
    {
        foreach (Range feature in features.Split(','))
        {
            switch (features[feature])
            {
                case "D":
                    return "legacy";
                case "E":
                    return "standard";
                case "F":
                    return "adaptive";
            }
        }

        return null;
    }
}
