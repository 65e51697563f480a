namespace StsSim.LoadTests.Runs;

/// <summary>The run cannot be made as asked; the message is one sentence for the user, and where it helps another on what to do.</summary>
internal sealed class CannotRunException(string sentence, Exception? cause = null) : Exception(sentence, cause)
{
    /// <summary>There is nobody at an endpoint that the user named.</summary>
    public static CannotRunException NothingAnswers(Uri endpoint, HttpRequestException failure) => new(
        $"Nothing answers at {endpoint}: {failure.Message.TrimEnd('.')}. Without --endpoint a simulator is started for the run.", failure);
}
