namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>What is documented is what is exported.</summary>
public sealed class MetricsTableTests(MeasuredSimulator simulator)
{
    // The scope is the meter's name, a bucket's bound the format's.
    private static readonly string[] OfTheFormat = ["otel_scope_name", "le"];

    [Fact]
    public async Task The_table_has_every_metric_of_the_simulators_own_and_no_other()
    {
        Exposition metrics = await simulator.MetricsAsync();

        Assert.Equal(
            metrics.Types.Where(metric => MetricsTable.IsOwn(metric.Key)).Select(metric => (metric.Key, metric.Value)).Order(),
            MetricsTable.Own.Select(row => (row.Series, row.Type)).Order());
    }

    [Fact]
    public async Task The_table_has_every_attribute_and_no_other()
    {
        Exposition metrics = await simulator.MetricsAsync();

        foreach (MetricsTableRow row in MetricsTable.Own)
        {
            Assert.Equal(
                metrics.Series.Where(series => metrics.MetricOf(series) == row.Series).SelectMany(metrics.LabelsOf).Distinct().Except(OfTheFormat).Order(),
                row.Attributes.Select(attribute => attribute.Replace('.', '_')).Order());
        }
    }

    [Fact]
    public async Task Metrics_of_libraries_are_listed_too()
    {
        Exposition metrics = await simulator.MetricsAsync();

        Assert.Empty(metrics.Types.Keys.Where(metric => !MetricsTable.IsOwn(metric)).Except(MetricsTable.OfLibraries));
    }

    [Fact]
    public async Task Names_and_units_over_OTLP_are_those_of_the_table()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using ObservedHost host = await ObservedHost.StartAsync(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = $"{collector.Url}/v1/metrics",
            ["OTEL_EXPORTER_OTLP_METRICS_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
        });
        await MeasuredSimulator.MeetEverythingAsync(host);
        (string Name, string Unit)[] documented = [.. MetricsTable.Own.Select(row => (row.Name, row.Unit)).Order()];
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(1));
        while (!documented.SequenceEqual(OwnMetrics(collector)))
        {
            Assert.Empty(OwnMetrics(collector).Except(documented));
            await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token);
        }

        Assert.Equal("/v1/metrics", Assert.Single(collector.Received.Select(received => received.Path).Distinct()));
    }

    private static IEnumerable<(string Name, string Unit)> OwnMetrics(OtlpReceiver collector) =>
        collector.Metrics.Where(metric => metric.Meter == "StsSim").Select(metric => (metric.Name, metric.Unit)).Distinct().Order();
}
