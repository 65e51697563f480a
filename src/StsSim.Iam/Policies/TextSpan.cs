namespace StsSim.Iam.Policies;

/// <summary>A stretch of a text by lines and columns, both counted from 1; it ends before its end position.</summary>
public readonly record struct TextSpan(int StartLine, int StartColumn, int EndLine, int EndColumn);
