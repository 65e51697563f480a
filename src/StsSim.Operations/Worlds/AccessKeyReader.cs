using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Worlds;

/// <summary>Reads the access keys of one account of a world file, written out or generated from a seed.</summary>
/// <param name="taken">What stands in the world already, and may stand once.</param>
/// <param name="generated">Told of every key that a file has generated rather than written.</param>
internal sealed class AccessKeyReader(AccountId account, TakenIds taken, WorldSecrets secrets, Action<GeneratedKey>? generated)
{
    /// <param name="owner">Has them in <c>accessKeys</c>.</param>
    /// <param name="user">Whose keys they are, or <see langword="null"/> for the root user's.</param>
    public IReadOnlyList<AccessKeyDefinition> Read(JsonCursor owner, string? user) =>
        [.. owner.Items("accessKeys").Select(key => ReadAccessKey(key, user))];

    private AccessKeyDefinition ReadAccessKey(JsonCursor cursor, string? user)
    {
        cursor.IsObject("accessKeyId", "secretAccessKey", "generate", "status", "createdAt");
        string status = cursor.OptionalText("status") ?? "Active";
        if (status is not ("Active" or "Inactive"))
        {
            cursor.At($"{cursor.Path}.status", default).Error("must be Active or Inactive");
        }

        (string id, string secret) = cursor.TryMember("generate", out _) ? GenerateKey(cursor, user) : ReadWrittenKey(cursor);
        return new AccessKeyDefinition(id, secret, status == "Active") { CreatedAt = cursor.OptionalTime("createdAt") };
    }

    private (string Id, string Secret) ReadWrittenKey(JsonCursor cursor)
    {
        string id = cursor.RequiredText("accessKeyId");
        bool valid = id.Length is >= 16 and <= 128 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!valid || !taken.Keys.Add(id))
        {
            cursor.At($"{cursor.Path}.accessKeyId", default).Error("must be 16 to 128 letters and digits, and no other key's");
        }
        else if (id.StartsWith(AccessKeyId.Temporary, StringComparison.Ordinal))
        {
            cursor.At($"{cursor.Path}.accessKeyId", default).Error("must not begin with ASIA, which marks the keys of sessions");
        }

        return (id, secrets.Required(cursor, "secretAccessKey") ?? "");
    }

    private (string Id, string Secret) GenerateKey(JsonCursor cursor, string? user)
    {
        foreach (string member in (ReadOnlySpan<string>)["accessKeyId", "secretAccessKey"])
        {
            if (cursor.TryMember(member, out JsonCursor written))
            {
                written.Error("follows from the seed in generate, and cannot stand beside it");
            }
        }

        if (secrets.Required(cursor, "generate") is not { } seed)
        {
            return ("", "");
        }

        string id = DerivedAccessKey.IdOf(account, seed, cursor.TemplateNumber);
        string secret = DerivedAccessKey.SecretOf(seed, id);
        if (!taken.Keys.Add(id))
        {
            cursor.At($"{cursor.Path}.generate", default).Error("gives a key that another one here has: two templates of an account need two seeds");
        }

        generated?.Invoke(new GeneratedKey(account.ToString(), user, id, secret));
        return (id, secret);
    }
}
