using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StackExchange.Redis;
using StsSim.Compatibility.Tests.Durability;
using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Operations.Iam;

namespace StsSim.Compatibility.Tests.Secrets;

/// <summary>
/// Whatever the program writes while everything is done to it that can be done, no secret it was given or has issued is in
/// it: answers, terminal at its most talkative, logs, traces and metrics of a collector, files. Answers that are there to
/// hand a secret out are excepted for that secret alone.
/// </summary>
public sealed class SecretScanTests
{
    private static readonly string[] Effects =
    [
        """{"type":"error","code":"Throttling"}""", """{"type":"error","code":"InternalFailure","status":500}""", """{"type":"abort","at":"beforeHeaders"}""",
        """{"type":"abort","at":"midBody"}""", """{"type":"badChunk"}""", """{"type":"capacity","concurrency":1,"serviceTime":{"kind":"fixed","ms":1}}""",
        """{"type":"clockSkew","seconds":3600}""", """{"type":"closeConnection"}""", """{"type":"contentType","value":"text/html"}""", """{"type":"duplicateHeaders"}""",
        """{"type":"expireSessions","afterSeconds":0}""", """{"type":"garbage","bytes":64}""", """{"type":"gatewayError","status":502}""", """{"type":"hang","seconds":0.01}""",
        """{"type":"latency","distribution":{"kind":"fixed","ms":1}}""", """{"type":"malform"}""", """{"type":"reply","status":200,"body":"x"}""",
        """{"type":"trickle","durationMs":10}""", """{"type":"truncate","fraction":0.5}""", """{"type":"unknownKeys","forSeconds":60}""",
    ];

    private readonly SecretScan _scan = new();
    private readonly SecretWorld _world;

    public SecretScanTests() => _world = new SecretWorld(_scan);

    [Fact]
    public async Task Nothing_that_is_written_holds_a_secret()
    {
        await using TalkativeHost host = await TalkativeHost.StartAsync(_scan, _world.Json());

        await ExerciseAsync(host);
        await host.StopAsync();

        IsClean();
    }

    [Fact]
    public async Task Nor_where_Redis_keeps_the_world()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        string password = _scan.Knows("the password of Redis", $"redis+{Guid.NewGuid():N}/password");
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync($"{server.Connection},allowAdmin=true");
        await redis.GetServers()[0].ConfigSetAsync("requirepass", password);
        var settings = new Dictionary<string, string> { ["StsSim__Redis"] = $"{server.Connection},password={password}" };
        await using TalkativeHost host = await TalkativeHost.StartAsync(_scan, _world.Json(), settings);
        await KnowTheKeyRingAsync(redis);

        await ExerciseAsync(host);
        await KnowTheKeyRingAsync(redis);
        await host.StopAsync();

