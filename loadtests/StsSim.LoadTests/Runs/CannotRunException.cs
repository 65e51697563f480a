namespace StsSim.LoadTests.Runs;

/// <summary>The run cannot be made as asked; the message is one sentence for the user.</summary>
internal sealed class CannotRunException(string sentence, Exception? cause = null) : Exception(sentence, cause);
