using Spectre.Console;

namespace StsSim.LoadTests.Tests.CommandLine;

/// <summary>The whole program but for its process: arguments in, exit code and both streams out.</summary>
internal sealed class ProgramRun
{
    private const int Width = 160;

    private ProgramRun(int exitCode, string output, string error)
    {
        ExitCode = exitCode;
        Output = output;
        Error = error;
    }

    public int ExitCode { get; }

    public string Output { get; }

    public string Error { get; }

    public static Task<ProgramRun> OfAsync(params string[] arguments) =>
        WithAsync(arguments, embedded: null, TestContext.Current.CancellationToken);

    public static async Task<ProgramRun> WithAsync(
        string[] arguments, ITarget? embedded, CancellationToken interrupted, params (string Name, string Value)[] environment)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Width;
        var program = new LoadTestProgram(
            console,
            error,
            TimeProvider.System,
            name => environment.FirstOrDefault(variable => variable.Name == name).Value,
            _ => embedded is null
                ? Task.FromException<ITarget>(new InvalidOperationException("This test starts no simulator."))
                : Task.FromResult(embedded));
        int exitCode = await program.RunAsync(arguments, interrupted);
        return new ProgramRun(exitCode, output.ToString(), error.ToString());
    }
}
