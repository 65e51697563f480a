namespace StsSim.Documents.Tests.Documents;

/// <summary>What the comment before a block says of it.</summary>
internal enum MarkKind
{
    /// <summary>Nothing runs it, for a reason.</summary>
    NotRun,

    /// <summary>Something else runs it: a test class, or a script under <c>.ci</c>.</summary>
    RunBy,

    /// <summary>It is a file that later commands of the document read.</summary>
    File,
}
