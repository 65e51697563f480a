using System.CommandLine;
using k8s.Models;
using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Runs;

namespace StsSim.Deploy.Tests.LoadTest;

/// <summary>What the load test program makes of a container's arguments and environment, by its own command line.</summary>
internal sealed class LoadTestCommandLine
{
    public const string Token = "sixteen characters or more";

    private readonly HashSet<string> _asked = [];

    /// <summary>The names of the variables that the program asked for.</summary>
    public IReadOnlySet<string> Asked => _asked;

    /// <summary>The run that it would begin; <see langword="null"/> for a worker.</summary>
    public RunOptions? Run { get; private set; }

    /// <summary>Whom it would join; <see langword="null"/> for a coordinator.</summary>
    public (string Host, int Port, TimeSpan JoinTimeout)? Join { get; private set; }

    public static async Task<LoadTestCommandLine> OfAsync(V1Container container, IEnumerable<string> arguments)
    {
        var read = new LoadTestCommandLine();
        var command = new LoadTestCommand(
            name => read.Ask(name, container),
            (options, _) => Take(() => read.Run = options),
            Unasked,
            Unasked,
            Unasked,
            (join, _) => Take(() =>
            {
                Assert.Equal(Token, join.Token);
                read.Join = (join.Host, join.Port, join.Timeout);
            }),
            new ExperimentCommand(_ => null, (_, _) => Task.FromResult(Unasked())),
            new SimulateCommand((_, _) => Task.FromResult(Unasked())));
        ParseResult parsed = command.Root.Parse([.. arguments]);
        Assert.Empty(parsed.Errors);
        await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, TestContext.Current.CancellationToken);
        return read;
    }

    private static int Unasked() => throw new InvalidOperationException("These arguments run neither a coordinator nor a worker.");

    private static Task<int> Take(Action take)
    {
        take();
        return Task.FromResult(0);
    }

    private string? Ask(string name, V1Container container)
    {
        _asked.Add(name);
        return container.Env.Any(variable => variable.Name == name) ? Token : null;
    }
}
