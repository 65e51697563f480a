using System.Text.Json;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Iam.Identities;
using StsSim.Operations.IdentityProviders;

namespace StsSim.Operations.Worlds;

/// <summary>
/// Writes a world as a file that <see cref="WorldFileReader"/> reads as the same world: what IAM made is written out,
/// what follows from the rest is left out.
/// </summary>
public sealed class WorldFileWriter
{
    private readonly WorldJson _json;

    private WorldFileWriter(WorldJson json) => _json = json;

    /// <param name="schema">Where the schema of world files is, for editors; or <see langword="null"/>.</param>
    /// <param name="withSecrets">Without, each secret is written as a reference to an environment variable, by which the file loads again where that is set.</param>
    public static async Task WriteAsync(Stream output, World world, string? schema, bool withSecrets)
    {
        await using var json = new WorldJson(output, withSecrets);
        await new WorldFileWriter(json).WriteAsync(WorldTrust.WithArns(world), schema);
    }

    private async Task WriteAsync(World world, string? schema)
    {
        _json.Writer.WriteStartObject();
        _json.Optional("$schema", schema);
        if (world.Seed != 0)
        {
            _json.Writer.WriteNumber("seed", world.Seed);
        }

        Quotas(world.Quotas);
        Misbehaviour(world.Misbehaviour);
        Organization(world.Accounts);
        _json.Writer.WriteStartArray("accounts");
        foreach (WorldAccount account in world.Accounts)
        {
            await WriteAsync(account);
        }

        _json.Writer.WriteEndArray();
        _json.Writer.WriteEndObject();
    }

    private async Task WriteAsync(WorldAccount member)
    {
        AccountDefinition account = member.Account;
        AccountSettings settings = account.Settings;
        var identities = new IdentityWriter(_json, account);
        _json.Writer.WriteStartObject();
        _json.Writer.WriteString("id", account.AccountId);
        _json.Optional("alias", settings.Alias);
        if (member.Quotas is not null)
        {
            Quotas(member.Quotas);
        }

        if (settings.RootAccessKeys.Count + settings.RootMfaDevices.Count > 0)
        {
            _json.Writer.WriteStartObject("root");
            _json.List("accessKeys", settings.RootAccessKeys, identities.AccessKey);
            _json.List("mfaDevices", settings.RootMfaDevices, identities.MfaDevice);
            _json.Writer.WriteEndObject();
        }

        Misbehaviour(member.Misbehaviour);
        PropagationDelay(settings.PropagationDelay);
        OutboundFederation(settings.OutboundIssuer, AccountId.Parse(account.AccountId));
        if (settings.GlobalTokensAreValidEverywhere)
        {
            _json.Writer.WriteString("globalEndpointTokenVersion", WorldFileReader.ValidEverywhere);
        }

        _json.Texts("disabledRegions", settings.DisabledRegions);
        ControlPolicies("serviceControlPolicies", settings.ServiceControlPolicies);
        ControlPolicies("resourceControlPolicies", settings.ResourceControlPolicies);
        _json.List("oidcProviders", account.OidcProviders, OidcProvider);
        _json.List("samlProviders", account.SamlProviders, SamlProvider);
        _json.List("mfaDevices", account.UnassignedMfaDevices, identities.MfaDevice);
        await _json.ListAsync("policies", account.Policies, identities.Policy);
        await _json.ListAsync("groups", account.Groups, identities.Group);
        await _json.ListAsync("users", account.Users, identities.User);
        await _json.ListAsync("roles", account.Roles, identities.Role);
        _json.Writer.WriteEndObject();
    }

    private void OidcProvider(OidcProviderDefinition provider)
    {
        _json.Writer.WriteString("url", provider.Url);
        _json.Texts("clientIds", provider.ClientIds);
        _json.Texts("thumbprints", provider.Thumbprints);
        if (provider.Jwks is not null)
        {
            _json.Document("jwks", provider.Jwks);
        }

        _json.Time("createdAt", provider.CreatedAt);
        _json.Tags(provider.Tags);
    }

