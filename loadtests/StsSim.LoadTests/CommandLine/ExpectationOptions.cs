using System.CommandLine;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What is expected of the clients, and where a CI finds whether it held.</summary>
internal sealed class ExpectationOptions
{
    private readonly Option<string[]> _expect = OptionSyntax.Texts(
        "--expect",
        "EXPECTATION",
        """What the simulator is to have seen of the clients, such as 'client("dotnet-standard").amplification <= 1.5' or 'retriesWithin(1s) == 0'.""");

    private readonly Option<string?> _junit = OptionSyntax.File("--junit", "File for expectations and thresholds as JUnit XML, which CIs show as tests.");

    public IEnumerable<Option> All => [_expect, _junit];

    public IReadOnlyList<string> Expectations(ParseResult parsed) => parsed.GetValue(_expect) ?? [];

    public string? JUnitFile(ParseResult parsed) => parsed.GetValue(_junit);
}
