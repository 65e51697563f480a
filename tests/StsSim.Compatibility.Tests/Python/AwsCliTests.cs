using System.Text.Json;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Python;

public sealed class AwsCliTests(SharedSimulator simulator)
{
    [Fact]
    public async Task Get_federation_token_and_what_its_credentials_say()
    {
        (int exitCode, string output, string error) = await ClientProgram.RunAwsAsync(
            TestWorld.Alice, simulator.Endpoint, "get-federation-token", "--name", "Bob", "--tags", "Key=Team,Value=Red Blue");
        Assert.True(exitCode == 0, error);
        JsonElement issued = JsonElement.Parse(output);
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", issued.GetProperty("FederatedUser").GetProperty("Arn").GetString());
        JsonElement credentials = issued.GetProperty("Credentials");
        var session = new ClientKey(
            credentials.GetProperty("AccessKeyId").GetString()!,
            credentials.GetProperty("SecretAccessKey").GetString()!,
            credentials.GetProperty("SessionToken").GetString());

        (exitCode, output, error) = await ClientProgram.RunAwsAsync(session, simulator.Endpoint, "get-caller-identity");
        Assert.True(exitCode == 0, error);
        JsonElement identity = JsonElement.Parse(output);
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", identity.GetProperty("Arn").GetString());
        Assert.Equal("123456789012:Bob", identity.GetProperty("UserId").GetString());
    }

    [Fact]
    public async Task A_denial_is_printed_with_its_code_and_text()
    {
        (int exitCode, _, string error) = await ClientProgram.RunAwsAsync(
            TestWorld.Bob, simulator.Endpoint, "get-federation-token", "--name", "Eve");
        Assert.NotEqual(0, exitCode);
        Assert.Contains(
            "An error occurred (AccessDenied) when calling the GetFederationToken operation: "
            + "User: arn:aws:iam::123456789012:user/bob is not authorized to perform: sts:GetFederationToken on resource: ",
            error,
            StringComparison.Ordinal);
    }
}
