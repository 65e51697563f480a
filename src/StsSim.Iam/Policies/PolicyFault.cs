namespace StsSim.Iam.Policies;

/// <summary>What is wrong with a policy text.</summary>
/// <param name="IsJson">Whether it is JSON at all; AWS words the two cases differently.</param>
/// <param name="Path">The JSON path of the offending element, <c>$</c> for the whole.</param>
/// <param name="Reason">A sentence for people; AWS does not send it.</param>
public sealed record PolicyFault(bool IsJson, string Path, string Reason)
{
    /// <summary>Whether the element at <see cref="Path"/> is wanted and not there.</summary>
    public bool IsMissing { get; init; }

    /// <summary>The principal at fault as it is written, or <see langword="null"/>.</summary>
    public string? Principal { get; init; }

    /// <summary>The name of the offending element, e.g. <c>Action</c>, whichever of its values it is.</summary>
    public string Element
    {
        get
        {
            string name = Path[(Path.LastIndexOf('.') + 1)..];
            int index = name.IndexOf('[', StringComparison.Ordinal);
            return index < 0 ? name : name[..index];
        }
    }
}
