using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hostile;

[Collection(nameof(HostileInput))]
public sealed class ActionTests(HostileSimulator simulator)
{
    [Theory]
    [InlineData("Action=GetEverything&Version=2011-06-15", "Could not find operation GetEverything for version 2011-06-15")]
    [InlineData("Action=getcalleridentity&Version=2011-06-15", "Could not find operation getcalleridentity for version 2011-06-15")]
    [InlineData("Action=GetCallerIdentity%00&Version=2011-06-15", "Could not find operation GetCallerIdentity\uFFFD for version 2011-06-15")]
    [InlineData("Action=%3Cscript%3E%26amp%3B&Version=2011-06-15", "Could not find operation <script>&amp; for version 2011-06-15")]
    [InlineData("Action=GetCallerIdentity&Version=2010-05-08", "Could not find operation GetCallerIdentity for version 2010-05-08")]
    [InlineData("Action=GetCallerIdentity", "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED")]
    [InlineData("Action=GetCallerIdentity&Version=", "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED")]
    [InlineData("Action=GetCallerIdentity&version=2011-06-15", "Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED")]
    public async Task An_unknown_action_or_version_is_400_InvalidAction(string form, string message) =>
        await simulator.RefusesAsync(new StsRequest(TestWorld.Alice, form), 400, "InvalidAction", message);

    [Fact]
    public async Task An_unknown_action_is_refused_before_a_missing_signature() => await simulator.RefusesAsync(
        new StsRequest(null, "Action=Nothing&Version=2011-06-15"), 400, "InvalidAction", "Could not find operation Nothing for version 2011-06-15");

    [Theory]
    [InlineData("GetCallerIdentity")]
    [InlineData("GetFederationToken")]
    [InlineData("GetSessionToken")]
    [InlineData("GetAccessKeyInfo")]
    public async Task Without_authentication_it_is_403_MissingAuthenticationToken(string action) => await simulator.RefusesAsync(
        StsRequest.Of(null, action), 403, "MissingAuthenticationToken", "Request is missing Authentication Token");

    [Fact]
    public async Task An_unsigned_GET_is_403_MissingAuthenticationToken() => await simulator.RefusesAsync(
        new StsRequest(null, "") { Method = "GET", Query = "Action=GetCallerIdentity&Version=2011-06-15" },
        403,
        "MissingAuthenticationToken",
        "Request is missing Authentication Token");
}
