namespace StsSim.Operations.Worlds;

/// <summary>One thing wrong with a world file.</summary>
/// <param name="Path">Where, as a JSON path.</param>
/// <param name="Reason">What, as a clause that follows the path.</param>
public sealed record WorldFileError(string Path, string Reason)
{
    public override string ToString() => $"{Path}: {Reason}";
}
