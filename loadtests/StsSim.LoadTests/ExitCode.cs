namespace StsSim.LoadTests;

internal static class ExitCode
{
    public const int Completed = 0;
    public const int CannotRun = 2;

    /// <summary>The run came to its end, and something did not hold that was expected.</summary>
    public const int ExpectationsBroken = 3;

    /// <summary>128 + SIGINT, as shells expect.</summary>
    public const int Interrupted = 130;
}
