namespace StsSim.Compatibility.Tests.Secrets;

/// <summary>Something the program wrote.</summary>
/// <param name="Source">Where: a route, a stream, a file.</param>
/// <param name="HandsOut">The secrets it is there to hand out.</param>
internal sealed record WrittenText(string Source, string Text, IReadOnlyCollection<string> HandsOut)
{
    public override string ToString() => Source; // the text may hold what was handed out
}
