namespace StsSim.Compatibility.Tests.Clients;

/// <summary>The refusal a call has to run into.</summary>
/// <param name="Message">A regular expression for the whole text.</param>
public sealed record ExpectedRefusal(int Status, string Code, string Message)
{
    /// <summary>
    /// The name of the error's shape in the service model, after which SDKs name their exception classes; it is not always
    /// the code. <see langword="null"/> where the model does not list the error.
    /// </summary>
    public string? Shape { get; init; }

    /// <summary>Whether SDKs try again; <see langword="null"/> where they differ.</summary>
    public bool? IsRetried { get; init; } = false;

    /// <summary>An error of the model whose name is its code.</summary>
    public static ExpectedRefusal Modelled(int status, string code, string message) => new(status, code, message) { Shape = code };

    /// <summary>An error of the model whose code lacks the <c>Exception</c> of its name.</summary>
    public static ExpectedRefusal WithoutSuffix(int status, string code, string message) =>
        new(status, code, message) { Shape = $"{code}Exception" };
}
