using System.Text.Json;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Iam.Identities;
using StsSim.Operations.Faults;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Parameters;
using StsSim.Protocol.SigV4;

namespace StsSim.Operations.Worlds;

/// <summary>
/// Reads a world file, JSON with comments: accounts with their identities, and the quotas they start under. Reports all
/// errors at once, each with its JSON path.
/// </summary>
public static class WorldFileReader
{
    /// <summary>The largest whole number that every reader of JSON knows exactly: 2 to the 53rd.</summary>
    public const double LargestSeed = 9_007_199_254_740_992;

    internal const string ValidInDefaultRegions = "v1Token";
    internal const string ValidEverywhere = "v2Token";

    /// <summary>The world that ships with the simulator.</summary>
    public static World ReadDefault() => Read(JsonFile.Embedded("default-world.json"), out IReadOnlyList<WorldFileError> errors)
        ?? throw new InvalidOperationException($"The embedded world is not valid: {errors[0]}");

    /// <summary>The JSON Schema of world files.</summary>
    public static string ReadSchema() => JsonFile.Embedded("world.schema.json");

    /// <summary>The world of a text that came from anywhere, or <see langword="null"/> and at least one error.</summary>
    public static World? Read(string json, out IReadOnlyList<WorldFileError> errors) => Read(json, WorldSecrets.OfText(), out errors);

    /// <summary>The world, or <see langword="null"/> and at least one error.</summary>
    /// <param name="generated">Told of every access key that the file has generated.</param>
    public static World? Read(string json, WorldSecrets secrets, out IReadOnlyList<WorldFileError> errors, Action<GeneratedKey>? generated = null)
    {
        return JsonFile.Read(json, root => ReadWorld(root, secrets, generated), out errors);
    }

    private static World ReadWorld(JsonCursor root, WorldSecrets secrets, Action<GeneratedKey>? generated)
    {
        if (!root.IsObject("$schema", "accounts", "organization", "quotas", "faults", "clock", "seed") || !WorldBounds.Hold(root))
        {
            return new World([]);
        }

        root.OptionalText("$schema");
        AccountQuotas defaults = root.TryMember("quotas", out JsonCursor quotas) ? QuotasReader.Read(quotas, AccountQuotas.Aws) : AccountQuotas.Aws;
        var taken = new TakenIds();
        WorldAccount[] accounts = [.. root.Instances("accounts").Select(account => ReadAccount(account, defaults, taken, secrets, generated))];
        if (accounts.Length == 0)
        {
            root.At("$.accounts", default).Error("must hold at least one account");
        }

        var world = new World(root.TryMember("organization", out JsonCursor organization) ? OrganizationReader.Join(organization, accounts) : accounts)
        {
            Quotas = defaults,
            Misbehaviour = MisbehaviourReader.Read(root),
            Seed = ReadSeed(root),
        };
        return WorldTrust.WithIds(world, taken.TrustPolicies);
    }

