using System.Globalization;
using System.Text.Json;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Iam.Identities;
using StsSim.Operations.IdentityProviders;

namespace StsSim.Operations.Worlds;

/// <summary>
/// Writes a world as a file that <see cref="WorldFileReader"/> reads as the same world: what IAM made is written out,
/// what follows from the rest is left out.
/// </summary>
public sealed class WorldFileWriter : IAsyncDisposable
{
    private const int BytesToFlush = 64 * 1024;

    private readonly Utf8JsonWriter _json;
    private readonly bool _withSecrets;

    private WorldFileWriter(Stream output, bool withSecrets)
    {
        _json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JsonCursor.AsWritten.Encoder });
        _withSecrets = withSecrets;
    }

    /// <param name="schema">Where the schema of world files is, for editors; or <see langword="null"/>.</param>
    /// <param name="withSecrets">Without, each secret is written as a reference to an environment variable, by which the file loads again where that is set.</param>
    public static async Task WriteAsync(Stream output, World world, string? schema, bool withSecrets)
    {
        await using var writer = new WorldFileWriter(output, withSecrets);
        await writer.WriteAsync(WorldTrust.WithArns(world), schema);
    }

    public ValueTask DisposeAsync() => _json.DisposeAsync();

    private async Task WriteAsync(World world, string? schema)
    {
        _json.WriteStartObject();
        Optional("$schema", schema);
        Quotas(world.Quotas);
        Organization(world.Accounts);
        _json.WriteStartArray("accounts");
        foreach (WorldAccount account in world.Accounts)
        {
            await WriteAsync(account);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private async Task WriteAsync(WorldAccount member)
    {
        AccountDefinition account = member.Account;
        AccountSettings settings = account.Settings;
        var id = AccountId.Parse(account.AccountId);
        _json.WriteStartObject();
        _json.WriteString("id", account.AccountId);
        Optional("alias", settings.Alias);
        if (member.Quotas is not null)
        {
            Quotas(member.Quotas);
        }

        if (settings.RootAccessKeys.Count + settings.RootMfaDevices.Count > 0)
        {
            _json.WriteStartObject("root");
            List("accessKeys", settings.RootAccessKeys, AccessKey);
            List("mfaDevices", settings.RootMfaDevices, MfaDevice);
            _json.WriteEndObject();
        }

        PropagationDelay(settings.PropagationDelay);
        OutboundFederation(settings.OutboundIssuer, id);
        if (settings.GlobalTokensAreValidEverywhere)
        {
            _json.WriteString("globalEndpointTokenVersion", WorldFileReader.ValidEverywhere);
        }

        Texts("disabledRegions", settings.DisabledRegions);
        ControlPolicies("serviceControlPolicies", settings.ServiceControlPolicies);
        ControlPolicies("resourceControlPolicies", settings.ResourceControlPolicies);
        List("oidcProviders", account.OidcProviders, OidcProvider);
        List("samlProviders", account.SamlProviders, SamlProvider);
        List("mfaDevices", account.UnassignedMfaDevices, MfaDevice);
        await ListAsync("policies", account.Policies, policy => Policy(policy, id));
        await ListAsync("groups", account.Groups, group => Group(group, id));
        await ListAsync("users", account.Users, user => User(user, account, id));
        await ListAsync("roles", account.Roles, role => Role(role, account, id));
        _json.WriteEndObject();
    }

    private void User(UserDefinition user, AccountDefinition account, AccountId id)
    {
        _json.WriteString("name", user.Name);
        Path(user.Path);
        Id(user.UserId, UniqueId.User, id, $"user/{user.Name}");
        Time("createdAt", user.CreatedAt);
        List("accessKeys", user.AccessKeys, AccessKey);
        Documents("policies", user.Policies);
        Texts("managedPolicyArns", user.ManagedPolicyArns);
        Boundary(user.PermissionsBoundary, account);
        Texts("groups", user.Groups);
        List("mfaDevices", user.MfaDevices, MfaDevice);
        Tags(user.Tags);
    }

    private void Group(GroupDefinition group, AccountId id)
    {
        _json.WriteString("name", group.Name);
        Path(group.Path);
        Id(group.GroupId, UniqueId.Group, id, $"group/{group.Name}");
        Time("createdAt", group.CreatedAt);
        Documents("policies", group.Policies);
        Texts("managedPolicyArns", group.ManagedPolicyArns);
    }

    private void Role(RoleDefinition role, AccountDefinition account, AccountId id)
    {
        _json.WriteString("name", role.Name);
        Path(role.Path);
        Id(role.RoleId, UniqueId.Role, id, $"role/{role.Name}");
        Time("createdAt", role.CreatedAt);
        Optional("description", role.Description);
        Document("trustPolicy", role.TrustPolicy);
        Documents("policies", role.Policies);
        Texts("managedPolicyArns", role.ManagedPolicyArns);
        Boundary(role.PermissionsBoundary, account);
        if (role.MaxSessionDuration != IdentityReader.ShortestSession)
        {
            _json.WriteNumber("maxSessionDuration", role.MaxSessionDuration);
        }

        Tags(role.Tags);
    }

    private void Policy(ManagedPolicyDefinition policy, AccountId id)
    {
        _json.WriteString("name", policy.Name);
        Path(policy.Path);
        Id(policy.PolicyId, UniqueId.Policy, id, $"policy/{policy.Name}");
        Time("createdAt", policy.CreatedAt);
        Time("updatedAt", policy.UpdatedAt);
        Optional("description", policy.Description);
        PolicyVersionDefinition last = policy.Versions[^1];
        if (policy.Versions.Count == 1 && last.Number == 1 && last.CreatedAt == default)
        {
            Document("document", last.Document);
        }
        else
        {
            List("versions", policy.Versions, PolicyVersion);
            if (policy.DefaultVersion != last.Number)
            {
                _json.WriteString("defaultVersionId", VersionId(policy.DefaultVersion));
            }
        }

        if (policy.NextVersion != last.Number + 1)
        {
            _json.WriteString("nextVersionId", VersionId(policy.NextVersion));
        }

        Tags(policy.Tags);
    }

    private void PolicyVersion(PolicyVersionDefinition version)
    {
        _json.WriteString("versionId", VersionId(version.Number));
        Time("createdAt", version.CreatedAt);
        Document("document", version.Document);
    }

    private void AccessKey(AccessKeyDefinition key)
    {
        _json.WriteString("accessKeyId", key.AccessKeyId);
        Secret("secretAccessKey", key.SecretAccessKey, $"SECRET_{key.AccessKeyId}");
        if (!key.Active)
        {
            _json.WriteString("status", "Inactive");
        }

        Time("createdAt", key.CreatedAt);
    }

    private void MfaDevice(MfaDeviceDefinition device)
    {
        _json.WriteString("serialNumber", device.SerialNumber);
        Secret("seed", device.Seed, $"SEED_{device.SerialNumber}");
        Time("enabledAt", device.EnabledAt);
        Tags(device.Tags);
    }

    private void OidcProvider(OidcProviderDefinition provider)
    {
        _json.WriteString("url", provider.Url);
        Texts("clientIds", provider.ClientIds);
        Texts("thumbprints", provider.Thumbprints);
        if (provider.Jwks is not null)
        {
            Document("jwks", provider.Jwks);
        }

        Time("createdAt", provider.CreatedAt);
        Tags(provider.Tags);
    }

    private void SamlProvider(SamlProviderDefinition provider)
    {
        _json.WriteString("name", provider.Name);
        Optional("metadata", provider.Metadata);
        Time("createdAt", provider.CreatedAt);
        Tags(provider.Tags);
    }

    private void Organization(IReadOnlyList<WorldAccount> accounts)
    {
        WorldAccount[] members = [.. accounts.Where(account => account.Account.Settings.Organization is not null)];
        if (members.Length == 0)
        {
            return;
        }

        OrganizationMembership organization = members[0].Account.Settings.Organization!;
        _json.WriteStartObject("organization");
        _json.WriteString("id", organization.OrganizationId);
        _json.WriteString("managementAccountId", organization.ManagementAccountId);
        Texts(
            "delegatedAdministrators",
            [.. members.Where(member => member.Account.Settings.Organization!.IsDelegatedAdministrator).Select(member => member.Account.AccountId)]);
        _json.WriteEndObject();
    }

    // Whole: an account that has quotas of its own follows none of the world's.
    private void Quotas(AccountQuotas quotas)
    {
        _json.WriteStartObject("quotas");
        Limits("default", quotas.Default);
        if (quotas.PerFederatedUser is not null)
        {
            Limits("perFederatedUser", quotas.PerFederatedUser);
        }
        else
        {
            _json.WriteNull("perFederatedUser");
        }

        _json.WriteEndObject();
    }

    private void Limits(string name, QuotaLimits limits)
    {
        _json.WriteStartObject(name);
        _json.WriteNumber("requestsPerSecond", limits.RequestsPerSecond);
        _json.WriteNumber("burst", limits.Burst);
        _json.WriteEndObject();
    }

    private void PropagationDelay(PropagationDelay? delay)
    {
        if (delay is null)
        {
            return;
        }

        _json.WriteStartObject("propagationDelay");
        _json.WriteNumber("minimumMs", delay.Minimum.TotalMilliseconds);
        _json.WriteNumber("maximumMs", delay.Maximum.TotalMilliseconds);
        _json.WriteNumber("seed", delay.Seed);
        _json.WriteEndObject();
    }

    private void OutboundFederation(string? issuer, AccountId account)
    {
        if (issuer == OutboundIssuer.Of(account))
        {
            _json.WriteBoolean("outboundWebIdentityFederation", true);
        }
        else
        {
            Optional("outboundWebIdentityFederation", issuer);
        }
    }

    private void Boundary(string? arn, AccountDefinition account)
    {
        if (arn is null || StsSim.Iam.Policies.ManagedPolicies.Find(arn) is not null || account.Policies.Any(policy => policy.Arn == arn))
        {
            Optional("permissionsBoundary", arn);
            return;
        }

        _json.WriteStartObject("permissionsBoundary");
        _json.WriteString("deletedPolicyArn", arn);
        _json.WriteEndObject();
    }

    private void Secret(string name, string secret, string variable)
    {
        if (_withSecrets)
        {
            _json.WriteString(name, secret);
            return;
        }

        _json.WriteStartObject(name);
        _json.WriteString("env", WorldSecrets.VariablePrefix + string.Concat(variable.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')));
        _json.WriteEndObject();
    }

    private void ControlPolicies(string name, IReadOnlyDictionary<string, string>? policies)
    {
        if (policies is not null)
        {
            Map(name, policies);
        }
    }

    private void Documents(string name, IReadOnlyDictionary<string, string> documents)
    {
        if (documents.Count > 0)
        {
            Map(name, documents);
        }
    }

    private void Map(string name, IReadOnlyDictionary<string, string> documents)
    {
        _json.WriteStartObject(name);
        foreach ((string documentName, string document) in documents)
        {
            Document(documentName, document);
        }

        _json.WriteEndObject();
    }

    // IAM gives a document back as it was given: one that is spaced in some way of its own stays a text.
    private void Document(string name, string document)
    {
        using JsonDocument? parsed = Parse(document);
        _json.WritePropertyName(name);
        if (parsed is not null && JsonSerializer.Serialize(parsed.RootElement, JsonCursor.AsWritten) == document)
        {
            parsed.RootElement.WriteTo(_json);
        }
        else
        {
            _json.WriteStringValue(document);
        }
    }

    private static JsonDocument? Parse(string document)
    {
        try
        {
            return JsonDocument.Parse(document);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Id(string id, string prefix, AccountId account, string derivedFrom)
    {
        if (id != UniqueId.Derive(prefix, account, derivedFrom))
        {
            _json.WriteString("id", id);
        }
    }

    private void Path(string path)
    {
        if (path != "/")
        {
            _json.WriteString("path", path);
        }
    }

    private void Time(string name, DateTimeOffset time)
    {
        if (time != default)
        {
            _json.WriteString(name, time.UtcDateTime);
        }
    }

    private void Tags(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        _json.WriteStartObject("tags");
        foreach ((string key, string value) in tags)
        {
            _json.WriteString(key, value);
        }

        _json.WriteEndObject();
    }

    private void Optional(string name, string? text)
    {
        if (text is not null)
        {
            _json.WriteString(name, text);
        }
    }

    private void Texts(string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (string text in texts)
        {
            _json.WriteStringValue(text);
        }

        _json.WriteEndArray();
    }

    private void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private async Task ListAsync<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        _json.WriteStartArray(name);
        foreach (T item in items)
        {
            _json.WriteStartObject();
            write(item);
            _json.WriteEndObject();
            if (_json.BytesPending > BytesToFlush)
            {
                await _json.FlushAsync();
            }
        }

        _json.WriteEndArray();
    }

    private static string VersionId(int number) => $"v{number.ToString(CultureInfo.InvariantCulture)}";
}
