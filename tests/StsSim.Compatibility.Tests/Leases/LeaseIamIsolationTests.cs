using StsSim.Compatibility.Tests.Wire;
using StsSim.Testing;

namespace StsSim.Compatibility.Tests.Leases;

/// <summary>The administrator of a leased account is nobody in any other, whatever ARN a request names.</summary>
public sealed class LeaseIamIsolationTests : IAsyncLifetime
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::of-the-victim"}]}""";

    private readonly HttpClient _http = new();
    private StsSimulator? _simulator;
    private LeasedAccount? _attacker;
    private LeasedAccount? _victim;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await StsSimulator.StartAsync(cancellationToken: Cancel);
        _attacker = await _simulator.LeaseAccountAsync(cancellationToken: Cancel);
        _victim = await _simulator.LeaseAccountAsync(cancellationToken: Cancel);
        await SucceedAsync(_victim, "CreatePolicy", ("PolicyName", "of-the-victim"), ("PolicyDocument", Policy));
        await SucceedAsync(_victim, "CreateVirtualMFADevice", ("VirtualMFADeviceName", "of-the-victim"));
        await SucceedAsync(_victim, "CreateUser", ("UserName", "of-the-victim"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulator!.DisposeAsync();
    }

    [Fact]
    public async Task No_operation_reads_or_changes_what_is_of_another_account()
    {
        string victim = $"arn:aws:iam::{_victim!.AccountId}";
        (string, string) policy = ("PolicyArn", $"{victim}:policy/of-the-victim");
        (string, string) device = ("SerialNumber", $"{victim}:mfa/of-the-victim");
        (string, string) saml = ("SAMLProviderArn", $"{victim}:saml-provider/stssim");
        (string, string) tag = ("Tags.member.1.Key", "k"), value = ("Tags.member.1.Value", "v"), untag = ("TagKeys.member.1", "k");
        (string Action, (string, string)[] Parameters)[] attacks =
        [
            ("GetPolicy", [policy]),
            ("GetPolicyVersion", [policy, ("VersionId", "v1")]),
            ("ListPolicyVersions", [policy]),
            ("ListPolicyTags", [policy]),
            ("ListEntitiesForPolicy", [policy]),
            ("CreatePolicyVersion", [policy, ("PolicyDocument", Policy)]),
            ("SetDefaultPolicyVersion", [policy, ("VersionId", "v1")]),
            ("DeletePolicyVersion", [policy, ("VersionId", "v1")]),
            ("TagPolicy", [policy, tag, value]),
            ("UntagPolicy", [policy, untag]),
            ("DeletePolicy", [policy]),
            ("AttachUserPolicy", [("UserName", "test"), policy]),
            ("AttachRolePolicy", [("RoleName", "app"), policy]),
            ("PutUserPermissionsBoundary", [("UserName", "test"), ("PermissionsBoundary", policy.Item2)]),
            ("PutRolePermissionsBoundary", [("RoleName", "app"), ("PermissionsBoundary", policy.Item2)]),
            ("CreateUser", [("UserName", "new"), ("PermissionsBoundary", policy.Item2)]),
            ("EnableMFADevice", [("UserName", "test"), device, ("AuthenticationCode1", "123456"), ("AuthenticationCode2", "123457")]),
            ("DeleteVirtualMFADevice", [device]),
            ("ListMFADeviceTags", [device]),
            ("TagMFADevice", [device, tag, value]),
            ("GetMFADevice", [device]),
            ("GetSAMLProvider", [saml]),
            ("TagSAMLProvider", [saml, tag, value]),
            ("DeleteSAMLProvider", [saml]),
            ("GetAccessKeyLastUsed", [("AccessKeyId", _victim.Credentials.AccessKeyId)]),
            ("DeleteAccessKey", [("AccessKeyId", _victim.Credentials.AccessKeyId)]),
            ("UpdateAccessKey", [("AccessKeyId", _victim.Credentials.AccessKeyId), ("Status", "Inactive")]),
            ("SimulatePrincipalPolicy", [("PolicySourceArn", $"{victim}:user/of-the-victim"), ("ActionNames.member.1", "s3:GetObject")]),
            ("SimulatePrincipalPolicy", [("PolicySourceArn", $"{victim}:role/app"), ("ActionNames.member.1", "s3:GetObject")]),
            ("SimulatePrincipalPolicy", [("PolicySourceArn", $"{victim}:user/test"), ("ActionNames.member.1", "s3:GetObject")]),
            ("GetContextKeysForPrincipalPolicy", [("PolicySourceArn", $"{victim}:user/test")]),
            ("GetUser", [("UserName", "of-the-victim")]),
            ("DeleteUser", [("UserName", "of-the-victim")]),
        ];
        string before = await StateOfVictimAsync();

        foreach ((string action, (string, string)[] parameters) in attacks)
        {
            WireAnswer answer = await SendAsync(_attacker!, action, parameters);

            Assert.True(answer.Status is >= 400 and < 500, $"{action} answered {answer.Status}: {answer.Body}");
            Assert.DoesNotContain("s3:::of-the-victim", Uri.UnescapeDataString(answer.Body), StringComparison.Ordinal);
        }

        Assert.Equal(before, await StateOfVictimAsync());
    }

    private async Task<string> StateOfVictimAsync()
    {
        string details = (await SucceedAsync(_victim!, "GetAccountAuthorizationDetails")).Body;
        string devices = (await SucceedAsync(_victim!, "ListVirtualMFADevices")).Body;
        string keys = (await SucceedAsync(_victim!, "ListAccessKeys", ("UserName", "test"))).Body;
        string state = string.Concat(new[] { details, devices, keys }.Select(WithoutRequestId));
        Assert.Contains("of-the-victim", state, StringComparison.Ordinal);
        return state;
    }

    private static string WithoutRequestId(string body) => body[..body.IndexOf("<RequestId>", StringComparison.Ordinal)];

    private async Task<WireAnswer> SucceedAsync(LeasedAccount account, string action, params (string Name, string Value)[] parameters)
    {
        WireAnswer answer = await SendAsync(account, action, parameters);
        Assert.True(answer.Status == 200, answer.Body);
        return answer;
    }

    private Task<WireAnswer> SendAsync(LeasedAccount account, string action, (string Name, string Value)[] parameters)
    {
        IEnumerable<(string Name, string Value)> form = [("Action", action), ("Version", "2010-05-08"), .. parameters];
        return LeaseRequests.SendAsync(_http, _simulator!, new StsRequest(
            LeaseRequests.KeyOf(account), string.Join('&', form.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}")))
        { Service = "iam" });
    }
}
