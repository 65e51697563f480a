using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.Browser.Tests;

/// <summary>What a real client hears.</summary>
internal static class Answers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Calls until the answer is a code, <c>OK</c> for a success.</summary>
    public static async Task UntilAsync(AmazonSecurityTokenServiceClient client, string code)
    {
        long since = TimeProvider.System.GetTimestamp();
        string last;
        do
        {
            last = await CallAsync(client);
        }
        while (last != code && TimeProvider.System.GetElapsedTime(since) < Patience);

        Assert.Equal(code, last);
    }

    public static async Task<string> CallAsync(AmazonSecurityTokenServiceClient client)
    {
        try
        {
            await client.GetFederationTokenAsync(new GetFederationTokenRequest("bob"), TestContext.Current.CancellationToken);
            return "OK";
        }
        catch (AmazonSecurityTokenServiceException e)
        {
            return e.ErrorCode;
        }
    }
}
