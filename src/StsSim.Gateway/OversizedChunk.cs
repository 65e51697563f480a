namespace StsSim.Gateway;

/// <summary>
/// A chunk of a body that says it is longer than any body may be. Where its size is no number of 32 bits the web server throws
/// neither what it throws of other bad bodies nor what it throws of clients that went away.
/// </summary>
internal static class OversizedChunk
{
    public static bool IsReasonOf(IOException failure) => failure.InnerException is OverflowException;
}
