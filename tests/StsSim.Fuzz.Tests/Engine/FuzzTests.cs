using System.Text;

namespace StsSim.Fuzz.Tests.Engine;

/// <summary>
/// Every parser of what strangers send against inputs that are changed at random: none may break it, stop it, fill the memory
/// or be taken for authentic. <c>docs/fuzzing.md</c> says how to run it for hours.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly FuzzSettings Settings = FuzzSettings.OfEnvironment();

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name).Where(name => Settings.Target is null || name == Settings.Target)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Inputs_that_are_kept_are_read_as_their_names_say(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name);
        Assert.All(Corpus.Of(name), input =>
        {
            string outcome = target.Try(input.Value);
            string file = Path.GetFileName(input.Key);
            Assert.True(!file.StartsWith("good-", StringComparison.Ordinal) || outcome == FuzzTarget.Accepted, $"{name}/{input.Key}: {outcome}");
            Assert.True(!file.StartsWith("bad-", StringComparison.Ordinal) || outcome != FuzzTarget.Accepted, $"{name}/{input.Key}: {outcome}");
        });
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void No_input_breaks_it(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name);
        var run = new FuzzRun(target, Settings, [.. Corpus.Of(name).Select(input => input.Value)]);

        run.Run();

        output.WriteLine(run.ToString());
        var report = new StringBuilder(run.ToString());
        foreach (Finding finding in run.Findings)
        {
            report.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n\n{finding.Save(Settings.Findings)}\n{finding}");
        }

        Assert.True(run.Findings.Count == 0, report.ToString());
        Assert.All(target.Reached, outcome => Assert.True(run.Tally.CountOf(outcome) > 0, $"No input came to '{outcome}'; {run}"));
    }

    [Fact]
    public void Every_corpus_has_a_target_and_holds_good_and_bad() =>
        Assert.All(FuzzTargets.All, target =>
        {
            string[] files = [.. Corpus.Of(target.Name).Select(input => input.Key)];
            Assert.Contains(files, file => file.StartsWith("good-", StringComparison.Ordinal));
            Assert.Contains(files, file => file.StartsWith("bad-", StringComparison.Ordinal));
        });
}
