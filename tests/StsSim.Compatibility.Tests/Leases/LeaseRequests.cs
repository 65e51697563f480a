using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Compatibility.Tests.Leases;

/// <summary>Requests signed with the key of a leased account.</summary>
internal static class LeaseRequests
{
    public static ClientKey KeyOf(LeasedAccount account) => new(account.Credentials.AccessKeyId, account.Credentials.SecretAccessKey);

    public static async Task<WireAnswer> SendAsync(HttpClient http, StsSimulator simulator, StsRequest request)
    {
        using HttpRequestMessage message = request.ToMessage(simulator.Endpoint);
        using HttpResponseMessage response = await http.SendAsync(message, TestContext.Current.CancellationToken);
        return await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken);
    }
}
