using System.Text.RegularExpressions;
using Amazon.Runtime;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.DotNet;

namespace StsSim.LoadTests.Runs;

/// <summary>Finds out before any load whether the endpoint is an STS that takes these credentials.</summary>
internal static partial class Preflight
{
    public static async Task<string> AccountIdAsync(
        Uri endpoint, ClientCredentials credentials, TimeProvider time, CancellationToken cancellationToken)
    {
        var setting = new ClientSetting(endpoint, "us-east-1", "preflight", credentials, Timeout: null, Seed: 0, time);
        await using var client = new DotNetClient(setting, Amazon.Runtime.RequestRetryMode.Standard);
        try
        {
            string accountId = await client.AccountIdAsync(cancellationToken).ConfigureAwait(false);
            return AccountIdShape().IsMatch(accountId ?? "")
                ? accountId!
                : throw new CannotRunException($"{endpoint} does not answer as STS does: it names no account id.");
        }
        catch (AmazonServiceException refusal) when (!string.IsNullOrEmpty(refusal.ErrorCode))
        {
            throw new CannotRunException(
                $"{endpoint} refused the credentials of {credentials.AccessKeyId}: {refusal.ErrorCode}, {refusal.Message.TrimEnd('.')}.",
                refusal);
        }
        catch (HttpRequestException failure)
        {
            throw CannotRunException.NothingAnswers(endpoint, failure);
        }
        catch (AmazonClientException failure)
        {
            throw new CannotRunException($"{endpoint} does not answer as STS does.", failure);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CannotRunException($"{endpoint} took too long to answer.", timeout);
        }
    }

    [GeneratedRegex(@"^\d{12}$")]
    private static partial Regex AccountIdShape();
}
