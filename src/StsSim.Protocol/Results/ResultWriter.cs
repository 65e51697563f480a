namespace StsSim.Protocol.Results;

/// <summary>Writes one answer of the AWS Query protocol, member by member, in the form the client asked for.</summary>
/// <remarks>Names are wire names in UTF-8 and must be plain ASCII words.</remarks>
public abstract class ResultWriter
{
    /// <summary>The value of the answer's Content-Type header.</summary>
    public abstract string ContentType { get; }

    /// <summary>Opens the answer of an operation, e.g. <c>GetCallerIdentity</c>.</summary>
    /// <param name="hasResult">Whether the operation has a result at all; one without must get no member.</param>
    public abstract void BeginResult(ReadOnlySpan<byte> operation, bool hasResult = true);

    public abstract void BeginStructure(ReadOnlySpan<byte> name);

    public abstract void EndStructure(ReadOnlySpan<byte> name);

    /// <summary>Opens a list; its items are structures or members, each named <c>member</c>.</summary>
    public abstract void BeginList(ReadOnlySpan<byte> name);

    public abstract void EndList(ReadOnlySpan<byte> name);

    /// <summary>A list of texts.</summary>
    public void Texts(ReadOnlySpan<byte> list, IEnumerable<string> texts)
    {
        BeginList(list);
        foreach (string text in texts)
        {
            Member("member"u8, text);
        }

        EndList(list);
    }

    /// <summary>Opens a map from names to numbers, filled by <see cref="Entry"/>.</summary>
    public abstract void BeginMap(ReadOnlySpan<byte> name);

    public abstract void EndMap(ReadOnlySpan<byte> name);

    public abstract void Entry(ReadOnlySpan<byte> key, long value);

    public abstract void Member(ReadOnlySpan<byte> name, string value);

    /// <param name="value">Text that is the same in every form: ASCII, without anything that XML or JSON escapes.</param>
    public abstract void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value);

    public abstract void Member(ReadOnlySpan<byte> name, long value);

    public abstract void Member(ReadOnlySpan<byte> name, bool value);

    /// <summary>A point in time, in whole seconds.</summary>
    public abstract void Member(ReadOnlySpan<byte> name, DateTimeOffset value);

    /// <summary>Closes what <see cref="BeginResult"/> opened.</summary>
    public abstract void EndResult(ReadOnlySpan<byte> operation, Guid requestId);

    /// <summary>Writes a whole error document.</summary>
    public abstract void Error(Errors.AwsError error, Guid requestId);
}
