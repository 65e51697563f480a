namespace StsSim.Iam.Policies;

/// <summary>Ends the parsing of one policy; never leaves <see cref="PolicyParser"/>.</summary>
internal sealed class GrammarException(string path, string reason) : Exception(reason)
{
    public string Path { get; } = path;
}
