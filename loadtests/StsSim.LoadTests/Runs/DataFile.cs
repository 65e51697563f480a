namespace StsSim.LoadTests.Runs;

/// <summary>A file that figures are written to.</summary>
/// <param name="Option">That named it.</param>
/// <param name="Path">As the user wrote it; <c>-</c> is the standard output.</param>
internal sealed record DataFile(string Option, string Path)
{
    public bool IsStandardOutput => Path == "-";
}
