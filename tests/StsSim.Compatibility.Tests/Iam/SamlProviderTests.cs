using StsSim.Federation.Saml;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class SamlProviderTests(IamSimulator simulator)
{
    private const string Action = "sts:AssumeRoleWithSAML";

    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_created_provider_lets_in_its_assertions_in_the_next_request()
    {
        string arn = await CreateAsync("idp");
        FederatedRole role = await FederatedRole.CreateAsync(_account, "sso", arn, Action);

        (await role.AssumeWithAssertionAsync(arn)).IsSuccessOf("AssumeRoleWithSAML");
    }

    [Fact]
    public async Task Other_metadata_counts_from_the_next_request_on()
    {
        string arn = await CreateAsync("idp");
        FederatedRole role = await FederatedRole.CreateAsync(_account, "sso", arn, Action);
        (await role.AssumeWithAssertionAsync(arn)).IsSuccessOf("AssumeRoleWithSAML");

        IamAnswer updated = await CallAsync("UpdateSAMLProvider", arn, ("SAMLMetadataDocument", OtherKeys()));

        Assert.Equal(arn, updated.IsSuccess().Text("SAMLProviderArn"));
        (await role.AssumeWithAssertionAsync(arn)).IsRefusal(400, "InvalidIdentityToken", "Response signature invalid");
        (await CallAsync("UpdateSAMLProvider", arn, ("SAMLMetadataDocument", await BuiltInMetadataAsync()))).IsSuccess();
        (await role.AssumeWithAssertionAsync(arn)).IsSuccessOf("AssumeRoleWithSAML");
    }

    [Fact]
    public async Task A_deleted_provider_lets_nobody_in()
    {
        string arn = await CreateAsync("idp");
        FederatedRole role = await FederatedRole.CreateAsync(_account, "sso", arn, Action);
        (await role.AssumeWithAssertionAsync(arn)).IsSuccessOf("AssumeRoleWithSAML");

        (await CallAsync("DeleteSAMLProvider", arn)).IsSuccess();

        Assert.Equal(400, (await role.AssumeWithAssertionAsync(arn)).Status);
        (await CallAsync("DeleteSAMLProvider", arn)).IsRefusal(404, "NoSuchEntity", $"Manifest not found for arn {arn}");
        Assert.Empty((await _account.CallAsync("ListSAMLProviders")).Texts("SAMLProviderList/member/Arn"));
    }

    [Fact]
    public async Task A_provider_is_shown_as_it_was_given_and_is_valid_for_a_hundred_years()
    {
        string metadata = await BuiltInMetadataAsync();
        IamAnswer created = await _account.CallAsync(
            "CreateSAMLProvider", ("Name", "Idp-1"), ("SAMLMetadataDocument", metadata), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "blue"));
        string arn = created.IsSuccess().Text("SAMLProviderArn");

        IamAnswer got = (await CallAsync("GetSAMLProvider", arn)).IsSuccess();
        IamAnswer listed = (await _account.CallAsync("ListSAMLProviders")).IsSuccess();

        Assert.Equal($"arn:aws:iam::{_account.Id}:saml-provider/Idp-1", arn);
        Assert.Equal(["blue"], created.Texts("Tags/member/Value"));
        Assert.Equal(metadata, got.Text("SAMLMetadataDocument"));
        Assert.Matches("^[A-Z0-9]{22,64}$", got.Text("SAMLProviderUUID"));
        Assert.Equal(["team"], got.Texts("Tags/member/Key"));
        int creationYear = int.Parse(got.Text("CreateDate")[..4], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"{creationYear + 100}", got.Text("ValidUntil")[..4]);
        Assert.Equal([arn], listed.Texts("SAMLProviderList/member/Arn"));
        Assert.Equal(got.Texts("ValidUntil"), listed.Texts("SAMLProviderList/member/ValidUntil"));
        Assert.Equal(got.Texts("CreateDate"), listed.Texts("SAMLProviderList/member/CreateDate"));
    }

    [Fact]
    public async Task Metadata_may_say_itself_until_when_it_is_valid()
    {
        string metadata = (await BuiltInMetadataAsync()).Replace(" entityID=", " validUntil=\"2031-02-03T04:05:06Z\" entityID=", StringComparison.Ordinal);
        string arn = (await _account.CallAsync("CreateSAMLProvider", ("Name", "dated"), ("SAMLMetadataDocument", metadata))).IsSuccess().Text("SAMLProviderArn");

        Assert.Equal("2031-02-03T04:05:06Z", (await CallAsync("GetSAMLProvider", arn)).Text("ValidUntil"));
    }

    [Fact]
    public async Task Names_are_taken_whatever_their_case_and_a_new_one_is_another_provider()
    {
        string arn = await CreateAsync("idp");
        string uuid = (await CallAsync("GetSAMLProvider", arn)).Text("SAMLProviderUUID");
        Assert.Equal(uuid, (await CallAsync("GetSAMLProvider", arn)).Text("SAMLProviderUUID"));
        (await _account.CallAsync("CreateSAMLProvider", ("Name", "IDP"), ("SAMLMetadataDocument", await BuiltInMetadataAsync())))
            .IsRefusal(409, "EntityAlreadyExists", "Provider with name IDP already exists.");
        (await CallAsync("DeleteSAMLProvider", arn)).IsSuccess();

        await CreateAsync("idp");

        Assert.NotEqual(uuid, (await CallAsync("GetSAMLProvider", arn)).Text("SAMLProviderUUID"));
    }

    [Fact]
    public async Task What_is_no_metadata_is_refused()
    {
        (await _account.CallAsync("CreateSAMLProvider", ("Name", "idp"), ("SAMLMetadataDocument", $"<a>{new string(' ', 1000)}</a>")))
            .IsRefusal(400, "InvalidInput", "Could not parse metadata: Its root is no EntityDescriptor of SAML 2.0.");
        (await _account.CallAsync("CreateSAMLProvider", ("Name", "i dp"), ("SAMLMetadataDocument", "<a/>"))).IsRefusal(
            400,
            "ValidationError",
            "2 validation errors detected: Value '<a/>' at 'sAMLMetadataDocument' failed to satisfy constraint: "
            + "Member must have length greater than or equal to 1000; "
            + @"Value 'i dp' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w._-]+");
        string arn = await CreateAsync("idp");
        (await CallAsync("UpdateSAMLProvider", arn)).IsRefusal(
            400, "InvalidInput", "Unable to update identity provider. No updates are defined for metadata or encryption assertion.");
    }

    [Fact]
    public async Task Encrypted_assertions_are_not_promised()
    {
        string arn = await CreateAsync("idp");

        (await CallAsync("UpdateSAMLProvider", arn, ("AssertionEncryptionMode", "Required"))).IsRefusal(
            400, "InvalidInput", "Unable to set assertion encryption mode to Required because no private key is provided.");
        (await CallAsync("UpdateSAMLProvider", arn, ("AddPrivateKey", "a-key-nobody-may-see")))
            .IsRefusal(400, "InvalidInput", "Encrypted SAML assertions are not supported.");
        (await CallAsync("UpdateSAMLProvider", arn, ("RemovePrivateKey", "ASIAABCDEFGHIJKLMNOPQRST")))
            .IsRefusal(400, "InvalidInput", "Failed to remove private key because the Key ID does not match a private key.");
        (await CallAsync("UpdateSAMLProvider", arn, ("AssertionEncryptionMode", "Maybe"))).IsRefusal(
            400,
            "ValidationError",
            "1 validation error detected: Value 'Maybe' at 'assertionEncryptionMode' failed to satisfy constraint: "
            + "Member must satisfy enum value set: [Required, Allowed]");
    }

    [Fact]
    public async Task Tags_are_put_and_taken_off()
    {
        string arn = await CreateAsync("idp");

        (await CallAsync("TagSAMLProvider", arn, ("Tags.member.1.Key", "a"), ("Tags.member.1.Value", "1"))).IsSuccess();
        (await CallAsync("TagSAMLProvider", arn, ("Tags.member.1.Key", "b"), ("Tags.member.1.Value", "2"))).IsSuccess();
        (await CallAsync("UntagSAMLProvider", arn, ("TagKeys.member.1", "a"))).IsSuccess();

        Assert.Equal(["b"], (await CallAsync("ListSAMLProviderTags", arn)).IsSuccess().Texts("Tags/member/Key"));
    }

    // The built-in issuer's name on keys that it does not have.
    private static string OtherKeys() =>
        new SamlIssuer(SamlSigningKey.Create(TimeProvider.System.GetUtcNow()), "https://saml.stssim.test").Metadata("https://saml.stssim.test/sso");

    private Task<string> BuiltInMetadataAsync() =>
        simulator.Http.GetStringAsync(new Uri(simulator.Endpoint, "/_stssim/idp/saml/metadata"), TestContext.Current.CancellationToken);

    private Task<IamAnswer> CallAsync(string action, string arn, params (string Name, string Value)[] parameters) =>
        _account.CallAsync(action, [("SAMLProviderArn", arn), .. parameters]);

    private async Task<string> CreateAsync(string name) =>
        (await _account.CallAsync("CreateSAMLProvider", ("Name", name), ("SAMLMetadataDocument", await BuiltInMetadataAsync()))).IsSuccess().Text("SAMLProviderArn");
}
