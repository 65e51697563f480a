using System.Text.Json;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
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
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The world that ships with the simulator.</summary>
    public static World ReadDefault()
    {
        using Stream stream = typeof(WorldFileReader).Assembly.GetManifestResourceStream("default-world.json")!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd(), out IReadOnlyList<WorldFileError> errors)
            ?? throw new InvalidOperationException($"The embedded world is not valid: {errors[0]}");
    }

    /// <summary>The world, or <see langword="null"/> and at least one error.</summary>
    public static World? Read(string json, out IReadOnlyList<WorldFileError> errors)
    {
        var found = new List<WorldFileError>();
        errors = found;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Lenient);
            World world = ReadWorld(new JsonCursor(document.RootElement, "$", found));
            return found.Count == 0 ? world : null;
        }
        catch (JsonException e)
        {
            found.Add(new WorldFileError("$", $"is not JSON: {e.Message}"));
            return null;
        }
        catch (InvalidOperationException)
        {
            found.Add(new WorldFileError("$", JsonCursor.HalfPair)); // in the name of a member: names are compared while parsing
            return null;
        }
    }

    private static World ReadWorld(JsonCursor root)
    {
        if (!root.IsObject("$schema", "accounts", "organization", "quotas"))
        {
            return new World([]);
        }

        AccountQuotas defaults = root.TryMember("quotas", out JsonCursor quotas) ? QuotasReader.Read(quotas, AccountQuotas.Aws) : AccountQuotas.Aws;
        var keyIds = new HashSet<string>();
        var accountIds = new HashSet<string>();
        var aliases = new HashSet<string>();
        var accounts = new List<WorldAccount>();
        foreach (JsonCursor account in root.Items("accounts"))
        {
            accounts.Add(ReadAccount(account, defaults, accountIds, aliases, keyIds));
        }

        if (accounts.Count == 0)
        {
            root.At("$.accounts", default).Error("must hold at least one account");
        }

        var world = new World(root.TryMember("organization", out JsonCursor organization) ? OrganizationReader.Join(organization, accounts) : accounts);
        return WorldTrust.WithIds(world, root);
    }

    private static WorldAccount ReadAccount(
        JsonCursor cursor, AccountQuotas defaults, HashSet<string> accountIds, HashSet<string> aliases, HashSet<string> keyIds)
    {
        cursor.IsObject(
            "id", "alias", "root", "users", "groups", "roles", "policies", "oidcProviders", "samlProviders", "outboundWebIdentityFederation",
            "serviceControlPolicies", "resourceControlPolicies", "disabledRegions", "quotas");
        string id = cursor.RequiredText("id");
        if (!AccountId.TryParse(id, out AccountId accountId) || !accountIds.Add(id))
        {
            cursor.At($"{cursor.Path}.id", default).Error("must be twelve digits, and no other account's");
        }

        var identities = new IdentityReader(accountId, keyIds);
        IReadOnlyList<ManagedPolicyDefinition> policies = identities.ReadPolicies(cursor);
        IReadOnlyList<GroupDefinition> groups = identities.ReadGroups(cursor, policies);
        bool hasRoot = cursor.TryMember("root", out JsonCursor root) && root.IsObject("accessKeys", "mfaDevices");
        var account = new AccountDefinition
        {
            AccountId = accountId.ToString(),
            Settings = new AccountSettings
            {
                Alias = ReadAlias(cursor, aliases),
                RootAccessKeys = hasRoot ? identities.ReadAccessKeys(root) : [],
                RootMfaDevices = hasRoot ? IdentityReader.ReadMfaDevices(root) : [],
                OutboundIssuer = cursor.OptionalFlag("outboundWebIdentityFederation") ? OutboundIssuer.Of(accountId) : null,
                ServiceControlPolicies = IdentityReader.ReadControlPolicies(cursor, "serviceControlPolicies"),
                ResourceControlPolicies = IdentityReader.ReadControlPolicies(cursor, "resourceControlPolicies"),
                DisabledRegions = [.. cursor.Items("disabledRegions").Select(ReadRegion)],
            },
            Policies = policies,
            Groups = groups,
            Users = identities.ReadUsers(cursor, policies),
            Roles = identities.ReadRoles(cursor, policies),
            OidcProviders = ProviderReader.ReadOidcProviders(cursor),
            SamlProviders = ProviderReader.ReadSamlProviders(cursor),
        };

        return new WorldAccount(account, cursor.TryMember("quotas", out JsonCursor quotas) ? QuotasReader.Read(quotas, defaults) : defaults);
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
