namespace StsSim.Documents.Tests.Documents;

/// <summary>What is wrong with a document, and in which line.</summary>
internal sealed record Mistake(int Line, string Sentence);