    private static WorldAccount ReadAccount(
        JsonCursor cursor, AccountQuotas defaults, TakenIds taken, WorldSecrets secrets, Action<GeneratedKey>? generated)
    {
        cursor.IsObject(
            "id", "alias", "root", "users", "groups", "roles", "policies", "oidcProviders", "samlProviders", "mfaDevices", "outboundWebIdentityFederation",
            "globalEndpointTokenVersion", "serviceControlPolicies", "resourceControlPolicies", "disabledRegions", "quotas",
            "propagationDelay", "faults", "clock", "count");
        string id = cursor.RequiredText("id");
        if (!AccountId.TryParse(id, out AccountId accountId) || !taken.Accounts.Add(id))
        {
            cursor.At($"{cursor.Path}.id", default).Error("must be twelve digits, and no other account's");
        }

        cursor = cursor.In(accountId);
        var accessKeys = new AccessKeyReader(accountId, taken, secrets, generated);
        var mfaDevices = new MfaDeviceReader(secrets);
        var identities = new IdentityReader(accountId, taken, accessKeys, mfaDevices);
        IReadOnlyList<ManagedPolicyDefinition> policies = identities.ReadPolicies(cursor);
        IReadOnlyList<GroupDefinition> groups = identities.ReadGroups(cursor);
        bool hasRoot = cursor.TryMember("root", out JsonCursor root) && root.IsObject("accessKeys", "mfaDevices");
        var account = new AccountDefinition
        {
            AccountId = accountId.ToString(),
            Settings = new AccountSettings
            {
                Alias = ReadAlias(cursor, taken.Aliases),
                RootAccessKeys = hasRoot ? accessKeys.Read(root, user: null) : [],
                RootMfaDevices = hasRoot ? mfaDevices.Read(root) : [],
                OutboundIssuer = ReadOutboundIssuer(cursor, accountId),
                GlobalTokensAreValidEverywhere = ReadTokenVersion(cursor) == ValidEverywhere,
                ServiceControlPolicies = IdentityReader.ReadControlPolicies(cursor, "serviceControlPolicies"),
                ResourceControlPolicies = IdentityReader.ReadControlPolicies(cursor, "resourceControlPolicies"),
                DisabledRegions = [.. cursor.Items("disabledRegions").Select(ReadRegion)],
                PropagationDelay = cursor.TryMember("propagationDelay", out JsonCursor delay) ? PropagationDelayReader.Read(delay) : null,
            },
            Policies = policies,
            Groups = groups,
            Users = identities.ReadUsers(cursor),
            Roles = identities.ReadRoles(cursor),
            OidcProviders = ProviderReader.ReadOidcProviders(cursor),
            SamlProviders = ProviderReader.ReadSamlProviders(cursor),
            UnassignedMfaDevices = mfaDevices.Read(cursor),
        };

        return new WorldAccount(account, cursor.TryMember("quotas", out JsonCursor quotas) ? QuotasReader.Read(quotas, defaults) : null)
        {
            Misbehaviour = MisbehaviourReader.Read(cursor),
        };
    }

    private static long ReadSeed(JsonCursor root)
    {
        double seed = root.OptionalNumber("seed", -LargestSeed, LargestSeed) ?? 0;
        if (seed != Math.Floor(seed))
        {
            root.At("$.seed", default).Error("must be a whole number");
        }

        return (long)seed;
    }

    // true for the issuer that is the account's in every world; an issuer that IAM enabled may be another.
    private static string? ReadOutboundIssuer(JsonCursor owner, AccountId account)
    {
        if (!owner.TryMember("outboundWebIdentityFederation", out JsonCursor member) || member.Element.ValueKind != JsonValueKind.String)
        {
            return owner.OptionalFlag("outboundWebIdentityFederation") ? OutboundIssuer.Of(account) : null;
        }

        string? issuer = member.Text();
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out Uri? uri) || uri.Scheme != Uri.UriSchemeHttps || !uri.Host.EndsWith(OutboundIssuer.HostSuffix, StringComparison.Ordinal))
        {
            member.Error($"must be true, false or an issuer, https://…{OutboundIssuer.HostSuffix}");
        }

        return issuer;
    }

    private static string ReadTokenVersion(JsonCursor owner)
    {
        string version = owner.OptionalText("globalEndpointTokenVersion") ?? ValidInDefaultRegions;
        if (version is not (ValidInDefaultRegions or ValidEverywhere))
        {
            owner.At($"{owner.Path}.globalEndpointTokenVersion", default).Error($"must be {ValidInDefaultRegions} or {ValidEverywhere}");
        }

        return version;
    }

    private static string? ReadAlias(JsonCursor cursor, HashSet<string> aliases)
    {
        string? alias = cursor.OptionalText("alias");
        if (alias is not null && (!ParameterPattern.AccountAlias.Matches(alias) || !aliases.Add(alias)))
        {
            cursor.At($"{cursor.Path}.alias", default).Error("must be 3 to 63 lower-case letters, digits and single hyphens between them, and no other account's");
        }

        return alias;
    }

    private static string ReadRegion(JsonCursor cursor)
    {
        string region = cursor.Text() ?? "";
        if (!RegionName.IsValid(region))
        {
            cursor.Error("must be the name of a Region, such as eu-west-1");
        }
        else if (region == "us-east-1")
        {
            cursor.Error("cannot be disabled: STS in us-east-1 is always active");
        }

        return region;
    }
}
