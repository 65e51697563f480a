using StsSim.Federation.Saml;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

/// <summary>Providers, devices, groups, boundaries and the organization of a world file.</summary>
public sealed class FederationWorldTests
{
    private const string Everything = """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    [Fact]
    public void Providers_are_read_as_written()
    {
        AccountDefinition account = ReadAccount("""
            "oidcProviders":[
              {"url":"https://idp.example/tenant/","clientIds":["a","b"],"jwks":{"keys":[]},"thumbprints":["0123456789abcdef0123456789ABCDEF01234567"]},
              {"url":"http://127.0.0.1:9"}],
            "samlProviders":[{"name":"stssim"}]
            """);

        Assert.Equal(["https://idp.example/tenant/", "http://127.0.0.1:9"], account.OidcProviders.Select(provider => provider.Url));
        Assert.Equal(["a", "b"], account.OidcProviders[0].ClientIds);
        Assert.Equal("""{"keys":[]}""", account.OidcProviders[0].Jwks);
        Assert.Single(account.OidcProviders[0].Thumbprints);
        Assert.Null(account.OidcProviders[1].Jwks);
        Assert.Equal(new SamlProviderDefinition("stssim", Metadata: null), Assert.Single(account.SamlProviders));
    }

    [Fact]
    public void Metadata_of_a_SAML_provider_are_kept()
    {
        string metadata = new SamlIssuer(SamlSigningKey.Create(DateTimeOffset.UnixEpoch), "https://idp.example").Metadata("https://idp.example/sso");

        AccountDefinition account = ReadAccount($$"""
            "samlProviders":[{"name":"own","metadata":{{System.Text.Json.JsonSerializer.Serialize(metadata)}}}]
            """);

        Assert.Equal(metadata, account.SamlProviders[0].Metadata);
    }

    [Fact]
    public void Users_have_groups_devices_and_a_boundary()
    {
        AccountDefinition account = ReadAccount($$"""
            "groups":[{"name":"ops","path":"/x/","policies":{"all":{{Everything}} } }],
            "policies":[{"name":"edge","document":{{Everything}} }],
            "users":[{"name":"u","groups":["ops"],"permissionsBoundary":"arn:aws:iam::000000000001:policy/edge",
              "mfaDevices":[{"serialNumber":"GAHT12345678","seed":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}]}],
            "root":{"mfaDevices":[{"serialNumber":"arn:aws:iam::000000000001:mfa/root","seed":"JBSWY3DPEHPK3PXP"}]}
            """);

        UserDefinition user = Assert.Single(account.Users);
        Assert.Equal(["ops"], user.Groups);
        Assert.Equal("arn:aws:iam::000000000001:policy/edge", user.PermissionsBoundary);
        Assert.Equal("GAHT12345678", Assert.Single(user.MfaDevices).SerialNumber);
        Assert.Equal("arn:aws:iam::000000000001:mfa/root", Assert.Single(account.Settings.RootMfaDevices).SerialNumber);
        Assert.StartsWith("AGPA", Assert.Single(account.Groups).GroupId, StringComparison.Ordinal);
    }

    [Fact]
    public void An_organization_says_of_every_account_what_it_is()
    {
        World? world = WorldFileReader.Read(
            """
            {"organization":{"id":"o-exampleorgid","managementAccountId":"000000000001","delegatedAdministrators":["000000000002"]},
             "accounts":[{"id":"000000000001"},{"id":"000000000002"},{"id":"000000000003"}]}
            """,
            out IReadOnlyList<WorldFileError> errors);

        Assert.Empty(errors);
        Assert.Equal(
            [("o-exampleorgid", "000000000001", false), ("o-exampleorgid", "000000000001", true), ("o-exampleorgid", "000000000001", false)],
            world!.Accounts.Select(account => account.Account.Settings.Organization!)
                .Select(membership => (membership.OrganizationId, membership.ManagementAccountId, membership.IsDelegatedAdministrator)));
    }

    [Fact]
    public void Control_policies_regions_and_outbound_federation_are_read()
    {
        AccountSettings limited = ReadAccount($$"""
            "serviceControlPolicies":{"scp":{{Everything}} },"resourceControlPolicies":{"rcp":{{Everything}} },
            "disabledRegions":["eu-west-1"],"outboundWebIdentityFederation":true
            """).Settings;
        AccountSettings plain = ReadAccount("\"alias\":\"plain\"").Settings;

        Assert.Equal(Everything, limited.ServiceControlPolicies!["scp"]);
        Assert.Equal(Everything, limited.ResourceControlPolicies!["rcp"]);
        Assert.Equal(["eu-west-1"], limited.DisabledRegions);
        Assert.Matches(@"^https://[0-9a-f-]{36}\.tokens\.sts\.global\.api\.aws$", limited.OutboundIssuer);
        Assert.Equal((null, null, null), (plain.ServiceControlPolicies, plain.ResourceControlPolicies, plain.OutboundIssuer));
    }

    [Theory]
    [InlineData("\"oidcProviders\":[{\"url\":\"ftp://x\"}]", ".oidcProviders[0].url")]
    [InlineData("\"oidcProviders\":[{\"url\":\"https://x\"},{\"url\":\"https://x\"}]", ".oidcProviders[1].url")]
    [InlineData("\"oidcProviders\":[{\"url\":\"https://x\",\"jwks\":{\"key\":[]}}]", ".oidcProviders[0].jwks")]
    [InlineData("\"oidcProviders\":[{\"url\":\"https://x\",\"thumbprints\":[\"abc\"]}]", ".oidcProviders[0].thumbprints[0]")]
    [InlineData("\"samlProviders\":[{\"name\":\"a b\"}]", ".samlProviders[0].name")]
    [InlineData("\"samlProviders\":[{\"name\":\"a\",\"metadata\":\"<EntityDescriptor/>\"}]", ".samlProviders[0].metadata")]
    [InlineData("\"users\":[{\"name\":\"u\",\"mfaDevices\":[{\"serialNumber\":\"short\",\"seed\":\"JBSWY3DPEHPK3PXP\"}]}]", ".users[0].mfaDevices[0].serialNumber")]
    [InlineData("\"users\":[{\"name\":\"u\",\"mfaDevices\":[{\"serialNumber\":\"GAHT12345678\",\"seed\":\"1\"}]}]", ".users[0].mfaDevices[0].seed")]
    [InlineData("\"users\":[{\"name\":\"u\",\"permissionsBoundary\":\"arn:aws:iam::000000000001:policy/none\"}]", ".users[0].permissionsBoundary")]
    [InlineData("\"disabledRegions\":[\"us-east-1\"]", ".disabledRegions[0]")]
    [InlineData("\"disabledRegions\":[\"Europe\"]", ".disabledRegions[0]")]
    [InlineData("\"outboundWebIdentityFederation\":\"yes\"", ".outboundWebIdentityFederation")]
    [InlineData("\"serviceControlPolicies\":{\"x\":{\"Statement\":[]}}", ".serviceControlPolicies.x.Statement")]
    public void What_is_wrong_is_named_by_its_path(string member, string path)
    {
        Assert.Null(WorldFileReader.Read($$"""{"accounts":[{"id":"000000000001",{{member}}}]}""", out IReadOnlyList<WorldFileError> errors));
        Assert.Equal($"$.accounts[0]{path}", Assert.Single(errors).Path);
    }

    [Theory]
    [InlineData("""{"id":"x","managementAccountId":"000000000001"}""", "$.organization.id")]
    [InlineData("""{"id":"o-exampleorgid","managementAccountId":"000000000009"}""", "$.organization.managementAccountId")]
    [InlineData("""{"id":"o-exampleorgid","managementAccountId":"000000000001","delegatedAdministrators":["1"]}""", "$.organization.delegatedAdministrators[0]")]
    public void An_organization_names_accounts_of_the_world(string organization, string path)
    {
        Assert.Null(WorldFileReader.Read(
            $$"""{"organization":{{organization}},"accounts":[{"id":"000000000001"}]}""", out IReadOnlyList<WorldFileError> errors));
        Assert.Equal(path, Assert.Single(errors).Path);
    }

    private static AccountDefinition ReadAccount(string members)
    {
        World? world = WorldFileReader.Read($$"""{"accounts":[{"id":"000000000001",{{members}}}]}""", out IReadOnlyList<WorldFileError> errors);
        Assert.Empty(errors);
        return world!.Accounts[0].Account;
    }
}
