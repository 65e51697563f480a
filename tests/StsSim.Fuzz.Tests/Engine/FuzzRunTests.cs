using System.Text;

namespace StsSim.Fuzz.Tests.Engine;

/// <summary>A fuzzer that could find nothing would be green, too.</summary>
public sealed class FuzzRunTests
{
    private static readonly FuzzSettings Settings = new(Seed: 1, Duration: null, Target: null, Findings: Path.Combine(AppContext.BaseDirectory, "SampleFindings"));

    [Fact]
    public void What_breaks_a_parser_is_found_made_small_and_written_down()
    {
        var target = new SampleTarget(input => input.AsSpan().IndexOf("!"u8) >= 0 ? throw new FormatException("It minds.") : "fine");
        FuzzRun run = Run(target);

        Finding finding = Assert.Single(run.Findings);
        Assert.IsType<FormatException>(finding.Cause);
        Assert.Equal("!", Encoding.ASCII.GetString(finding.Input));
        Assert.Equal(finding.Input, File.ReadAllBytes(finding.Save(Settings.Findings)));
        Assert.Contains($"sample, STSSIM_FUZZ_SEED=1, input {finding.Number}", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_inputs()
    {
        List<string> first = [], second = [];
        Run(new SampleTarget(input => Noted(first, input)));
        Run(new SampleTarget(input => Noted(second, input)));

        Assert.True(first.Count > FuzzSettings.DefaultInputs);
        Assert.Equal(first, second);

        static string Noted(List<string> inputs, byte[] input)
        {
            inputs.Add(Convert.ToHexString(input));
            return "fine";
        }
    }

    [Fact]
    public void Work_out_of_all_proportion_is_a_finding()
    {
        var target = new SampleTarget(input => input.Length == 3 ? $"{new byte[8 * 1024 * 1024].Length}" : "fine");

        Assert.Contains("bytes of memory", Assert.Single(Run(target).Findings).Cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_without_end_is_a_finding()
    {
        using var released = new ManualResetEventSlim();
        var target = new SampleTarget(input =>
        {
            if (input.Length == 3)
            {
                released.Wait();
            }

            return "fine";
        });
        FuzzSettings impatient = Settings with { Patience = TimeSpan.FromMilliseconds(200), Findings = $"{Settings.Findings}OfHang" };
        var run = new FuzzRun(target, impatient, [Encoding.ASCII.GetBytes("seed!")]);

        run.Run();

        Assert.IsType<TimeoutException>(Assert.Single(run.Findings).Cause);
        Assert.Equal(3, run.Findings[0].Input.Length);
        released.Set();
    }

    [Fact]
    public void The_input_on_trial_is_in_a_file_as_long_as_the_run_lasts()
    {
        string path = Path.Combine(Settings.Findings, "sample-on-trial");
        int onTrial = 0;
        var target = new SampleTarget(input =>
        {
            onTrial += File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(input) ? 1 : 0;
            return "fine";
        });

        Run(target);

        Assert.Equal(FuzzSettings.DefaultInputs, onTrial);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Two_things_that_break_are_two_findings()
    {
        var target = new SampleTarget(input => (input.AsSpan().IndexOf("s"u8), input.AsSpan().IndexOf("e"u8)) switch
        {
            ( < 0, _) => throw new FormatException("No s."),
            (_, < 0) => throw new ArgumentException("No e."),
            _ => "fine",
        });

        Assert.Equal(2, Run(target).Findings.Count);
    }

    private static FuzzRun Run(FuzzTarget target)
    {
        // Nothing is tried with the seed itself but what breaks not.
        var run = new FuzzRun(target, Settings, [Encoding.ASCII.GetBytes("seed")]);
        run.Run();
        return run;
    }
}
