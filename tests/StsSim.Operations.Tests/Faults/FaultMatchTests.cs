using System.Net;
using StsSim.Operations.Faults;
using StsSim.Operations.Tests.Observation;

namespace StsSim.Operations.Tests.Faults;

public sealed class FaultMatchTests : IDisposable
{
    private const string Federate = "Action=GetFederationToken&Name=Bobby";
    private const string Assume = "Action=AssumeRole&RoleArn=arn:aws:iam::123456789012:role/team/app&RoleSessionName=nightly";
    private const string Identity = "Action=GetCallerIdentity";

    private readonly FaultCaller _caller = new();

    public void Dispose() => _caller.Dispose();

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{ "operations": ["GetFederationToken"] }""", true)]
    [InlineData("""{ "operations": ["getfederationtoken"] }""", true)]
    [InlineData("""{ "operations": ["AssumeRole", "Get*Token"] }""", true)]
    [InlineData("""{ "operations": ["GetFederationToke?"] }""", true)]
    [InlineData("""{ "operations": ["AssumeRole", "GetCallerIdentity"] }""", false)]
    [InlineData("""{ "operations": ["Assume*"] }""", false)]
    [InlineData("""{ "accounts": ["210987654321", "123456789012"] }""", true)]
    [InlineData("""{ "accounts": ["210987654321"] }""", false)]
    [InlineData("""{ "principals": ["arn:aws:iam::123456789012:user/team/Alice"] }""", true)]
    [InlineData("""{ "principals": ["arn:aws:iam::*:user/*"] }""", true)]
    [InlineData("""{ "principals": ["arn:aws:iam::123456789012:user/team/alice"] }""", false)]
    [InlineData("""{ "principals": ["*:role/*"] }""", false)]
    [InlineData("""{ "federatedUsers": ["Bob*"] }""", true)]
    [InlineData("""{ "federatedUsers": ["bob*"] }""", false)]
    [InlineData("""{ "federatedUsers": ["Bob"] }""", false)]
    [InlineData("""{ "roles": ["*"] }""", false)]
    [InlineData("""{ "sessionNames": ["*"] }""", false)]
    [InlineData("""{ "accessKeyIds": ["AKIA*"] }""", true)]
    [InlineData("""{ "accessKeyIds": ["AKIARZPUZDIKUSERKEY2"] }""", true)]
    [InlineData("""{ "accessKeyIds": ["ASIA*"] }""", false)]
    [InlineData("""{ "credentials": ["longTerm"] }""", true)]
    [InlineData("""{ "credentials": ["none", "session"] }""", false)]
    [InlineData("""{ "regions": ["EU-west-1"] }""", true)]
    [InlineData("""{ "regions": ["eu-*"] }""", true)]
    [InlineData("""{ "regions": ["us-east-1"] }""", false)]
    [InlineData("""{ "operations": ["GetFederationToken"], "regions": ["eu-west-1"], "federatedUsers": ["Bobby"], "credentials": ["longTerm"] }""", true)]
    [InlineData("""{ "operations": ["GetFederationToken"], "regions": ["eu-west-1"], "federatedUsers": ["Eve"], "credentials": ["longTerm"] }""", false)]
    public void A_users_call(string match, bool matches) =>
        Assert.Equal(matches, Matches(match, _caller.Call(Federate, region: "eu-west-1")));

    [Theory]
    [InlineData("""{ "principals": ["arn:aws:sts::123456789012:assumed-role/app/batch"] }""", true)]
    [InlineData("""{ "principals": ["arn:aws:iam::123456789012:role/team/app"] }""", true)]
    [InlineData("""{ "principals": ["*:role/team/*"] }""", true)]
    [InlineData("""{ "principals": ["*:user/*"] }""", false)]
    [InlineData("""{ "roles": ["*:role/team/app"] }""", true)]
    [InlineData("""{ "roles": ["*:role/team/App"] }""", false)]
    [InlineData("""{ "sessionNames": ["nightly"] }""", true)]
    [InlineData("""{ "sessionNames": ["batch"] }""", false)]
    [InlineData("""{ "credentials": ["session"] }""", true)]
    [InlineData("""{ "accessKeyIds": ["ASIA*"] }""", true)]
    [InlineData("""{ "federatedUsers": ["*"] }""", false)]
    public void A_role_sessions_call_for_another_role(string match, bool matches) =>
        Assert.Equal(matches, Matches(match, _caller.Call(Assume, caller: _caller.RoleSession("batch"))));

    [Fact]
    public void A_session_has_its_own_name_where_it_asks_for_none()
    {
        Assert.True(Matches("""{ "sessionNames": ["batch"] }""", _caller.Call(Identity, caller: _caller.RoleSession("batch"))));
        Assert.True(Matches("""{ "federatedUsers": ["Bobby"] }""", _caller.Call(Identity, caller: _caller.FederatedUser("Bobby"))));
        Assert.False(Matches("""{ "sessionNames": ["Bobby"] }""", _caller.Call(Identity, caller: _caller.FederatedUser("Bobby"))));
        Assert.True(Matches("""{ "principals": ["*:federated-user/Bobby"] }""", _caller.Call(Identity, caller: _caller.FederatedUser("Bobby"))));
    }

    [Fact]
    public void An_unsigned_call_has_no_caller_and_the_account_of_its_role()
    {
        Assert.True(Matches("""{ "credentials": ["none"] }""", FaultCaller.Unsigned(Assume)));
        Assert.False(Matches("""{ "credentials": ["longTerm", "session"] }""", FaultCaller.Unsigned(Assume)));
        Assert.False(Matches("""{ "principals": ["*"] }""", FaultCaller.Unsigned(Assume)));
        Assert.False(Matches("""{ "accessKeyIds": ["*"] }""", FaultCaller.Unsigned(Assume)));
        Assert.False(Matches("""{ "accounts": ["123456789012"] }""", FaultCaller.Unsigned(Assume)));
        Assert.True(Matches("""{ "accounts": ["123456789012"] }""", FaultCaller.Unsigned(Assume, payer: _caller.Account)));
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{ "accounts": ["123456789012"] }""", false)]
    [InlineData("""{ "operations": ["GetCallerIdentity"] }""", false)]
    [InlineData("""{ "operations": ["GetUser"] }""", true)]
    [InlineData("""{ "operations": ["*User"] }""", true)]
    [InlineData("""{ "operations": ["*"] }""", true)]
    public void An_operation_of_IAM_has_to_be_named(string match, bool matches) =>
        Assert.Equal(matches, Matches(match, _caller.Call("Action=GetUser")));

    [Theory]
    [InlineData("[1]", 1, true)]
    [InlineData("[1]", 2, false)]
    [InlineData("[1, 3]", 3, true)]
    [InlineData("[1, 3]", 2, false)]
    [InlineData("""["2-4"]""", 1, false)]
    [InlineData("""["2-4"]""", 2, true)]
    [InlineData("""["2-4"]""", 4, true)]
    [InlineData("""["2-4"]""", 5, false)]
    [InlineData("""["3-"]""", 2, false)]
    [InlineData("""["3-"]""", 3, true)]
    [InlineData("""["3-"]""", 999, true)]
    [InlineData("""[1, "5-"]""", 4, false)]
    public void Attempts(string attempts, int attempt, bool matches) => Assert.Equal(
        matches,
        Matches($$"""{ "attempts": {{attempts}} }""", _caller.Call(Identity, new ClientRequest(("amz-sdk-request", $"ttl=20261127T120000Z; attempt={attempt}; max=5")))));

    [Fact]
    public void Who_tells_no_attempt_makes_the_first()
    {
        Assert.True(Matches("""{ "attempts": [1] }""", _caller.Call(Identity)));
        Assert.False(Matches("""{ "attempts": ["2-"] }""", _caller.Call(Identity)));
    }

    [Theory]
    [InlineData("""{ "sdks": ["Boto3"] }""", UserAgents.Boto3, true)]
    [InlineData("""{ "sdks": ["boto3"] }""", UserAgents.Boto3, true)]
    [InlineData("""{ "sdks": ["boto3/1.43.*"] }""", UserAgents.Boto3, true)]
    [InlineData("""{ "sdks": ["boto3/1.42.*"] }""", UserAgents.Boto3, false)]
    [InlineData("""{ "sdks": ["aws-cli/1.*"] }""", UserAgents.AwsCli, true)]
    [InlineData("""{ "sdks": ["aws-cli"] }""", UserAgents.Boto3, false)]
    [InlineData("""{ "sdks": ["aws-sdk-dotnet*"] }""", UserAgents.DotNet, true)]
    [InlineData("""{ "sdks": ["aws-sdk-js", "aws-sdk-go-v2"] }""", UserAgents.Go, true)]
    [InlineData("""{ "retryModes": ["legacy"] }""", UserAgents.Boto3, true)]
    [InlineData("""{ "retryModes": ["legacy"] }""", UserAgents.AwsCli, true)]
    [InlineData("""{ "retryModes": ["Standard"] }""", UserAgents.JavaScript, true)]
    [InlineData("""{ "retryModes": ["standard"] }""", UserAgents.DotNet, true)]
    [InlineData("""{ "retryModes": ["standard"] }""", UserAgents.Go, true)]
    [InlineData("""{ "retryModes": ["standard", "legacy"] }""", UserAgents.Boto3Adaptive, false)]
    [InlineData("""{ "retryModes": ["adaptive"] }""", UserAgents.Boto3Adaptive, true)]
    [InlineData("""{ "retryModes": ["*"] }""", "curl/8.5.0", false)]
    [InlineData("""{ "applicationIds": ["bill*"] }""", UserAgents.Boto3Adaptive, true)]
    [InlineData("""{ "applicationIds": ["*"] }""", UserAgents.Boto3, false)]
    [InlineData("""{ "userAgents": ["*lang/python#3.11*"] }""", UserAgents.Boto3, true)]
    [InlineData("""{ "userAgents": ["*LANG/JS*"] }""", UserAgents.JavaScript, true)]
    [InlineData("""{ "userAgents": ["boto3"] }""", UserAgents.Boto3, false)]
    public void A_client_by_its_user_agent(string match, string agent, bool matches) =>
        Assert.Equal(matches, Matches(match, _caller.Call(Identity, new ClientRequest(("User-Agent", agent)))));

    [Theory]
    [InlineData("userAgents")]
    [InlineData("sdks")]
    [InlineData("retryModes")]
    [InlineData("applicationIds")]
    public void A_client_without_a_user_agent_is_none_of_them(string member) =>
        Assert.False(Matches($$"""{ "{{member}}": ["*", "?*", "/"] }""", _caller.Call(Identity)));

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.0/24", "192.0.2.255", true)]
    [InlineData("192.0.2.0/24", "192.0.3.0", false)]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.9", true)]
    [InlineData("192.0.2.77/24", "192.0.2.9", true)]
    [InlineData("0.0.0.0/0", "203.0.113.5", true)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::5", true)]
    [InlineData("2001:db8::/32", "2001:db9::5", false)]
    [InlineData("2001:db8::1", "2001:db8::1", true)]
    [InlineData("::/0", "2001:db8::1", true)]
    [InlineData("::/0", "192.0.2.7", false)]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.0/120", "::ffff:192.0.2.9", true)]
    [InlineData("::1", "::1", true)]
    public void Where_it_came_from(string source, string address, bool matches) => Assert.Equal(
        matches,
        Matches($$"""{ "sources": ["198.51.100.1", "{{source}}"] }""", _caller.Call(Identity, new ClientRequest { From = IPAddress.Parse(address) })));

    [Fact]
    public void From_nowhere_is_from_none_of_them() => Assert.False(Matches("""{ "sources": ["0.0.0.0/0", "::/0"] }""", _caller.Call(Identity)));

    [Theory]
    [InlineData("""{ "X-Tenant": "blue" }""", true)]
    [InlineData("""{ "x-tenant": ["red", "bl*"] }""", true)]
    [InlineData("""{ "x-tenant": "Blue" }""", false)]
    [InlineData("""{ "x-tenant": "*" }""", true)]
    [InlineData("""{ "x-other": "*" }""", false)]
    [InlineData("""{ "x-tenant": "*", "x-zone": "a" }""", true)]
    [InlineData("""{ "x-tenant": "*", "x-zone": "b" }""", false)]
    public void Headers(string headers, bool matches) => Assert.Equal(
        matches,
        Matches($$"""{ "headers": {{headers}} }""", _caller.Call(Identity, new ClientRequest(("x-tenant", "blue"), ("x-zone", "a")))));

    private static bool Matches(string match, AwsCall call)
    {
        using (call)
        {
            return RuleText.Compile($$"""{ "match": {{match}}, "effect": { "type": "malform" } }""").Match.Matches(new FaultSubject(call));
        }
    }
}
