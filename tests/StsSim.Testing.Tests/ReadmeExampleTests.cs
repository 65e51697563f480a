using System.Reflection;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.Testing.Tests;

public sealed class ReadmeExampleTests
{
    private static readonly string Folder = typeof(ReadmeExampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ProjectFolder").Value!;

#pragma warning disable xUnit1051 // Examples are for those who read them first.
    [Fact]
    public async Task The_example_works()
    {
        await using StsSimulator simulator = await StsSimulator.StartAsync();
        await using LeasedAccount account = await simulator.LeaseAccountAsync();

        var sts = new AmazonSecurityTokenServiceClient(
            account.Credentials.AccessKeyId,
            account.Credentials.SecretAccessKey,
            new AmazonSecurityTokenServiceConfig { ServiceURL = simulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
        await sts.GetFederationTokenAsync(new GetFederationTokenRequest { Name = "Bob" });

        FederatedUserLedger bob = await account.GetFederatedUserAsync("Bob");
        Assert.Equal(1, bob.Issued);

        await account.PutFaultAsync("busy", new FaultRule
        {
            Match = new FaultMatch { Operations = ["AssumeRole"] },
            Trigger = FaultTrigger.FirstOnes(2),
            Effect = FaultEffect.Error("Throttling"),
        });
        await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = account.RoleArn, RoleSessionName = "run" }); // the SDK tries three times

        FaultRuleStatus busy = Assert.Single(await account.GetFaultsAsync());
        Assert.Equal((3, 2), (busy.Considered, busy.Fired));
    }
#pragma warning restore xUnit1051

    [Theory]
    [InlineData("../../src/StsSim.Testing/README.md", "await using StsSimulator simulator")]
    [InlineData("../../src/StsSim.Testing/README.md", "await account.PutFaultAsync(")]
    [InlineData("../../README.md", "await using StsSimulator simulator")]
    public async Task It_is_the_one_in_the_README(string readme, string beginning)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Folder, readme), TestContext.Current.CancellationToken);
        string source = await File.ReadAllTextAsync(Path.Combine(Folder, "ReadmeExampleTests.cs"), TestContext.Current.CancellationToken);

        string example = text[text.IndexOf(beginning, StringComparison.Ordinal)..];
        string[] lines = [.. example[..example.IndexOf("```", StringComparison.Ordinal)].Trim().Split('\n').Select(line => line.Length == 0 ? "" : "        " + line)];

        Assert.Contains(string.Join('\n', lines), source, StringComparison.Ordinal);
    }
}
