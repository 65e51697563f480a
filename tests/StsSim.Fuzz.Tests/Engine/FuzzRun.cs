using System.Diagnostics;
using System.Globalization;

namespace StsSim.Fuzz.Tests.Engine;

/// <summary>Tries a target with input after input, on a thread with a small stack, and gathers what they break.</summary>
internal sealed class FuzzRun(FuzzTarget target, FuzzSettings settings, IReadOnlyList<byte[]> corpus)
{
    private const int MostFindings = 20;

    // Less than any thread that serves requests has.
    private const int StackBytes = 1024 * 1024;

    private readonly List<Finding> _findings = [];
    private readonly HashSet<string> _kinds = [];
    private byte[] _input = [];
    private int _number;
    private int _tries;
    private Exception? _fault;

    public FuzzTally Tally { get; } = new();

    /// <summary>What was found, each kind of thing once.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    public TimeSpan Elapsed { get; private set; }

    /// <summary>Runs for as long as the settings say, or until an input hangs.</summary>
    public void Run()
    {
        var worker = new Thread(Work, StackBytes) { IsBackground = true };
        worker.Start();
        int watched = -1;
        var whole = Stopwatch.StartNew();
        var since = Stopwatch.StartNew();
        while (!worker.Join(settings.Patience / 10))
        {
            int tries = Volatile.Read(ref _tries); // those with an input that is made smaller among them
            if (tries != watched)
            {
                watched = tries;
                since.Restart();
            }
            else if (since.Elapsed > settings.Patience)
            {
                Elapsed = whole.Elapsed;
                _findings.Add(new Finding(target.Name, settings.Seed, Volatile.Read(ref _number), Volatile.Read(ref _input), new TimeoutException("It came to no end.")));
                return;
            }
        }

        Elapsed = whole.Elapsed;
        if (_fault is not null)
        {
            throw new InvalidOperationException($"{target.Name}, input {_number}: the fuzzer itself failed.", _fault);
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{target.Name}, seed {settings.Seed}: {Tally.Total} inputs in {Elapsed.TotalSeconds:F1} s, {_findings.Count} findings: {Tally}");

    private void Work()
    {
        try
        {
            // What is made once is made by the first round, and not weighed.
            foreach (byte[] input in corpus)
            {
                FindFault(input, out _);
            }

            foreach (byte[] input in corpus)
            {
                _ = Attempt(input);
            }

            using var trial = new InputOnTrial(settings.Findings, target.Name);
            var watch = Stopwatch.StartNew();
            while (_findings.Count < MostFindings && (settings.Duration is { } duration ? watch.Elapsed < duration : _number < FuzzSettings.DefaultInputs))
            {
                var draw = new FuzzDraw(settings.Seed, Volatile.Read(ref _number) + 1, corpus);
                byte[] input = target.Change(draw.Start(), draw);
                input = input.Length > target.LongestInput ? input[..target.LongestInput] : input;
                Volatile.Write(ref _input, input);
                Interlocked.Increment(ref _number);
                trial.Set(input);
                Tally.Count(Attempt(input));
            }
        }
        catch (Exception e)
        {
            _fault = e;
        }
    }

    private string Attempt(byte[] input)
    {
        if (FindFault(input, out string outcome) is not { } cause)
        {
            return outcome;
        }

        string kind = Finding.KindOf(cause);
        if (_kinds.Add(kind))
        {
            byte[] small = FindingShrinker.Shrink(input, shorter => FindFault(shorter, out _) is { } same && Finding.KindOf(same) == kind);
            _findings.Add(new Finding(target.Name, settings.Seed, _number, small, FindFault(small, out _) ?? cause));
        }

        return "broken";
    }

    private Exception? FindFault(byte[] input, out string outcome)
    {
        outcome = "";
        Interlocked.Increment(ref _tries);
        try
        {
            outcome = target.Try(input);
            return target.AllocatedBytes <= target.MostAllocatedBytes(input)
                ? null
                : new InvalidOperationException($"It took {target.AllocatedBytes} bytes of memory to read {input.Length}.");
        }
        catch (Exception e)
        {
            return e;
        }
    }
}
