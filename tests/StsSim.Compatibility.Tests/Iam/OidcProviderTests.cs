using StsSim.Compatibility.Tests.Sdk.Federation;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class OidcProviderTests(IamSimulator simulator)
{
    private const string BuiltIn = "https://oidc.stssim.test";
    private const string Action = "sts:AssumeRoleWithWebIdentity";
    private const string Thumbprint = "ThumbprintList.member.1";

    private static readonly string Forty = new('A', 40);

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_created_provider_lets_in_its_issuers_tokens_in_the_next_request()
    {
        string arn = await CreateAsync(("Url", BuiltIn), ("ClientIDList.member.1", "my-app"));
        FederatedRole role = await FederatedRole.CreateAsync(_account, "web", arn, Action);

        (await role.AssumeWithTokenAsync("alice", "my-app")).IsSuccessOf("AssumeRoleWithWebIdentity");
        (await role.AssumeWithTokenAsync("alice", "other")).IsRefusal(400, "InvalidIdentityToken", "Incorrect token audience");
    }

    [Fact]
    public async Task Audiences_come_and_go_with_the_next_request_and_twice_is_no_error()
    {
        string arn = await CreateAsync(("Url", BuiltIn));
        FederatedRole role = await FederatedRole.CreateAsync(_account, "web", arn, Action);
        (await role.AssumeWithTokenAsync("alice", "late")).IsRefusal(400, "InvalidIdentityToken", "Incorrect token audience");

        for (int i = 0; i < 2; i++)
        {
            (await CallAsync("AddClientIDToOpenIDConnectProvider", arn, ("ClientID", "late"))).IsSuccess();
        }

        (await role.AssumeWithTokenAsync("alice", "late")).IsSuccessOf("AssumeRoleWithWebIdentity");
        for (int i = 0; i < 2; i++)
        {
            (await CallAsync("RemoveClientIDFromOpenIDConnectProvider", arn, ("ClientID", "late"))).IsSuccess();
        }

        (await role.AssumeWithTokenAsync("alice", "late")).IsRefusal(400, "InvalidIdentityToken", "Incorrect token audience");
        Assert.Empty((await CallAsync("GetOpenIDConnectProvider", arn)).Texts("ClientIDList/member"));
    }

    [Fact]
    public async Task A_deleted_provider_lets_nobody_in_and_may_be_deleted_again()
    {
        string arn = await CreateAsync(("Url", BuiltIn), ("ClientIDList.member.1", "app"));
        FederatedRole role = await FederatedRole.CreateAsync(_account, "web", arn, Action);
        (await role.AssumeWithTokenAsync("alice", "app")).IsSuccessOf("AssumeRoleWithWebIdentity");

        (await CallAsync("DeleteOpenIDConnectProvider", arn)).IsSuccess();
        (await CallAsync("DeleteOpenIDConnectProvider", arn)).IsSuccess();

        (await role.AssumeWithTokenAsync("alice", "app"))
            .IsRefusal(400, "InvalidIdentityToken", $"No OpenIDConnect provider found in your account for {BuiltIn}");
        (await CallAsync("GetOpenIDConnectProvider", arn)).IsRefusal(404, "NoSuchEntity", $"OpenIDConnect Provider not found for arn {arn}");
    }

    [Fact]
    public async Task Keys_of_a_provider_on_this_machine_are_fetched_from_it()
    {
        await using var issuer = LoopbackProvider.Start();
        string arn = await CreateAsync(("Url", issuer.Url), ("ClientIDList.member.1", "sts.amazonaws.com"));
        FederatedRole role = await FederatedRole.CreateAsync(_account, "web", arn, Action);

        (await role.AssumeWithTokenAsync(issuer.Mint("alice"))).IsSuccessOf("AssumeRoleWithWebIdentity");

        Assert.Equal(1, issuer.KeysFetched);
        Assert.Equal($"arn:aws:iam::{_account.Id}:oidc-provider/{issuer.Url["http://".Length..]}", arn);
    }

    [Fact]
    public async Task A_provider_is_shown_without_its_scheme_and_with_small_thumbprints()
    {
        IamAnswer created = await _account.CallAsync(
            "CreateOpenIDConnectProvider", ("Url", "https://Idp.example.com/tenant/"), (Thumbprint, Forty), ("ClientIDList.member.1", "b"),
            ("ClientIDList.member.2", "a"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "blue"));
        string arn = created.IsSuccess().Text("OpenIDConnectProviderArn");

        IamAnswer got = (await CallAsync("GetOpenIDConnectProvider", arn)).IsSuccess();

        Assert.Equal($"arn:aws:iam::{_account.Id}:oidc-provider/Idp.example.com/tenant/", arn);
        Assert.Equal(["blue"], created.Texts("Tags/member/Value"));
        Assert.Equal("Idp.example.com/tenant/", got.Text("Url"));
        Assert.Equal(["b", "a"], got.Texts("ClientIDList/member"));
        Assert.Equal([Forty.ToLowerInvariant()], got.Texts("ThumbprintList/member"));
        Assert.Equal(["team"], got.Texts("Tags/member/Key"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", got.Text("CreateDate"));
        Assert.Equal([arn], (await _account.CallAsync("ListOpenIDConnectProviders")).IsSuccess().Texts("OpenIDConnectProviderList/member/Arn"));
    }

    [Theory]
    [InlineData("example.com", "ValidationError", "Invalid Open ID Connect Provider URL")]
    [InlineData("https://", "ValidationError", "Invalid Open ID Connect Provider URL")]
    [InlineData("http://example.com", "InvalidInput", "Invalid Open ID Connect Provider URL. The URL must begin with https://.")]
    [InlineData("ftp://127.0.0.1", "InvalidInput", "Invalid Open ID Connect Provider URL. The URL must begin with https://.")]
    [InlineData("https://example.com:443", "InvalidInput", "Invalid Open ID Connect Provider URL.")]
    [InlineData("https://me@example.com", "InvalidInput", "Invalid Open ID Connect Provider URL.")]
    [InlineData("https://example.com?a=b", "InvalidInput", "Invalid Open ID Connect Provider URL.")]
    [InlineData("https://example.com#a", "InvalidInput", "Invalid Open ID Connect Provider URL.")]
    [InlineData("https://exa_mple.com", "InvalidInput", "Invalid Open ID Connect Provider URL.")]
    public async Task A_URL_is_https_and_a_host_and_perhaps_a_path(string url, string code, string message) =>
        (await _account.CallAsync("CreateOpenIDConnectProvider", ("Url", url), (Thumbprint, Forty))).IsRefusal(400, code, message);

    [Fact]
    public async Task An_issuer_is_registered_once_whatever_its_scheme()
    {
        await CreateAsync(("Url", "http://localhost:9/x"));

        (await _account.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://localhost:9/x"), (Thumbprint, Forty)))
            .IsRefusal(409, "EntityAlreadyExists", "Provider with url https://localhost:9/x already exists.");
    }

    [Fact]
    public async Task Thumbprints_are_counted_and_replaced()
    {
        (string Name, string Value)[] six = [.. Enumerable.Range(1, 6).Select(n => ($"ThumbprintList.member.{n}", Forty))];
        (await _account.CallAsync("CreateOpenIDConnectProvider", [("Url", "https://idp.example.com"), .. six]))
            .IsRefusal(400, "InvalidInput", "Thumbprint list must contain fewer than 5 entries.");
        (await _account.CallAsync("CreateOpenIDConnectProvider", ("Url", "https://idp.example.com"), (Thumbprint, "short")))
            .IsRefusal(400, "InvalidInput", "Thumbprint must be exactly 40 characters.");
        string arn = await CreateAsync([("Url", "https://idp.example.com"), .. six[..5]]);

        (await CallAsync("UpdateOpenIDConnectProviderThumbprint", arn, (Thumbprint, new string('0', 40)))).IsSuccess();

        Assert.Equal([new string('0', 40)], (await CallAsync("GetOpenIDConnectProvider", arn)).Texts("ThumbprintList/member"));
        (await CallAsync("UpdateOpenIDConnectProviderThumbprint", arn)).IsRefusal(
            400, "ValidationError", "1 validation error detected: Value null at 'thumbprintList' failed to satisfy constraint: Member must not be null");
    }

    [Fact]
    public async Task Without_a_thumbprint_the_host_is_asked_and_has_to_answer()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        int port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        silent.Stop();

        (await _account.CallAsync("CreateOpenIDConnectProvider", ("Url", $"https://127.0.0.1:{port}")))
            .IsRefusal(400, "OpenIdIdpCommunicationError", $"Could not connect to https://127.0.0.1:{port}");
    }

    [Fact]
    public async Task A_hundred_audiences_are_the_most()
    {
        (string Name, string Value)[] ids = [.. Enumerable.Range(1, 101).Select(n => ($"ClientIDList.member.{n}", $"id-{n}"))];
        (await _account.CallAsync("CreateOpenIDConnectProvider", [("Url", BuiltIn), .. ids]))
            .IsRefusal(409, "LimitExceeded", "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100");
        string arn = await CreateAsync([("Url", BuiltIn), .. ids[..100]]);

        (await CallAsync("AddClientIDToOpenIDConnectProvider", arn, ("ClientID", "one-more")))
            .IsRefusal(409, "LimitExceeded", "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100");
    }

    [Fact]
    public async Task A_hundred_providers_are_the_most()
    {
        for (int i = 0; i < 100; i++)
        {
            await CreateAsync(("Url", $"https://idp-{i}.example.com"), (Thumbprint, Forty));
        }

        (await _account.CallAsync("CreateOpenIDConnectProvider", ("Url", BuiltIn)))
            .IsRefusal(409, "LimitExceeded", "Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100");
    }

    [Fact]
    public async Task Tags_are_put_and_taken_off()
    {
        string arn = await CreateAsync(("Url", BuiltIn), ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"));

        (await CallAsync("TagOpenIDConnectProvider", arn, ("Tags.member.1.Key", "B"), ("Tags.member.1.Value", "2"))).IsSuccess();
        (await CallAsync("UntagOpenIDConnectProvider", arn, ("TagKeys.member.1", "A"))).IsSuccess();

        IamAnswer tags = (await CallAsync("ListOpenIDConnectProviderTags", arn)).IsSuccess();
        Assert.Equal(["B"], tags.Texts("Tags/member/Key"));
        Assert.Equal("false", tags.Text("IsTruncated"));
    }

    [Fact]
    public async Task An_ARN_has_to_be_one_of_a_provider_of_the_account()
    {
        string other = $"arn:aws:iam::999999999999:oidc-provider/oidc.stssim.test";

        (await CallAsync("GetOpenIDConnectProvider", $"arn:aws:iam::{_account.Id}:role/oidc")).IsRefusal(400, "ValidationError", "Invalid resource type in ARN");
        (await CallAsync("GetOpenIDConnectProvider", "no-arn-but-long-enough")).IsRefusal(400, "ValidationError", "Invalid ARN: no-arn-but-long-enough");
        (await CallAsync("GetOpenIDConnectProvider", other)).IsRefusal(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::{_account.Id}:user/admin is not authorized to perform: iam:GetOpenIDConnectProvider on resource: {other} "
            + "because no resource-based policy allows the iam:GetOpenIDConnectProvider action");
    }

    private Task<IamAnswer> CallAsync(string action, string arn, params (string Name, string Value)[] parameters) =>
        _account.CallAsync(action, [("OpenIDConnectProviderArn", arn), .. parameters]);

    private async Task<string> CreateAsync(params (string Name, string Value)[] parameters) =>
        (await _account.CallAsync("CreateOpenIDConnectProvider", parameters)).IsSuccess().Text("OpenIDConnectProviderArn");
}
