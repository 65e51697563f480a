namespace StsSim.Documents.Tests.Documents;

/// <summary>A fenced block of a document.</summary>
/// <param name="Line">That of its opening fence, from 1.</param>
/// <param name="Language">Its info string.</param>
/// <param name="Content">Its lines, without the indentation of the fence.</param>
/// <param name="Before">The line directly before it.</param>
internal sealed record Block(int Line, string Language, string Content, string Before)
{
    public Mark? Mark { get; } = Mark.Of(Before);

    public bool IsCommands => Language == "sh";

    /// <summary>Whether it is part of the document's script.</summary>
    public bool IsExecuted => IsCommands && Mark is null;

    public bool IsFile => Mark is { Kind: MarkKind.File };
}
