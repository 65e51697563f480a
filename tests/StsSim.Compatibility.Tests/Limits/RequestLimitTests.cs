using System.Text;
using StsSim.Compatibility.Tests.Iam;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Limits;

/// <summary>How much a request may hold can be set, tighter and wider than it is.</summary>
public sealed class RequestLimitTests
{
    private const string Levels7 = """{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:a":[["b"]]}}}]}""";
    private const string NotJson = "The policy is not in the valid JSON format.";
    private const string SyntaxErrors = "Syntax errors in policy.";

    [Theory]
    [InlineData("16", 14, 200)]
    [InlineData("16", 15, 404)]
    [InlineData("600", 598, 200)]
    [InlineData("600", 599, 404)]
    public async Task Parameters(string most, int beside, int status)
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("Parameters", most));

        WireAnswer answer = await CallAsync(host, "GetCallerIdentity", [.. Enumerable.Range(0, beside).Select(i => ($"p{i}", "x"))]);

        Assert.Equal((status, status == 200 ? null : "MalformedQueryString"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Members_of_a_list()
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("ListMembers", "2"));

        (await CallAsync(host, "GetFederationToken", [("Name", "bob"), .. Tags(2)])).IsSuccessOf("GetFederationToken");
        (await CallAsync(host, "GetFederationToken", [("Name", "bob"), .. Tags(3)])).IsRefusal(400, "ValidationError", TooLong("tags"));
        (await CallIamAsync(host, "CreateUser", [("UserName", "bob"), .. Tags(3)])).IsRefusal(400, "ValidationError", TooLong("tags"));
        (await CallIamAsync(host, "SimulateCustomPolicy", [("PolicyInputList", ""), .. Enumerable.Range(1, 3).Select(i => ($"ActionNames.member.{i}", "sts:GetCallerIdentity"))]))
            .IsRefusal(400, "ValidationError", TooLong("actionNames"));

        static string TooLong(string list) => $"1 validation error detected: Value at '{list}' failed to satisfy constraint: Member must have length less than or equal to 2";
    }

    [Theory]
    [InlineData("6", NotJson)]
    [InlineData("7", SyntaxErrors)]
    public async Task Levels_of_a_session_policy(string most, string message)
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("PolicyDepth", most));

        (await CallAsync(host, "GetFederationToken", [("Name", "bob"), ("Policy", Levels7.Replace("[[\"b\"]]", "[\"b\"]", StringComparison.Ordinal))]))
            .IsSuccessOf("GetFederationToken");
        (await CallAsync(host, "GetFederationToken", [("Name", "bob"), ("Policy", Levels7)])).IsRefusal(400, "MalformedPolicyDocument", message);
        (await CallAsync(host, "AssumeRole", [("RoleArn", "arn:aws:iam::123456789012:role/app"), ("RoleSessionName", "bob"), ("Policy", Levels7)]))
            .IsRefusal(400, "MalformedPolicyDocument", message);
    }

    [Theory]
    [InlineData("10", "Your request included an invalid SAML response.")]
    [InlineData("40", "Issuer not present in specified provider")]
    public async Task Levels_of_an_assertion_and_of_metadata(string most, string message)
    {
        await using LimitedHost host = await LimitedHost.StartAsync(("XmlDepth", most));
        string deep = Nested("e", levels: 15);
        string response = $"""
            <p:Response xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0" ID="r"><p:Extensions>{deep}</p:Extensions>
            <p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>
            <Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0" ID="a"><Issuer>nobody</Issuer></Assertion></p:Response>
            """;
        const string Provider = "arn:aws:iam::123456789012:saml-provider/stssim";
        string metadata = (await host.GetAsync("/_stssim/idp/saml/metadata")).Body;
        int behindRoot = metadata.IndexOf('>', metadata.IndexOf("EntityDescriptor", StringComparison.Ordinal)) + 1;
        string deepMetadata = metadata.Insert(behindRoot, $"<Extensions>{deep}</Extensions>");

        (await CallAsync(host, "AssumeRoleWithSAML", [
            ("RoleArn", "arn:aws:iam::123456789012:role/saml"),
            ("PrincipalArn", Provider),
            ("SAMLAssertion", Convert.ToBase64String(Encoding.UTF8.GetBytes(response)))])).IsRefusal(400, "InvalidIdentityToken", message);
        (await CallIamAsync(host, "CreateSAMLProvider", [("Name", "flat"), ("SAMLMetadataDocument", metadata)])).IsSuccess();
        foreach ((string action, string parameter, string value) in ((string, string, string)[])[
            ("CreateSAMLProvider", "Name", "deep"), ("UpdateSAMLProvider", "SAMLProviderArn", "arn:aws:iam::123456789012:saml-provider/flat")])
        {
            IamAnswer answer = await CallIamAsync(host, action, [(parameter, value), ("SAMLMetadataDocument", deepMetadata)]);
            if (most == "10")
            {
                answer.IsRefusal(400, "InvalidInput", "Could not parse metadata: It has too many elements, or too many levels or attributes.");
            }
            else
            {
                answer.IsSuccess();
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> Tags(int count) =>
        Enumerable.Range(1, count).SelectMany(i => new[] { ($"Tags.member.{i}.Key", $"k{i}"), ($"Tags.member.{i}.Value", "v") });

    private static string Nested(string name, int levels) =>
        string.Concat(Enumerable.Repeat($"<{name}>", levels)) + string.Concat(Enumerable.Repeat($"</{name}>", levels));

    private static Task<WireAnswer> CallAsync(LimitedHost host, string action, (string Name, string Value)[] parameters) =>
        host.SendAsync(StsRequest.Of(LimitedHost.Key, action, FormOf(parameters)));

    private static async Task<IamAnswer> CallIamAsync(LimitedHost host, string action, (string Name, string Value)[] parameters) =>
        new(action, await host.SendAsync(new StsRequest(LimitedHost.Key, $"Action={action}&Version=2010-05-08&{FormOf(parameters)}") { Service = "iam" }));

    private static string FormOf((string Name, string Value)[] parameters) =>
        string.Join('&', parameters.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));
}
