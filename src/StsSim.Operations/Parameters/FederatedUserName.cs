namespace StsSim.Operations.Parameters;

/// <summary>The <c>Name</c> of a federated user: 2 to 32 characters of the model's <c>userName</c> pattern.</summary>
public static class FederatedUserName
{
    public const int MinimumLength = 2;
    public const int MaximumLength = 32;

    public static bool IsValid(ReadOnlySpan<char> name) =>
        name.Length is >= MinimumLength and <= MaximumLength && ParameterPattern.UserName.Matches(name);

    /// <param name="name">UTF-8; whatever is not ASCII is not valid.</param>
    public static bool IsValid(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[MaximumLength];
        return name.Length <= MaximumLength
            && System.Text.Ascii.ToUtf16(name, text, out int length) == System.Buffers.OperationStatus.Done
            && IsValid(text[..length]);
    }
}
