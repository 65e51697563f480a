using System.CommandLine;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>Whose requests the load is made of.</summary>
internal sealed class CallerCredentialsOptions(Func<string, string?> environment)
{
    private readonly Option<string?> _accessKeyId = OptionSyntax.Text(
        "--access-key-id", "ID", "Access key of the caller. [default: AWS_ACCESS_KEY_ID with --endpoint, else the simulator's example key]");

    private readonly Option<string?> _secretAccessKey = OptionSyntax.Text(
        "--secret-access-key", "SECRET", "Its secret. [default: AWS_SECRET_ACCESS_KEY with --endpoint, else the example key's]");

    public IEnumerable<Option> All => [_accessKeyId, _secretAccessKey];

    /// <summary>Ambient credentials are somebody's real ones: they go only to an endpoint the user named.</summary>
    public ClientCredentials For(Uri? endpoint, ParseResult parsed)
    {
        string? id = parsed.GetValue(_accessKeyId);
        string? secret = parsed.GetValue(_secretAccessKey);
        if (id is null != secret is null)
        {
            throw new CannotRunException("--access-key-id and --secret-access-key go together; only one of them was given.");
        }

        if (id is not null)
        {
            return new ClientCredentials(id, secret!, null);
        }

        if (endpoint is not null
            && environment("AWS_ACCESS_KEY_ID") is { Length: > 0 } ambientId
            && environment("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } ambientSecret)
        {
            string? token = environment("AWS_SESSION_TOKEN");
            return new ClientCredentials(ambientId, ambientSecret, string.IsNullOrEmpty(token) ? null : token);
        }

        return ClientCredentials.Example;
    }
}
