namespace StsSim.Compatibility.Tests.Clients;

/// <summary>The table leaves nothing out: no operation, no error that the service model lists for one.</summary>
public sealed class OperationTableTests
{
    [Theory]
    [InlineData("AssumeRole", "ExpiredToken MalformedPolicyDocument PackedPolicyTooLarge RegionDisabled")]
    // Its IDPRejectedClaim is not known to come: an assertion is not asked back.
    [InlineData("AssumeRoleWithSAML", "ExpiredToken InvalidIdentityToken MalformedPolicyDocument PackedPolicyTooLarge RegionDisabled")]
    [InlineData(
        "AssumeRoleWithWebIdentity",
        "ExpiredToken IDPCommunicationError IDPRejectedClaim InvalidIdentityToken MalformedPolicyDocument PackedPolicyTooLarge RegionDisabled")]
    // Its ExpiredToken is not known to come: it takes no token.
    [InlineData("AssumeRoot", "RegionDisabled")]
    [InlineData("DecodeAuthorizationMessage", "InvalidAuthorizationMessage")]
    [InlineData("GetAccessKeyInfo", "")]
    [InlineData("GetCallerIdentity", "")]
    [InlineData("GetDelegatedAccessToken", "ExpiredTradeInToken PackedPolicyTooLarge RegionDisabled")]
    [InlineData("GetFederationToken", "MalformedPolicyDocument PackedPolicyTooLarge RegionDisabled")]
    [InlineData("GetSessionToken", "RegionDisabled")]
    [InlineData("GetWebIdentityToken", "JWTPayloadSizeExceeded OutboundWebIdentityFederationDisabled SessionDurationEscalation")]
    public void Every_operation_succeeds_and_runs_into_every_error_of_its_model(string operation, string errors)
    {
        OperationCase[] cases = [.. OperationTable.Names.Select(row => OperationTable.Named(row.Data)).Where(one => one.Operation == operation)];
        Assert.Contains(cases, one => one.Result is not null);
        Assert.Contains(cases, one => one.Refusal is { Shape: null });
        Assert.Equal(
            errors.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(error => $"{error}Exception"),
            cases.Select(one => one.Refusal?.Shape).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }
}
