using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace StsSim.Cluster.Tests.Chaos;

/// <summary>What one gateway answered, as its clients count it, to be held against what it counts itself.</summary>
internal sealed partial class GatewayBooks
{
    private static readonly HttpClient Http = new();

    private readonly ConcurrentDictionary<string, long> _answers = new();
    private readonly ConcurrentQueue<long> _issued = new();
    private readonly Dictionary<string, long> _before;
    private long _unanswered;

    private GatewayBooks(SimulatorProcess gateway, Dictionary<string, long> before) => (Gateway, _before) = (gateway, before);

    public SimulatorProcess Gateway { get; }

    /// <summary>Begins with what the gateway has answered so far.</summary>
    public static async Task<GatewayBooks> OpenAsync(SimulatorProcess gateway) => new(gateway, await CountedAsync(gateway));

    /// <summary>Answers of all kinds.</summary>
    public long Answered => _answers.Values.Sum();

    /// <param name="code">The error code, or <see langword="null"/> for a success.</param>
    public void Count(string? code) => _answers.AddOrUpdate(code ?? "", 1, (_, count) => count + 1);

    /// <summary>Notes that the gateway has issued a session just now.</summary>
    public void NoteIssued() => _issued.Enqueue(TimeProvider.System.GetTimestamp());

    /// <summary>Sessions issued in so much time before the last of them.</summary>
    public int IssuedLastly(TimeSpan time)
    {
        long[] issued = [.. _issued];
        return issued.Count(at => TimeProvider.System.GetElapsedTime(at, issued[^1]) <= time);
    }

    /// <summary>Counts a request whose answer never came: it may have been counted by the gateway, or not.</summary>
    public void CountUnanswered() => Interlocked.Increment(ref _unanswered);

    /// <summary>Each kind of answer was given as often as it was received, but for those whose answers were lost.</summary>
    public async Task BalanceAsync()
    {
        Dictionary<string, long> counted = await CountedAsync(Gateway);
        foreach ((string code, long count) in _before)
        {
            counted[code] -= count;
        }

        string books = $"received {Describe(_answers)}, {_unanswered} unanswered; by {Gateway.Endpoint} {Describe(counted)}";
        foreach (string code in _answers.Keys.Union(counted.Keys))
        {
            long surplus = counted.GetValueOrDefault(code) - _answers.GetValueOrDefault(code);
            Assert.True(surplus >= 0 && surplus <= _unanswered, $"'{code}' does not balance: {books}");
        }

        Assert.True(counted.Values.Sum() - Answered <= _unanswered, books);
    }

    private static async Task<Dictionary<string, long>> CountedAsync(SimulatorProcess gateway)
    {
        string page = await Http.GetStringAsync(new Uri(gateway.Endpoint, "/metrics"), TestContext.Current.CancellationToken);
        var counted = new Dictionary<string, long>();
        foreach (Match line in Requests().Matches(page))
        {
            string code = Code().Match(line.Value) is { Success: true } match ? match.Groups[1].Value : "";
            counted[code] = counted.GetValueOrDefault(code) + long.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
        }

        return counted;
    }

    private static string Describe(IEnumerable<KeyValuePair<string, long>> counts) =>
        string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value} {(count.Key.Length == 0 ? "ok" : count.Key)}"));

    [GeneratedRegex("^stssim_requests_total\\{.*\\} ([0-9]+)", RegexOptions.Multiline)]
    private static partial Regex Requests();

    [GeneratedRegex("error_type=\"([^\"]*)\"")]
    private static partial Regex Code();
}
