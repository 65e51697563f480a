using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Throttling;

/// <summary>Which operations share a bucket, and whose account pays. Rates are so low that the burst alone decides.</summary>
public sealed class OperationSplitTests(ThrottledSimulator simulator) : IClassFixture<ThrottledSimulator>
{
    private const string OneEach = """{"default": {"requestsPerSecond": 0, "burst": 1}, "operations": null, "perFederatedUser": null, "perPrincipal": null, "perSource": null}""";
    private const string Role = $"arn:aws:iam::{TestWorld.AccountId}:role/nobody-has-it";

    public static TheoryData<string> Shared { get; } =
        ["AssumeRole", "DecodeAuthorizationMessage", "GetAccessKeyInfo", "GetCallerIdentity", "GetFederationToken", "GetSessionToken"];

    public static TheoryData<string> Apart { get; } =
        ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "GetDelegatedAccessToken", "GetWebIdentityToken"];

    [Theory]
    [MemberData(nameof(Shared))]
    public async Task Six_operations_share_the_bucket_of_a_region(string operation)
    {
        string region = RegionOf(operation);
        await simulator.SetQuotasAsync(OneEach);
        Assert.Null(await ThrottledByAsync(operation, region));

        foreach (string other in Shared.Select(row => row.Data))
        {
            Assert.Equal($"{TestWorld.AccountId}/{region}", await ThrottledByAsync(other, region));
        }
    }

    [Theory]
    [MemberData(nameof(Apart))]
    public async Task Every_other_operation_has_a_bucket_of_its_own(string operation)
    {
        string region = RegionOf(operation);
        await simulator.SetQuotasAsync(OneEach);
        Assert.Null(await ThrottledByAsync(operation, region));

        Assert.Equal($"{TestWorld.AccountId}/{region}/{operation}", await ThrottledByAsync(operation, region));
        foreach (string other in Apart.Select(row => row.Data).Where(other => other != operation).Append("GetCallerIdentity"))
        {
            Assert.Null(await ThrottledByAsync(other, region));
        }
    }

    [Fact]
    public async Task An_operation_that_is_named_leaves_the_shared_bucket_and_comes_back()
    {
        const string Region = "eu-central-1";
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 2}, "operations": {"GetSessionToken": {"requestsPerSecond": 0, "burst": 1}}}""");
        Assert.Null(await ThrottledByAsync("GetSessionToken", Region));
        Assert.Equal($"{TestWorld.AccountId}/{Region}/GetSessionToken", await ThrottledByAsync("GetSessionToken", Region));
        Assert.Null(await ThrottledByAsync("GetCallerIdentity", Region));

        await simulator.SetQuotasAsync("""{"operations": null}""");

        Assert.Null(await ThrottledByAsync("GetSessionToken", Region)); // the second of the shared two
        Assert.Equal($"{TestWorld.AccountId}/{Region}", await ThrottledByAsync("GetSessionToken", Region));
    }

    [Fact]
    public async Task The_callers_account_pays_for_a_role_of_another()
    {
        const string Region = "eu-north-1";
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 100000, "burst": 100000}, "operations": null}""");
        string trust = Uri.EscapeDataString(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{TestWorld.AccountId}}}:root"},"Action":"sts:AssumeRole"}}""");
        StsRequest create = new(TestWorld.Legacy, $"Action=CreateRole&Version=2010-05-08&RoleName=visited&AssumeRolePolicyDocument={trust}") { Service = "iam" };
        Assert.Equal(200, (await simulator.SendAsync(create)).Status);
        StsRequest assume = StsRequest.Of(TestWorld.Alice, "AssumeRole", $"RoleArn=arn:aws:iam::{TestWorld.OtherAccountId}:role/visited&RoleSessionName=guest") with { Region = Region };

        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 0, "burst": 2}}""");

        (await simulator.SendAsync(assume)).IsSuccessOf("AssumeRole");
        (await simulator.SendAsync(assume)).IsSuccessOf("AssumeRole");
        WireAnswer refusal = await simulator.SendAsync(assume);
        refusal.IsRefusal(400, "Throttling", "Rate exceeded");
        Assert.Equal($"{TestWorld.AccountId}/{Region}", refusal.Headers["x-stssim-throttled-by"]);
        (await simulator.SendAsync(StsRequest.Of(TestWorld.Legacy, "GetCallerIdentity") with { Region = Region })).IsSuccessOf("GetCallerIdentity");
    }

    // A Region for each, so that no test finds another's bucket.
    private static string RegionOf(string operation) => $"ap-{operation.ToLowerInvariant()[..Math.Min(18, operation.Length)]}-{operation.Length % 10}";

    // Validation comes after admission, so that a request without parameters will do.
    private async Task<string?> ThrottledByAsync(string operation, string region)
    {
        bool unsigned = operation is "AssumeRoleWithSAML" or "AssumeRoleWithWebIdentity";
        using HttpRequestMessage request = unsigned
            ? new HttpRequestMessage(HttpMethod.Post, simulator.Endpoint)
            {
                Content = new StringContent($"Action={operation}&Version=2011-06-15&RoleArn={Role}", encoding: null, "application/x-www-form-urlencoded"),
                Headers = { Host = $"sts.{region}.amazonaws.com" },
            }
            : (StsRequest.Of(TestWorld.Alice, operation, "") with { Region = region }).ToMessage(simulator.Endpoint);
        WireAnswer answer = await simulator.SendAsync(request);
        Assert.Equal(answer.IsThrottled, answer.Headers.ContainsKey("x-stssim-throttled-by"));
        return answer.IsThrottled ? answer.Headers["x-stssim-throttled-by"] : null;
    }
}
