using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Operations.Observation;

namespace StsSim.Compatibility.Tests.Faults;

/// <summary>A simulator that a test class makes misbehave. Its world: two accounts, and roles for everybody who can sign, and for federated identities.</summary>
public class FaultSimulator : RunningSimulator
{
    public const string Everybody = "/_stssim";
    public const string Account = $"/_stssim/accounts/{TestWorld.AccountId}";
    public const string RoleArn = $"arn:aws:iam::{TestWorld.AccountId}:role/app";
    public const string WebRoleArn = $"arn:aws:iam::{TestWorld.AccountId}:role/web";
    public const string SamlRoleArn = $"arn:aws:iam::{TestWorld.AccountId}:role/saml";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override string World => WorldWith("");

    /// <summary>The world with more members at its top.</summary>
    protected static string WorldWith(string members, string accountMembers = "") => $$$"""
        {
          {{{members}}}
          "quotas": { "default": { "requestsPerSecond": 100000, "burst": 100000 } },
          "accounts": [
            {
              {{{accountMembers}}}
              "id": "{{{TestWorld.AccountId}}}",
              "outboundWebIdentityFederation": true,
              "oidcProviders": [{ "url": "https://oidc.stssim.test", "clientIds": ["sts.amazonaws.com"] }],
              "samlProviders": [{ "name": "stssim" }],
              "users": [
                {
                  "name": "alice", "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                  "accessKeys": [{ "accessKeyId": "{{{TestWorld.Alice.AccessKeyId}}}", "secretAccessKey": "{{{TestWorld.Alice.SecretAccessKey}}}" }]
                }
              ],
              "roles": [
                { "name": "app", "trustPolicy": { "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{{TestWorld.AccountId}}}:root" }, "Action": "sts:AssumeRole" } } },
                { "name": "web", "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                  "trustPolicy": { "Statement": { "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::{{{TestWorld.AccountId}}}:oidc-provider/oidc.stssim.test" }, "Action": "sts:AssumeRoleWithWebIdentity" } } },
                { "name": "saml",
                  "trustPolicy": { "Statement": { "Effect": "Allow", "Principal": { "Federated": "arn:aws:iam::{{{TestWorld.AccountId}}}:saml-provider/stssim" }, "Action": "sts:AssumeRoleWithSAML" } } }
              ]
            },
            {
              "id": "{{{TestWorld.OtherAccountId}}}",
              "users": [
                {
                  "name": "erin", "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"],
                  "accessKeys": [{ "accessKeyId": "{{{TestWorld.Legacy.AccessKeyId}}}", "secretAccessKey": "{{{TestWorld.Legacy.SecretAccessKey}}}" }]
                }
              ]
            }
          ]
        }
        """;

    /// <summary>Calls the HTTP gateway made to grains so far.</summary>
    public long GrainCalls => Simulator.Services.GetRequiredService<StsInstruments>().GrainCallCount;

    /// <summary>Everybody's rules and clock, and the first account's, are as in a world without any.</summary>
    public async Task BehaveAsync()
    {
        foreach (string scope in new[] { Everybody, Account })
        {
            await SucceedAsync(HttpMethod.Delete, $"{scope}/faults");
            await SucceedAsync(HttpMethod.Delete, $"{scope}/clock");
        }
    }

    /// <summary>Puts a rule; returns it as the simulator tells it.</summary>
    public Task<JsonElement> PutFaultAsync(string id, string rule, string scope = Everybody) =>
        SucceedAsync(HttpMethod.Put, $"{scope}/faults/{id}", rule);

    /// <summary>A rule of one effect, which strikes all.</summary>
    public Task<JsonElement> PutEffectAsync(string effect, string scope = Everybody) =>
        PutFaultAsync("fault", $$"""{ "effect": {{effect}} }""", scope);

    public Task<JsonElement> PutClockAsync(string clock, string scope = Everybody) => SucceedAsync(HttpMethod.Put, $"{scope}/clock", clock);

    /// <summary>What a rule has counted.</summary>
    public async Task<(long Considered, long Fired)> CountsAsync(string id = "fault", string scope = Everybody)
    {
        JsonElement rule = await SucceedAsync(HttpMethod.Get, $"{scope}/faults/{id}");
        return (rule.GetProperty("considered").GetInt64(), rule.GetProperty("fired").GetInt64());
    }

    /// <summary>The answer of the control API, a success.</summary>
    public async Task<JsonElement> SucceedAsync(HttpMethod method, string path, string? body = null)
    {
        using HttpResponseMessage response = await AskAsync(method, path, body);
        string text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }

    /// <summary>The answer of the control API, whatever it is.</summary>
    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Endpoint, path));
        request.Content = body is null ? null : new StringContent(body);
        return await Http.SendAsync(request, Cancel);
    }

    /// <summary>A token of the built-in OpenID Connect provider.</summary>
    public async Task<string> TokenAsync(object request) => (await PostAsync("/_stssim/idp/oidc/token", request)).GetProperty("token").GetString()!;

    /// <summary>An assertion of the built-in SAML identity provider.</summary>
    public async Task<string> AssertionAsync(object request) => (await PostAsync("/_stssim/idp/saml/assertion", request)).GetProperty("assertion").GetString()!;

    /// <summary>A leased account: the prefix of its routes, and its key.</summary>
    public async Task<(string Scope, string AccountId, ClientKey Key)> LeaseAsync()
    {
        JsonElement lease = await PostAsync("/_stssim/leases", new { ttlSeconds = 600 });
        return (
            $"/_stssim/leases/{lease.GetProperty("id").GetString()}",
            lease.GetProperty("accountId").GetString()!,
            new ClientKey(lease.GetProperty("accessKeyId").GetString()!, lease.GetProperty("secretAccessKey").GetString()!));
    }
}
