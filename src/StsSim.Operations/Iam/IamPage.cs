using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam;

/// <summary>One page of a list.</summary>
/// <param name="Marker">Where the next page begins, or <see langword="null"/> where this is the last.</param>
public sealed record IamPage<T>(IReadOnlyList<T> Items, string? Marker)
{
    /// <summary>Writes the list with a structure for each item, and <c>IsTruncated</c> and <c>Marker</c> behind it.</summary>
    public void Write(ResultWriter result, ReadOnlySpan<byte> list, Action<ResultWriter, T> writeItem)
    {
        result.BeginList(list);
        foreach (T item in Items)
        {
            result.BeginStructure("member"u8);
            writeItem(result, item);
            result.EndStructure("member"u8);
        }

        result.EndList(list);
        WriteEnd(result);
    }

    /// <summary>Writes a list of texts, and <c>IsTruncated</c> and <c>Marker</c> behind it.</summary>
    public void WriteTexts(ResultWriter result, ReadOnlySpan<byte> list, Func<T, string> textOf)
    {
        result.Texts(list, Items.Select(textOf));
        WriteEnd(result);
    }

    /// <summary>Writes <c>IsTruncated</c> and <c>Marker</c> alone.</summary>
    public void WriteEnd(ResultWriter result)
    {
        result.Member("IsTruncated"u8, Marker is not null);
        if (Marker is not null)
        {
            result.Member("Marker"u8, Marker);
        }
    }
}