    private void SamlProvider(SamlProviderDefinition provider)
    {
        _json.Writer.WriteString("name", provider.Name);
        _json.Optional("metadata", provider.Metadata);
        _json.Time("createdAt", provider.CreatedAt);
        _json.Tags(provider.Tags);
    }

    private void Organization(IReadOnlyList<WorldAccount> accounts)
    {
        WorldAccount[] members = [.. accounts.Where(account => account.Account.Settings.Organization is not null)];
        if (members.Length == 0)
        {
            return;
        }

        OrganizationMembership organization = members[0].Account.Settings.Organization!;
        _json.Writer.WriteStartObject("organization");
        _json.Writer.WriteString("id", organization.OrganizationId);
        _json.Writer.WriteString("managementAccountId", organization.ManagementAccountId);
        _json.Texts(
            "delegatedAdministrators",
            [.. members.Where(member => member.Account.Settings.Organization!.IsDelegatedAdministrator).Select(member => member.Account.AccountId)]);
        _json.Writer.WriteEndObject();
    }

    // Whole: an account that has quotas of its own follows none of the world's.
    private void Quotas(AccountQuotas quotas)
    {
        _json.Writer.WriteStartObject("quotas");
        Limits("default", quotas.Default);
        Limits("perFederatedUser", quotas.PerFederatedUser);
        Limits("perPrincipal", quotas.PerPrincipal);
        Limits("perSource", quotas.PerSource);
        if (quotas.Operations is null)
        {
            _json.Writer.WriteNull("operations");
        }
        else
        {
            _json.Writer.WriteStartObject("operations");
            foreach ((string operation, QuotaLimits limits) in quotas.Operations.OrderBy(operation => operation.Key, StringComparer.Ordinal))
            {
                Limits(operation, limits);
            }

            _json.Writer.WriteEndObject();
        }

        _json.Writer.WriteEndObject();
    }

    private void Limits(string name, QuotaLimits? limits)
    {
        if (limits is null)
        {
            _json.Writer.WriteNull(name);
            return;
        }

        _json.Writer.WriteStartObject(name);
        _json.Writer.WriteNumber("requestsPerSecond", limits.RequestsPerSecond);
        _json.Writer.WriteNumber("burst", limits.Burst);
        _json.Writer.WriteEndObject();
    }

    private void Misbehaviour(Misbehaviour misbehaviour)
    {
        if (misbehaviour.Clock is { } clock)
        {
            _json.Writer.WriteStartObject("clock");
            _json.Writer.WriteNumber("sessionTimeScale", clock.SessionTimeScale);
            _json.Writer.WriteNumber("skewSeconds", clock.SkewSeconds);
            _json.Writer.WriteEndObject();
        }

        _json.List("faults", misbehaviour.Faults, Fault);
    }

    private void Fault(FaultRuleDefinition rule)
    {
        _json.Writer.WriteString("id", rule.Id);
        if (rule.Lifetime is { } lifetime)
        {
            _json.Writer.WriteNumber("ttlSeconds", lifetime.TotalSeconds);
        }

        using JsonDocument members = JsonDocument.Parse(rule.Json);
        foreach (JsonProperty member in members.RootElement.EnumerateObject())
        {
            member.WriteTo(_json.Writer);
        }
    }

    private void PropagationDelay(PropagationDelay? delay)
    {
        if (delay is null)
        {
            return;
        }

        _json.Writer.WriteStartObject("propagationDelay");
        _json.Writer.WriteNumber("minimumMs", delay.Minimum.TotalMilliseconds);
        _json.Writer.WriteNumber("maximumMs", delay.Maximum.TotalMilliseconds);
        _json.Writer.WriteNumber("seed", delay.Seed);
        _json.Writer.WriteEndObject();
    }

    private void OutboundFederation(string? issuer, AccountId account)
    {
        if (issuer == OutboundIssuer.Of(account))
        {
            _json.Writer.WriteBoolean("outboundWebIdentityFederation", true);
        }
        else
        {
            _json.Optional("outboundWebIdentityFederation", issuer);
        }
    }

    private void ControlPolicies(string name, IReadOnlyDictionary<string, string>? policies)
    {
        if (policies is not null)
        {
            _json.Map(name, policies);
        }
    }
}
