namespace StsSim.Iam.Policies;

/// <summary>Ends the parsing of one policy; never leaves <see cref="PolicyParser"/>.</summary>
internal sealed class GrammarException(string path, string reason) : Exception(reason)
{
    public string Path { get; } = path;

    /// <summary>Whether the element at <see cref="Path"/> is wanted and not there.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The principal at fault, or <see langword="null"/>.</summary>
    public string? Principal { get; init; }

    public PolicyFault ToFault() => new(IsJson: true, Path, Message) { IsMissing = IsMissing, Principal = Principal };
}
