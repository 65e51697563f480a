using System.Text.Json;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;

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
        if (!root.IsObject("$schema", "accounts", "quotas"))
        {
            return new World([]);
        }

        AccountQuotas defaults = root.TryMember("quotas", out JsonCursor quotas) ? QuotasReader.Read(quotas, AccountQuotas.Aws) : AccountQuotas.Aws;
        var keyIds = new HashSet<string>();
        var accountIds = new HashSet<string>();
        var accounts = new List<WorldAccount>();
        foreach (JsonCursor account in root.Items("accounts"))
        {
            accounts.Add(ReadAccount(account, defaults, accountIds, keyIds));
        }

        if (accounts.Count == 0)
        {
            root.At("$.accounts", default).Error("must hold at least one account");
        }

        return new World(accounts);
    }

    private static WorldAccount ReadAccount(JsonCursor cursor, AccountQuotas defaults, HashSet<string> accountIds, HashSet<string> keyIds)
    {
        cursor.IsObject("id", "alias", "root", "users", "roles", "policies", "quotas");
        string id = cursor.RequiredText("id");
        if (!AccountId.TryParse(id, out AccountId accountId) || !accountIds.Add(id))
        {
            cursor.At($"{cursor.Path}.id", default).Error("must be twelve digits, and no other account's");
        }

        var identities = new IdentityReader(accountId, keyIds);
        IReadOnlyList<ManagedPolicyDefinition> policies = identities.ReadPolicies(cursor);
        var account = new AccountDefinition
        {
            AccountId = accountId.ToString(),
            Alias = cursor.OptionalText("alias"),
            RootAccessKeys = cursor.TryMember("root", out JsonCursor root) && root.IsObject("accessKeys") ? identities.ReadAccessKeys(root) : [],
            Policies = policies,
            Users = identities.ReadUsers(cursor, policies),
            Roles = identities.ReadRoles(cursor, policies),
        };

        return new WorldAccount(account, cursor.TryMember("quotas", out JsonCursor quotas) ? QuotasReader.Read(quotas, defaults) : defaults);
    }
}
