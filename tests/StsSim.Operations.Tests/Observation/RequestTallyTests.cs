using System.Diagnostics.Metrics;
using StsSim.Operations.Observation;
using StsSim.Operations.Sts;

namespace StsSim.Operations.Tests.Observation;

public sealed class RequestTallyTests
{
    private static readonly AwsOperation Federate = new GetFederationToken(null!, null!);
    private static readonly AwsOperation Identify = new GetCallerIdentity();

    private readonly RequestTally _tally = new();

    [Fact]
    public void Each_metric_has_the_attributes_it_is_told_by_and_sums_the_others()
    {
        _tally.Count(Federate, code: null, isRetry: false);
        _tally.Count(Federate, code: null, isRetry: false);
        _tally.Count(Federate, code: null, isRetry: true);
        _tally.Count(Federate, "Throttling", isRetry: false, "region");
        _tally.Count(Federate, "Throttling", isRetry: true, "region");
        _tally.Count(Federate, "Throttling", isRetry: false, "principal");
        _tally.Count(Identify, code: null, isRetry: false);
        _tally.Count(operation: null, "InvalidAction", isRetry: false);

        Assert.Equal(
            [
                "GetCallerIdentity - first: 1", "GetFederationToken - first: 2", "GetFederationToken - retry: 1",
                "GetFederationToken Throttling first: 2", "GetFederationToken Throttling retry: 1", "_OTHER InvalidAction first: 1",
            ],
            Told(_tally.Requests(), "rpc.method", "error.type", "stssim.attempt"));
        Assert.Equal(["GetFederationToken principal: 1", "GetFederationToken region: 2"], Told(_tally.Throttled(), "rpc.method", "stssim.bucket.kind"));
        Assert.Equal(["GetFederationToken STS: 3"], Told(_tally.Sessions(), "rpc.method", "rpc.service"));
    }

    [Fact]
    public void Codes_that_are_too_many_are_one_and_all_are_counted()
    {
        const int Codes = 5000;
        for (int code = 0; code < Codes; code++)
        {
            _tally.Count(Federate, $"Code{code}", isRetry: false);
        }

        _tally.Count(Federate, "Code0", isRetry: false);

        Measurement<long>[] told = [.. _tally.Requests()];
        Assert.InRange(told.Length, 1000, 2001);
        Assert.Equal(Codes + 1, told.Sum(measurement => measurement.Value));
        Assert.Contains("_OTHER: 3000", Told(told, "error.type"));
        Assert.Contains("Code0: 2", Told(told, "error.type"));
    }

    private static string[] Told(IEnumerable<Measurement<long>> measurements, params string[] attributes) =>
    [
        .. measurements.Select(measurement => $"{string.Join(' ', attributes.Select(name => ValueOf(measurement, name)))}: {measurement.Value}").Order(StringComparer.Ordinal),
    ];

    private static object ValueOf(Measurement<long> measurement, string name)
    {
        foreach (KeyValuePair<string, object?> tag in measurement.Tags)
        {
            if (tag.Key == name)
            {
                return tag.Value!;
            }
        }

        return "-";
    }
}
