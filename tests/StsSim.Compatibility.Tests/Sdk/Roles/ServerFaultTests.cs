using System.Globalization;
using StsSim.Compatibility.Tests.Sdk.Federation;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Iam.Credentials;

namespace StsSim.Compatibility.Tests.Sdk.Roles;

/// <summary>The faults that are the server's own, by their causes.</summary>
public sealed class ServerFaultTests(FailingStorageSimulator failing, FederationSimulator federation) : IClassFixture<FailingStorageSimulator>
{
    [Fact]
    public async Task A_cluster_that_cannot_answer_is_ServiceUnavailable()
    {
        Assert.True(MfaSeed.TryDecode(RolesWorld.MfaSeed, out byte[] seed));
        string code = Totp.Code(seed, Totp.StepOf(TimeProvider.System.GetUtcNow())).ToString("D6", CultureInfo.InvariantCulture);

        WireAnswer answer = await failing.SendAsync(RolesWorld.Mia, "GetSessionToken", $"SerialNumber={RolesWorld.MfaSerial}&TokenCode={code}");

        answer.IsRefusal(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.");
        (await failing.SendAsync(RolesWorld.Mia, "GetSessionToken")).IsSuccessOf("GetSessionToken");
    }

    // Recorded from AWS: a subject that is no text is more than its verifier expects.
    [Fact]
    public async Task A_claim_that_cannot_be_read_is_InternalFailure()
    {
        string token = await federation.TokenAsync(new { subject = "carol", claims = new { sub = new { name = "carol" } } });

        WireAnswer answer = await federation.SendAsync(
            StsRequest.Of(null, "AssumeRoleWithWebIdentity", $"RoleArn={FederationWorld.RoleArn("web")}&RoleSessionName=session&WebIdentityToken={token}"));

        answer.IsRefusal(500, "InternalFailure", "Unknown error validating third-party token");
    }
}
