using System.CommandLine;
using StsSim.LoadTests.Thresholds;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What must hold of the run's own figures.</summary>
internal sealed class ThresholdOption
{
    private readonly Option<string[]> _thresholds = OptionSyntax.Texts(
        "--threshold",
        "THRESHOLD",
        $"""What must hold of the run's figures, such as 'p99 < 200ms' or 'client("boto3-*").ok >= 99%'; the exit code is {ExitCode.ExpectationsBroken} where it does not.""");

    public Option Option => _thresholds;

    /// <param name="more">Those that are written somewhere else.</param>
    public IReadOnlyList<Threshold> Of(ParseResult parsed, params IEnumerable<string> more) =>
        [.. (parsed.GetValue(_thresholds) ?? []).Concat(more).Select(ThresholdParser.Parse)];
}
