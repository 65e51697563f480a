using System.CommandLine;

namespace StsSim.LoadTests.CommandLine;

/// <summary>What load is driven at, and what opens its control API.</summary>
/// <param name="description">Of the endpoint.</param>
internal sealed class TargetOptions(string description, Func<string, string?> environment)
{
    private const string Variable = "StsSim__AdminToken";

    private readonly Option<Uri?> _endpoint = OptionSyntax.Endpoint(description);

    private readonly Option<string?> _adminToken = OptionSyntax.Text(
        "--admin-token", "TOKEN", $"The token of the simulator's control API, where it has one. [default: {Variable} of the environment, with --endpoint]");

    public IEnumerable<Option> All => [_endpoint, _adminToken];

    /// <summary>Null starts an embedded simulator.</summary>
    public Uri? Endpoint(ParseResult parsed) => parsed.GetValue(_endpoint);

    /// <summary>The ambient token is that of somebody's simulator: it goes only to an endpoint the user named.</summary>
    public string? AdminToken(ParseResult parsed)
    {
        string? token = parsed.GetValue(_adminToken) ?? (Endpoint(parsed) is null ? null : environment(Variable));
        return string.IsNullOrEmpty(token) ? null : token;
    }
}
