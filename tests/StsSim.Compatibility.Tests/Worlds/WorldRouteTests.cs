using System.Net.Http.Json;
using System.Text.Json;
using StsSim.Compatibility.Tests.Control;
using StsSim.Compatibility.Tests.Iam;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Worlds;

public sealed class WorldRouteTests(WorldSimulator simulator) : IClassFixture<WorldSimulator>, IAsyncLifetime
{
    private const string Administrator = "\"managedPolicyArns\":[\"arn:aws:iam::aws:policy/AdministratorAccess\"]";

    private static readonly ClientKey Zoe = new("AKIARZPUZDIKZOE22222", "zoe+secret/0123456789ABCDEFGHIJKLMNOPQRS");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Small => $$"""
        {"accounts":[{"id":"{{TestWorld.AccountId}}","users":[
          {"name":"zoe","accessKeys":[{"accessKeyId":"{{Zoe.AccessKeyId}}","secretAccessKey":"{{Zoe.SecretAccessKey}}"}],{{Administrator}} }]}]}
        """;

    public async ValueTask InitializeAsync() => await simulator.ResetAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_written_out_loads_again_to_the_same_world()
    {
        string first = await simulator.ExportAsync();

        await simulator.ReplaceAsync(first);

        Assert.Equal(first, await simulator.ExportAsync());
        Assert.Contains($"\"$schema\": \"{simulator.Endpoint}_stssim/schemas/world.json\"", first, StringComparison.Ordinal);
        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Status);
    }

    [Fact]
    public async Task What_IAM_changed_is_in_it_too()
    {
        var account = new IamAccount(simulator, TestWorld.AccountId, TestWorld.Root, TestWorld.Alice);
        ClientKey key = await account.CreateUserWithKeyAsync("made-by-iam", """{ "Version": "2012-10-17",  "Statement": {"Effect":"Allow","Action":"iam:*","Resource":"*"} }""");
        (await account.CallAsync("CreateGroup", ("GroupName", "crew"), ("Path", "/x/"))).IsSuccess();
        (await account.CallAsync("AddUserToGroup", ("GroupName", "crew"), ("UserName", "made-by-iam"))).IsSuccess();
        (await account.CallAsync("CreateRole", ("RoleName", "trusting"), ("Description", "For the crew"), ("AssumeRolePolicyDocument",
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{TestWorld.AccountId}}:user/made-by-iam"},"Action":"sts:AssumeRole"}]}"""))).IsSuccess();
        (await account.CallAsync("UpdateAccessKey", ("UserName", "alice"), ("AccessKeyId", TestWorld.Inactive.AccessKeyId), ("Status", "Active"))).IsSuccess();
        string policy = (await account.CallAsync("CreatePolicy", ("PolicyName", "versioned"), ("PolicyDocument",
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}"""))).IsSuccess().Text("Policy/Arn");
        for (int version = 0; version < 2; version++)
        {
            (await account.CallAsync("CreatePolicyVersion", ("PolicyArn", policy), ("SetAsDefault", "true"), ("PolicyDocument",
                """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}"""))).IsSuccess();
        }

        (await account.CallAsync("DeletePolicyVersion", ("PolicyArn", policy), ("VersionId", "v2"))).IsSuccess();
        (await account.CallAsync("CreateAccountAlias", ("AccountAlias", "made-by-iam"))).IsSuccess();
        (await account.CallAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", "spare"), ("Path", "/x/"), ("Tags.member.1.Key", "k"), ("Tags.member.1.Value", "v"))).IsSuccess();
        (await account.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://idp.example.com/tenant"), ("ClientIDList.member.1", "client"), ("ThumbprintList.member.1", new string('a', 40)))).IsSuccess();
        (await account.CallAsync("SetSecurityTokenServicePreferences", ("GlobalEndpointTokenVersion", "v2Token"))).IsSuccess();
        (await account.CallAsync("EnableOutboundWebIdentityFederation")).IsSuccess();
        (await account.CallAsync("PutUserPermissionsBoundary", ("UserName", "bob"), ("PermissionsBoundary", policy))).IsSuccess();
        (await account.CallAsync("TagUser", ("UserName", "bob"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "blue"))).IsSuccess();
        IamAnswer user = (await account.CallAsync("GetUser", ("UserName", "made-by-iam"))).IsSuccess();
        string written = await simulator.ExportAsync();

        await simulator.ReplaceAsync(written);

        Assert.Equal(written, await simulator.ExportAsync());
        Assert.Contains("user/made-by-iam\"", written, StringComparison.Ordinal); // in the trust policy, by its ARN
        IamAnswer again = (await account.CallAsync(key, "GetUser")).IsSuccess();
        Assert.Equal((user.Text("User/UserId"), user.Text("User/CreateDate")), (again.Text("User/UserId"), again.Text("User/CreateDate")));
        Assert.Equal(["v3", "v1"], (await account.CallAsync("ListPolicyVersions", ("PolicyArn", policy))).IsSuccess().Texts("Versions/member/VersionId"));
        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Inactive, "GetCallerIdentity")).Status);
        WireAnswer assumed = await simulator.SendAsync(key, "AssumeRole", $"RoleArn=arn:aws:iam::{TestWorld.AccountId}:role/trusting&RoleSessionName=again");
        Assert.Equal(200, assumed.Status); // a trust that names the user of its own account is enough
    }

    [Fact]
    public async Task Secrets_are_left_out_unless_they_are_asked_for()
    {
        string redacted = await simulator.ExportAsync(withSecrets: false);

        Assert.DoesNotContain(TestWorld.Alice.SecretAccessKey, redacted, StringComparison.Ordinal);
        Assert.Contains(TestWorld.Alice.SecretAccessKey, await simulator.ExportAsync(), StringComparison.Ordinal);
        using HttpResponseMessage response = await simulator.PutAsync(redacted);
        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal(400, problem.Status);
        Assert.Contains($"names the environment variable STSSIM_SECRET_{TestWorld.Alice.AccessKeyId}, which is not set", problem.Detail, StringComparison.Ordinal);
        Assert.All(problem.Paths, path => Assert.EndsWith(".secretAccessKey.env", path, StringComparison.Ordinal));
        using HttpResponseMessage unknown = await simulator.Http.GetAsync(new Uri(simulator.WorldRoute, "?secrets=all"), Cancel);
        Assert.Equal(["secrets"], (await ProblemAnswer.ReadAsync(unknown)).Paths);
    }

    [Fact]
    public async Task Another_world_takes_the_place_of_the_running_one()
    {
        WireAnswer session = await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob");
        ClientKey bob = session.Credentials();
        Assert.Equal(1, (await simulator.LedgerOfAsync("Bob")).Issued);

        await simulator.ReplaceAsync(Small);

        Assert.Equal(200, (await simulator.SendAsync(Zoe, "GetCallerIdentity")).Status);
        Assert.Equal("InvalidClientTokenId", (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Code);
        Assert.Equal("InvalidClientTokenId", (await simulator.SendAsync(TestWorld.Legacy, "GetCallerIdentity")).Code); // its account is no more
        Assert.Equal(403, (await simulator.SendAsync(bob, "GetCallerIdentity")).Status);
        Assert.Equal(0, (await simulator.LedgerOfAsync("Bob")).Issued);
        using HttpResponseMessage gone = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, $"/_stssim/accounts/{TestWorld.OtherAccountId}/quotas"), Cancel);
        Assert.Equal(404, (int)gone.StatusCode);
        Assert.Equal(200, (await simulator.SendAsync((await simulator.SendAsync(Zoe, "GetFederationToken", "Name=Bob")).Credentials(), "GetCallerIdentity")).Status);
    }

    [Theory]
    [InlineData("no json", "$")]
    [InlineData("{}", "$.accounts")]
    [InlineData("""{"accounts":[{"id":"1","usrs":[]}],"quotas":{"default":{}}}""", "$.accounts[0].id", "$.accounts[0].usrs", "$.quotas.default")]
    [InlineData("""{"accounts":[{"id":"123456789012","root":{"accessKeys":[{"generate":{"file":"/etc/hostname"}}]}}]}""", "$.accounts[0].root.accessKeys[0].generate.file")]
    [InlineData("""{"accounts":[{"id":"123456789012","root":{"accessKeys":[{"generate":{"env":"PATH"}}]}}]}""", "$.accounts[0].root.accessKeys[0].generate.env")]
    public async Task A_world_that_is_none_is_a_problem_that_names_every_path_and_changes_nothing(string world, params string[] paths)
    {
        string before = await simulator.ExportAsync();

        using HttpResponseMessage response = await simulator.PutAsync(world);

        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal(400, problem.Status);
        Assert.Equal(paths.Order(), problem.Paths.Order());
        Assert.Equal(before, await simulator.ExportAsync());
    }

    [Fact]
    public async Task A_leased_account_is_no_part_of_the_world_and_stays_when_it_is_replaced()
    {
        JsonElement lease = await simulator.PostAsync("/_stssim/leases", new { });
        string id = lease.GetProperty("accountId").GetString()!;
        var key = new ClientKey(lease.GetProperty("accessKeyId").GetString()!, lease.GetProperty("secretAccessKey").GetString()!);
        Assert.DoesNotContain(id, await simulator.ExportAsync(), StringComparison.Ordinal);

        await simulator.ReplaceAsync(Small);

        Assert.Equal(200, (await simulator.SendAsync(key, "GetCallerIdentity")).Status);
        using HttpResponseMessage response = await simulator.PutAsync($$"""{"accounts":[{"id":"{{id}}"}]}""");
        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);
        Assert.Equal(409, problem.Status);
        Assert.Contains(id, problem.Detail, StringComparison.Ordinal);
        Assert.Equal(200, (await simulator.SendAsync(Zoe, "GetCallerIdentity")).Status);
    }

    [Theory]
    [InlineData("/_stssim/reset")]
    [InlineData("/moto-api/reset")]
    public async Task A_reset_leads_back_to_the_world_of_the_start(string path)
    {
        string start = await simulator.ExportAsync();
        await simulator.ReplaceAsync(Small);
        await simulator.SendAsync(Zoe, "GetFederationToken", "Name=Bob");
        JsonElement lease = await simulator.PostAsync("/_stssim/leases", new { });
        await simulator.SetQuotasAsync("""{"default": {"requestsPerSecond": 1}}""");

        await simulator.ResetAsync(path);

        Assert.Equal(start, await simulator.ExportAsync());
        Assert.Equal(200, (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Status);
        Assert.Equal("InvalidClientTokenId", (await simulator.SendAsync(Zoe, "GetCallerIdentity")).Code);
        Assert.Equal(0, (await simulator.LedgerOfAsync("Bob")).Issued);
        using HttpResponseMessage freed = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, $"/_stssim/leases/{lease.GetProperty("id").GetString()}"), Cancel);
        Assert.Equal(404, (int)freed.StatusCode);
    }

    [Fact]
    public async Task After_a_reset_no_key_was_ever_used()
    {
        var account = new IamAccount(simulator, TestWorld.AccountId, TestWorld.Root, TestWorld.Alice);
        await simulator.SendAsync(TestWorld.Bob, "GetCallerIdentity");
        Assert.True((await account.CallAsync("GetAccessKeyLastUsed", ("AccessKeyId", TestWorld.Bob.AccessKeyId))).IsSuccess().Has("AccessKeyLastUsed/LastUsedDate"));

        await simulator.ResetAsync();

        Assert.False((await account.CallAsync("GetAccessKeyLastUsed", ("AccessKeyId", TestWorld.Bob.AccessKeyId))).IsSuccess().Has("AccessKeyLastUsed/LastUsedDate"));
    }

    /// <summary>Two users of two accounts: in one world both exist, in the other neither.</summary>
    [Fact]
    public async Task No_request_sees_a_world_in_part()
    {
        using var stop = new CancellationTokenSource();
        string[] worlds = [Small, TestWorld.Json];
        int answered = 0;
        Task[] clients = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    // A key of the old form: its account is found by the directory, and its user in the account.
                    foreach (ClientKey key in (ClientKey[])[TestWorld.Legacy, TestWorld.Alice, Zoe])
                    {
                        WireAnswer answer = await simulator.SendAsync(key, "GetCallerIdentity");
                        Assert.True(answer.Status == 200 || answer.Code == "InvalidClientTokenId", answer.Body);
                        Interlocked.Increment(ref answered);
                    }

                    // Alice's account grants nothing to her in one world and everything in the other: never an error of ours.
                    WireAnswer federated = await simulator.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob");
                    Assert.True(federated.Status == 200 || federated.Code == "InvalidClientTokenId", federated.Body);
                }
            }, Cancel))];

        for (int i = 0; i < 30; i++)
        {
            await simulator.ReplaceAsync(worlds[i % 2]);
            bool isSmall = i % 2 == 0;
            Assert.Equal(isSmall ? 200 : 403, (await simulator.SendAsync(Zoe, "GetCallerIdentity")).Status);
            Assert.Equal(isSmall ? 403 : 200, (await simulator.SendAsync(TestWorld.Alice, "GetCallerIdentity")).Status);
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Assert.True(answered > 0);
    }

    [Fact]
    public async Task The_schema_is_served()
    {
        using HttpResponseMessage response = await simulator.Http.GetAsync(new Uri(simulator.Endpoint, "/_stssim/schemas/world.json"), Cancel);

        Assert.Equal("application/schema+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement schema = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
    }

    [Fact]
    public async Task A_page_from_elsewhere_cannot_reset_by_either_name()
    {
        foreach (string path in (string[])["/_stssim/reset", "/moto-api/reset"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(simulator.Endpoint, path)) { Headers = { { "Origin", "http://evil.example" } } };
            using HttpResponseMessage response = await simulator.Http.SendAsync(request, Cancel);
            Assert.Equal(403, (int)response.StatusCode);
        }
    }
}
