using System.Globalization;
using System.Text.Json;
using StsSim.Compatibility.Tests.Sdk.Federation;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Control;

/// <summary><c>POST /_stssim/authorize</c>: what a federated session may do, no more and no less.</summary>
public sealed class AuthorizeRouteTests(FederationSimulator simulator)
{
    private const string Object = "arn:aws:s3:::b/k";

    [Theory]
    [InlineData(null, "s3:GetObject", "implicitDeny", "session")] // without session policies, nothing
    [InlineData("s3:Get*", "s3:GetObject", "allowed", null)]
    [InlineData("s3:Get*", "s3:PutObject", "implicitDeny", "session")]
    [InlineData("*", "s3:PutObject", "allowed", null)]
    [InlineData("*", "ec2:RunInstances", "implicitDeny", "identity")] // beyond the user's own
    [InlineData("*", "s3:DeleteObject", "explicitDeny", "identity")]
    public async Task A_federated_session_has_the_intersection(string? sessionAction, string action, string decision, string? deniedBy)
    {
        JsonElement answer = await DecideAsync(await FederateAsync(sessionAction), action);

        Assert.Equal(decision, answer.GetProperty("decision").GetString());
        Assert.Equal(deniedBy, answer.TryGetProperty("deniedBy", out JsonElement by) ? by.GetString() : null);
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Fred", answer.GetProperty("principal").GetString());
    }

    [Theory]
    [InlineData("arn:aws:sts::123456789012:federated-user/Fred", "s3:PutObject", "allowed")] // not limited by the session policy
    [InlineData("arn:aws:sts::123456789012:federated-user/Fred", "s3:DeleteObject", "explicitDeny")]
    [InlineData("arn:aws:sts::123456789012:federated-user/Ned", "s3:PutObject", "implicitDeny")]
    [InlineData("arn:aws:iam::123456789012:user/bob", "s3:PutObject", "implicitDeny")] // still limited
    [InlineData("arn:aws:iam::123456789012:user/bob", "s3:GetObject", "allowed")]
    [InlineData("123456789012", "s3:PutObject", "implicitDeny")]
    public async Task A_resource_policy_adds_what_it_grants_to_the_session_by_name(string principal, string action, string decision)
    {
        object policy = new { Version = "2012-10-17", Statement = new { Effect = "Allow", Principal = new { AWS = principal }, Action = "s3:*", Resource = "*" } };

        JsonElement answer = await simulator.AuthorizeAsync(
            new { sessionToken = (await FederateAsync("s3:Get*")).SessionToken, action, resource = Object, resourcePolicy = policy });

        Assert.Equal(decision, answer.GetProperty("decision").GetString());
    }

    [Fact]
    public async Task Every_statement_that_matched_is_named()
    {
        JsonElement answer = await DecideAsync(await FederateAsync("s3:Get*"), "s3:GetObject");

        Assert.Equal(
            [("identity", "s3", 0, "Allow"), ("session", "Policy", 0, "Allow")],
            answer.GetProperty("matchedStatements").EnumerateArray().Select(statement => (
                statement.GetProperty("policy").GetString()!, statement.GetProperty("name").GetString()!,
                statement.GetProperty("index").GetInt32(), statement.GetProperty("effect").GetString()!)));
    }

    [Fact]
    public async Task A_caller_is_named_by_key_by_token_or_by_a_signed_request()
    {
        Assert.Equal("allowed", (await simulator.AuthorizeAsync(new { accessKeyId = FederationWorld.Bob.AccessKeyId, action = "s3:GetObject", resource = Object }))
            .GetProperty("decision").GetString());

        StsRequest request = StsRequest.Of(FederationWorld.Bob, "GetCallerIdentity");
        JsonElement signed = await simulator.AuthorizeAsync(new
        {
            signedRequest = new
            {
                method = "POST",
                headers = new Dictionary<string, string>(request.SignedHeaders("bucket.example")) { ["Authorization"] = request.Authorization("bucket.example") },
                body = request.Form,
            },
            action = "s3:GetObject",
            resource = Object,
        });
        Assert.Equal(("allowed", "arn:aws:iam::123456789012:user/bob"), (signed.GetProperty("decision").GetString(), signed.GetProperty("principal").GetString()));
    }

