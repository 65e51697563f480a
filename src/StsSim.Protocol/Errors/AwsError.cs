namespace StsSim.Protocol.Errors;

/// <summary>A refusal as AWS words it. Expected refusals are values, never exceptions.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The wire code, e.g. <c>Throttling</c>; it need not equal the shape's name in the model.</param>
/// <param name="Message">The text, or <see langword="null"/> where AWS sends none.</param>
public sealed record AwsError(int Status, string Code, string? Message)
{
    /// <summary>Whose fault it is: <c>Sender</c> for 4xx, throttling included, <c>Receiver</c> for 5xx.</summary>
    public string Type => Status >= 500 ? "Receiver" : "Sender";
}
