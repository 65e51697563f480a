using System.CommandLine;

namespace StsSim.LoadTests.CommandLine;

/// <summary>The token of a simulator's control API.</summary>
internal sealed class AdminTokenOption(Func<string, string?> environment)
{
    private const string Variable = "StsSim__AdminToken";

    public Option<string?> Option { get; } = new("--admin-token")
    {
        Description = $"The token of the simulator's control API, where it has one. [default: {Variable}]",
        HelpName = "TOKEN",
    };

    /// <summary>The ambient token is that of somebody's simulator: it goes only to an endpoint the user named.</summary>
    public string? TokenFor(Uri? endpoint, ParseResult parsed)
    {
        string? token = parsed.GetValue(Option) ?? (endpoint is null ? null : environment(Variable));
        return string.IsNullOrEmpty(token) ? null : token;
    }
}