    [Fact]
    public async Task Context_keys_go_into_the_evaluation()
    {
        object policy = new { Version = "2012-10-17", Statement = new { Effect = "Deny", Principal = "*", Action = "*", Resource = "*", Condition = new { NumericGreaterThan = new Dictionary<string, int> { ["s3:max-keys"] = 10 } } } };

        await CheckAsync(10, "allowed");
        await CheckAsync(11, "explicitDeny");

        async Task CheckAsync(int keys, string decision) => Assert.Equal(decision, (await simulator.AuthorizeAsync(new
        {
            accessKeyId = FederationWorld.Bob.AccessKeyId,
            action = "s3:ListBucket",
            resource = "arn:aws:s3:::b",
            context = new Dictionary<string, object> { ["s3:max-keys"] = keys },
            resourcePolicy = policy,
        })).GetProperty("decision").GetString());
    }

    [Theory]
    [InlineData("""{"action":"s3:GetObject","resource":"*"}""", "$")]
    [InlineData("""{"accessKeyId":"AKIANOBODY","action":"s3:GetObject","resource":"*"}""", "$.accessKeyId")]
    [InlineData("""{"sessionToken":"x","action":"s3:GetObject","resource":"*"}""", "$.sessionToken")]
    [InlineData("""{"accessKeyId":"AKIARZPUZDIKBOB22222","resource":"*"}""", "$.action")]
    [InlineData("""{"accessKeyId":"AKIARZPUZDIKBOB22222","action":"s3:GetObject","resource":"*","resourcePolicy":{"Statement":[]}}""", "$.resourcePolicy.Statement")]
    [InlineData("""{"accessKeyId":"AKIARZPUZDIKBOB22222","action":"s3:GetObject","resource":"*","colour":"red"}""", "$.colour")]
    [InlineData("""{"signedRequest":{"headers":{}},"action":"s3:GetObject","resource":"*"}""", "$.signedRequest")]
    [InlineData("not json", "$")]
    public async Task What_is_wrong_is_a_problem_that_names_its_path(string body, string path)
    {
        using var content = new StringContent(body);
        using HttpResponseMessage response = await simulator.Http.PostAsync(
            new Uri(simulator.Endpoint, "/_stssim/authorize"), content, TestContext.Current.CancellationToken);

        ProblemAnswer problem = await ProblemAnswer.ReadAsync(response);

        Assert.Equal(400, problem.Status);
        Assert.Equal([path], problem.Paths);
    }

    // Against a model that says it in three lines: the user's actions and the session's actions, the deny before both.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Any_session_policy_gives_the_intersection(int seed)
    {
        var random = new Random(seed);
        string[] verbs = ["Get", "Put", "List", "Delete"];
        for (int round = 0; round < 25; round++)
        {
            string[] allowed = [.. verbs.Where(_ => random.Next(2) == 0)];
            string denied = random.Next(2) == 0 ? verbs[random.Next(verbs.Length)] : "Nothing";
            string policy = JsonSerializer.Serialize(new
            {
                Version = "2012-10-17",
                Statement = new object[]
                {
                    new { Effect = "Allow", Action = (string[])["x:Never", .. allowed.Select(verb => $"s3:{verb}*")], Resource = "*" },
                    new { Effect = "Deny", Action = $"s3:{denied}*", Resource = "*" },
                },
            });
            ClientKey session = await IssueAsync($"Policy={Uri.EscapeDataString(policy)}");
            string verb = verbs[random.Next(verbs.Length)];

            string expected = verb == "Delete" || verb == denied ? "explicitDeny" : allowed.Contains(verb) ? "allowed" : "implicitDeny";

            Assert.True(
                expected == (await DecideAsync(session, $"s3:{verb}Object")).GetProperty("decision").GetString(),
                string.Create(CultureInfo.InvariantCulture, $"seed {seed}, round {round}: {verb} under {policy}"));
        }
    }

    private Task<JsonElement> DecideAsync(ClientKey session, string action) =>
        simulator.AuthorizeAsync(new { sessionToken = session.SessionToken, action, resource = Object });

    private Task<ClientKey> FederateAsync(string? action) => IssueAsync(action is null
        ? ""
        : "Policy=" + Uri.EscapeDataString($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]}"""));

    private async Task<ClientKey> IssueAsync(string policy) =>
        (await simulator.SendAsync(FederationWorld.Bob, "GetFederationToken", $"Name=Fred&{policy}".TrimEnd('&'))).Credentials();
}