        IsClean();
    }

    [Theory]
    [InlineData("StsSim__Redis", "127.0.0.1:1,connectTimeout=100,password={0}")]
    [InlineData("StsSim__Redis", "127.0.0.1:1,password={0},nonsense=1")]
    [InlineData("StsSim__Postgres", "Host=127.0.0.1;Port=1;Database=d;Username=u;Password={0}")]
    [InlineData("StsSim__Postgres", "Host=127.0.0.1;Nonsense=1;Password={0}")]
    [InlineData("StsSim__Postgres", "postgres://user:{0}@127.0.0.1:1/d")]
    [InlineData("StsSim__Postgres", "postgres://user:{0}@127.0.0.1:port/d")]
    [InlineData("StsSim__TlsPassword", "{0}")]
    public async Task A_start_that_fails_says_no_password(string setting, string value)
    {
        string password = _scan.Knows("the password", $"p{Guid.NewGuid():N}");
        var environment = new Dictionary<string, string> { [setting] = string.Format(null, value, password), ["StsSim__TlsCertificate"] = typeof(SecretScanTests).Assembly.Location, ["StsSim__Urls"] = "https://127.0.0.1:0" };
        await using HostProcess host = HostProcess.Start(environment);

        _scan.Wrote("the error", await host.FailsAsync());
        _scan.Wrote("standard output", host.Output);

        Assert.Empty(_scan.Findings());
    }

    private void IsClean()
    {
        // A scan of nothing finds nothing.
        string[] sources = [.. _scan.Written.Select(written => written.Source).Distinct()];
        Assert.Superset(
            new HashSet<string>
            {
                "standard output", "standard error", "what is exported to /v1/logs", "what is exported to /v1/traces", "what is exported to /v1/metrics", "the file stssim-ca.pem",
                "GET /_stssim/world", "GET /_stssim/report", "GET /_stssim/clients", "GET /_stssim/invocations", "GET /_stssim/events", "GET /metrics", "the answer to CreateAccessKey",
            },
            sources.ToHashSet());
        Assert.Contains(_scan.Written, written => written.Source == "standard error" && written.Text.Contains("dbug: ", StringComparison.Ordinal));
        Assert.True(_scan.Secrets > 400, $"{_scan.Secrets} secrets are looked for.");

        IReadOnlyList<string> findings = _scan.Findings();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private async Task ExerciseAsync(TalkativeHost host)
    {
        ClientKey session = await CallStsAsync(host);
        await CallIamAsync(host);
        await MistakeAsync(host, session);
        foreach (string effect in Effects)
        {
            (int status, string body) = await host.ControlAsync("PUT", "/_stssim/faults/x", $$"""{"effect":{{effect}}}""");
            Assert.True(status is 200 or 201, $"{effect}: {body}");
            await host.StsAsync(_world.Admin, "GetFederationToken", "Name=Bob");
            await host.StsAsync(session, "GetCallerIdentity");
            await host.StsAsync(null, "AssumeRoleWithWebIdentity", $"RoleArn={SecretWorld.RoleArn("web")}&RoleSessionName=ss&WebIdentityToken={await host.MintAsync("/_stssim/idp/oidc/token", """{"subject":"a"}""")}");
        }

        Assert.Equal(204, (await host.ControlAsync("DELETE", "/_stssim/faults")).Status);
        await VisitEveryRouteAsync(host);

        // The scanner sees them where they are meant to be.
        string asked = await host.WorldWithSecretsAsync();
        Assert.Contains(_world.Admin.SecretAccessKey, Regex.Unescape(asked), StringComparison.Ordinal);
        await ReplaceTheWorldAsync(host, asked);
    }

    private async Task<ClientKey> CallStsAsync(TalkativeHost host)
    {
        ClientKey session = (await host.StsAsync(_world.Admin, "GetFederationToken", "Name=Bob&DurationSeconds=3600"))!.Credentials();
        ClientKey role = (await host.StsAsync(_world.Admin, "AssumeRole", $"RoleArn={SecretWorld.RoleArn("app")}&RoleSessionName=ss&ExternalId=ee"))!.Credentials();
        foreach (ClientKey caller in new[] { session, role, _world.Root, _world.Inactive, _world.Member, session with { SecretAccessKey = _world.Admin.SecretAccessKey }, _world.Admin with { SecretAccessKey = _world.Root.SecretAccessKey } })
        {
            await host.StsAsync(caller, "GetCallerIdentity");
        }

        (await host.StsAsync(_world.Admin, "GetSessionToken"))!.Credentials();
        (await host.StsAsync(_world.Admin, "AssumeRoot", $"TargetPrincipal={SecretWorld.MemberAccountId}&TaskPolicyArn.arn=arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials"))!.Credentials();
        (await host.StsAsync(_world.Admin, "GetWebIdentityToken", "Audience.member.1=a&SigningAlgorithm=RS256"))!.IsSuccessOf("GetWebIdentityToken");
        await host.StsAsync(_world.Admin, "GetAccessKeyInfo", $"AccessKeyId={session.AccessKeyId}");
        await host.StsAsync(_world.Admin, "DecodeAuthorizationMessage", "EncodedMessage=abc");

        (ClientKey key, string serial, string code) = _world.TakeCode(TimeProvider.System.GetUtcNow());
        _scan.KnowsCode("an MFA code", code);
        string mfa = $"SerialNumber={serial}&TokenCode={code}";
        (await host.StsAsync(key, "GetSessionToken", mfa))!.Credentials();
        Assert.Equal(403, (await host.StsAsync(key, "GetSessionToken", mfa))!.Status); // works once
        Assert.Equal(403, (await host.StsAsync(key, "AssumeRole", $"RoleArn={SecretWorld.RoleArn("app")}&RoleSessionName=ss&{mfa}"))!.Status);

        string token = await host.MintAsync("/_stssim/idp/oidc/token", """{"subject":"alice","audience":"sts.amazonaws.com"}""");
        string web = $"RoleArn={SecretWorld.RoleArn("web")}&RoleSessionName=ss&WebIdentityToken=";
        (await host.StsAsync(null, "AssumeRoleWithWebIdentity", web + token))!.Credentials();
        foreach (string bad in new[] { token + "A", token[..^30], "x" + token, token.Replace('.', ','), token + new string('A', 30_000), await host.MintAsync("/_stssim/idp/oidc/token", """{"subject":"alice","expiresInSeconds":-4000}"""), await host.MintAsync("/_stssim/idp/oidc/token", """{"subject":"alice","audience":"other"}"""), await host.MintAsync("/_stssim/idp/oidc/token", """{"subject":"alice","signWith":"unknownKey"}""") })
        {
            Assert.NotEqual(200, (await host.StsAsync(null, "AssumeRoleWithWebIdentity", web + bad))!.Status);
        }

        string opaque = await host.MintAsync("/_stssim/idp/oauth/token", """{"providerId":"www.amazon.com","appId":"a","userId":"u"}""");
        string amazon = $"RoleArn={SecretWorld.RoleArn("amazon")}&RoleSessionName=ss&ProviderId=www.amazon.com&WebIdentityToken=";
        (await host.StsAsync(null, "AssumeRoleWithWebIdentity", amazon + Uri.EscapeDataString(opaque)))!.Credentials();
        await host.StsAsync(null, "AssumeRoleWithWebIdentity", amazon + Uri.EscapeDataString(opaque + "x"));

        string assertion = await host.MintAsync("/_stssim/idp/saml/assertion", $$"""{"roleArn":"{{SecretWorld.RoleArn("saml")}}","sessionName":"alice"}""");
        XElement response = XElement.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(assertion)));
        string saml = $"RoleArn={SecretWorld.RoleArn("saml")}&PrincipalArn=arn:aws:iam::{SecretWorld.AccountId}:saml-provider/stssim&SAMLAssertion=";
        (await host.StsAsync(null, "AssumeRoleWithSAML", saml + Uri.EscapeDataString(assertion)))!.Credentials();
        foreach (string bad in new[] { assertion[..^40], "AAAA" + assertion, Convert.ToBase64String(Encoding.UTF8.GetBytes(response.ToString())), assertion + "!" })
        {
            Assert.NotEqual(200, (await host.StsAsync(null, "AssumeRoleWithSAML", saml + Uri.EscapeDataString(bad)))!.Status);
        }

        string tradeIn = await host.MintAsync("/_stssim/idp/delegation/token", $$"""{"principalArn":"{{SecretWorld.RoleArn("app")}}","sessionName":"partner"}""");
        (await host.StsAsync(_world.Admin, "GetDelegatedAccessToken", $"TradeInToken={Uri.EscapeDataString(tradeIn)}"))!.Credentials();
        await host.StsAsync(_world.Admin, "GetDelegatedAccessToken", $"TradeInToken={Uri.EscapeDataString(tradeIn + "x")}");
        return session;
    }

    private async Task CallIamAsync(TalkativeHost host)
    {
        WireAnswer made = (await host.IamAsync(_world.Admin, "CreateAccessKey", "UserName=mfa-0"))!;
        Assert.Equal(200, made.Status);
        Assert.Equal(200, (await host.IamAsync(_world.Admin, "CreateVirtualMFADevice", "VirtualMFADeviceName=spare"))!.Status);
        _scan.Knows("a private key for SAML", "PrivateKeyThatIAMIsGiven0123456789");
        string metadata = Uri.EscapeDataString((await host.ControlAsync("GET", "/_stssim/idp/saml/metadata")).Body);
        await host.IamAsync(_world.Admin, "CreateSAMLProvider", $"Name=other&SAMLMetadataDocument={metadata}&AssertionEncryptionMode=Required&AddPrivateKey=PrivateKeyThatIAMIsGiven0123456789");
        await host.IamAsync(_world.Admin, "EnableMFADevice", $"UserName=loadtest&SerialNumber=arn:aws:iam::{SecretWorld.AccountId}:mfa/spare&AuthenticationCode1=000000&AuthenticationCode2=000001");
        foreach (string action in typeof(IamOperation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(IamOperation)) && !type.IsAbstract).Select(type => type.Name).Order(StringComparer.Ordinal))
        {
            await host.IamAsync(_world.Admin, action);
            await host.IamAsync(_world.Admin, action, "UserName=mfa-1&MaxItems=1000");
        }
    }

    // Secrets where they do not belong, and what is wrong beside them.
    private async Task MistakeAsync(TalkativeHost host, ClientKey session)
    {
        _scan.Knows("the signature of a presigned request", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdee");
        string presigned = $"Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={session.AccessKeyId}%2F20260101%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=900&X-Amz-Security-Token={Uri.EscapeDataString(session.SessionToken!)}&X-Amz-SignedHeaders=host&X-Amz-Signature=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdee";
        await host.SendAsync(new StsRequest(null, "") { Method = "GET", Query = presigned }, "a presigned request");
        await host.StsAsync(session with { SessionToken = session.SessionToken![..^8] + "AAAAAAA=" }, "GetCallerIdentity");
        await host.StsAsync(session with { SessionToken = _world.Admin.SecretAccessKey }, "GetCallerIdentity");
        await host.StsAsync(_world.Admin, "AssumeRole", $"RoleArn={SecretWorld.RoleArn("app")}&RoleSessionName=%&Policy=%7B");

        string token = JsonSerializer.Serialize(session.SessionToken);
        string secret = JsonSerializer.Serialize(_world.Admin.SecretAccessKey);
        foreach (string body in new[]
        {
            $$"""{"sessionToken":{{token}},"action":"s3:GetObject","resource":"*"}""",
            $$"""{"accessKeyId":"{{session.AccessKeyId}}","sessionToken":{{token}},"action":"","resource":"*"}""",
            $$"""{"sessionToken":{{token[..^5]}}","action":"s3:GetObject","resource":"*"}""",
            $$"""{"accessKeyId":"{{_world.Admin.AccessKeyId}}","secretAccessKey":{{secret}},"action":"s3:GetObject","resource":"*"}""",
            $$"""{"sessionToken":{{token}}""",
            $$"""{"sessionToken":[{{token}}]}""",
            $$"""{{secret}}""",
            SignedRequest(session),
            SignedRequest(session with { SecretAccessKey = _world.Root.SecretAccessKey }),
        })
        {
            await host.ControlAsync("POST", "/_stssim/authorize", body);
        }

        foreach (string authorization in new[] { "Bearer wrong", "Basic d3Jvbmc=", host.Basic })
        {
            await host.ControlAsync("GET", "/_stssim/faults", authorization: authorization);
            await host.ControlAsync("GET", "/_stssim/report", authorization: authorization);
        }

        string json = _world.Json();
        foreach (string world in new[]
        {
            json[..^20],
            json.Replace("\"secretAccessKey\": \"", "\"secretAcessKey\": \"", StringComparison.Ordinal),
            json.Replace($"\"{_world.Root.SecretAccessKey}\"", $"[\"{_world.Root.SecretAccessKey}\"]", StringComparison.Ordinal),
            json.Replace($"\"{_world.Root.SecretAccessKey}\"", $"\"{_world.Root.SecretAccessKey}", StringComparison.Ordinal),
            json.Replace("\"seed\": \"", "\"seed\": \"1", StringComparison.Ordinal),
            json.Replace("\"accessKeyId\": \"AKIA", "\"accessKeyId\": \"A-", StringComparison.Ordinal),
            json.Replace("\"serialNumber\": ", "\"serial\": ", StringComparison.Ordinal),
        })
        {
            (int status, string body) = await host.ControlAsync("PUT", "/_stssim/world", world);
            Assert.True(status == 400, $"A world of {world.Length} characters where {json.Length} are right: {status} {body}");
        }
    }

    private static string SignedRequest(ClientKey key)
    {
        StsRequest request = StsRequest.Of(key, "GetCallerIdentity");
        Dictionary<string, string> headers = new(request.SignedHeaders("sts.amazonaws.com")) { ["Authorization"] = request.Authorization("sts.amazonaws.com") };
        return JsonSerializer.Serialize(new { signedRequest = new { method = "POST", headers, body = request.Form }, action = "s3:GetObject", resource = "*" });
    }

    private async Task VisitEveryRouteAsync(TalkativeHost host)
    {
        string lease = JsonElement.Parse((await host.ControlAsync("POST", "/_stssim/leases", "{}")).Body).GetProperty("id").GetString()!;
        string experiment = JsonElement.Parse((await host.ControlAsync("POST", "/_stssim/experiments", """
            {"name":"x","phases":[{"name":"only","duration":"1h"}],"expectations":["only.requests == 0"]}
            """)).Body).GetProperty("id").GetString()!;
        await host.StsAsync(_world.Admin, "GetFederationToken", "Name=Bob");
        JsonElement document = JsonElement.Parse((await host.ControlAsync("GET", "/_stssim/openapi.json")).Body);
        var operations =
            from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Name is "get" or "put" or "post" or "delete" or "head"
            select (Method: operation.Name.ToUpperInvariant(), Path: path.Name, Operation: operation.Value);
        foreach ((string method, string path, JsonElement operation) in operations.OrderBy(operation => operation.Method is "GET" or "HEAD" ? 0 : operation.Method == "DELETE" || operation.Path.EndsWith("/reset", StringComparison.Ordinal) ? 2 : 1).ToArray())
        {
            string concrete = path.Replace("/leases/{id}", $"/leases/{lease}", StringComparison.Ordinal).Replace("/experiments/{id}", $"/experiments/{experiment}", StringComparison.Ordinal)
                .Replace("{id}", SecretWorld.AccountId, StringComparison.Ordinal).Replace("/roles/{name}", "/roles/app", StringComparison.Ordinal)
                .Replace("/users/{name}", "/users/loadtest", StringComparison.Ordinal).Replace("{name}", "Bob", StringComparison.Ordinal)
                .Replace("{asset}", "main.js", StringComparison.Ordinal).Replace("{rule}", "sts-throttle", StringComparison.Ordinal);
            if (path == "/_stssim/world" && method == "PUT")
            {
                continue; // at the end, with a world of ours
            }

            string? body = operation.TryGetProperty("requestBody", out JsonElement request) ? request.GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText() : null;
            await host.ControlAsync(method, concrete, body);
            if (method == "GET" && !path.EndsWith("events", StringComparison.Ordinal))
            {
                await host.ControlAsync(method, concrete, accept: "text/html");
            }
        }

        foreach (string further in new[] { "/_stssim/orleans", "/_stssim/orleans/DashboardCounters", "/_stssim/orleans/ClusterStats", "/_stssim/nothing", "/_stssim/report?format=html" })
        {
            await host.ControlAsync("GET", further, authorization: further.Contains("orleans", StringComparison.Ordinal) ? host.Basic : null);
        }
    }

    private static async Task ReplaceTheWorldAsync(TalkativeHost host, string json)
    {
        (int status, string body) = await host.ControlAsync("PUT", "/_stssim/world", json);
        Assert.True(status == 200, body);
        string redacted = (await host.ControlAsync("GET", "/_stssim/world")).Body;
        Assert.Equal(400, (await host.ControlAsync("PUT", "/_stssim/world", redacted)).Status);
        Assert.Equal(200, (await host.ControlAsync("POST", "/_stssim/reset")).Status);
        await host.ControlAsync("GET", "/_stssim/cluster");
    }

    // The ring is in storage and nowhere else to be had. There a text of 32 bytes, as its keys are, begins with Orleans's count of them.
    private async Task KnowTheKeyRingAsync(ConnectionMultiplexer redis)
    {
        const byte CountOfThirtyTwo = (32 << 1) | 1;
        RedisKey environment = Assert.Single(redis.GetServers()[0].Keys(pattern: "*/environment/*"));
        byte[] state = (await redis.GetDatabase().HashGetAsync(environment, "data"))!;
        byte[][] keys =
        [
            .. Enumerable.Range(0, state.Length - 32).Where(i => state[i] == CountOfThirtyTwo).Select(i => state[(i + 1)..(i + 33)]).Where(key => key.Distinct().Count() > 20),
        ];
        Assert.NotEmpty(keys);
        Assert.All(keys, key => _scan.Knows("a key of the ring", key));
    }
}
