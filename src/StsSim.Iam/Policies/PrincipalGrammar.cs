using System.Text.Json;
using StsSim.Iam.Identities;
using static StsSim.Iam.Policies.JsonShape;

namespace StsSim.Iam.Policies;

/// <summary>
/// The grammar of a <c>Principal</c> element. Sources: IAM User Guide, "AWS JSON policy elements: Principal" for the
/// forms, for groups that cannot be principals and for wildcards that an ARN cannot hold here.
/// </summary>
internal static class PrincipalGrammar
{
    public static PrincipalList Read(JsonProperty element, string path)
    {
        bool negated = element.Name == "NotPrincipal";
        if (IsString(element.Value, "*"))
        {
            return new PrincipalList([new PrincipalEntry(PrincipalKind.Any, "*")], negated);
        }

        Expect(element.Value.ValueKind == JsonValueKind.Object, path, "A principal is \"*\" or an object.");
        var entries = new List<PrincipalEntry>();
        foreach (JsonProperty kind in element.Value.EnumerateObject())
        {
            string at = $"{path}.{kind.Name}";
            Expect(TryFindKind(kind.Name, out PrincipalKind principalKind), at, $"'{kind.Name}' is no type of principal.");
            foreach ((JsonElement value, string valueAt) in OneOrMore(kind.Value, at))
            {
                string text = Text(value, valueAt);
                Check(principalKind, text, valueAt);
                entries.Add(new PrincipalEntry(principalKind, text));
            }
        }

        return new PrincipalList(entries, negated);
    }

    public static string NameOf(PrincipalKind kind) => kind switch
    {
        PrincipalKind.Aws => "AWS",
        PrincipalKind.Service => "Service",
        PrincipalKind.Federated => "Federated",
        PrincipalKind.CanonicalUser => "CanonicalUser",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Stands alone, without a type."),
    };

    private static bool TryFindKind(string name, out PrincipalKind kind)
    {
        (bool known, kind) = name switch
        {
            "AWS" => (true, PrincipalKind.Aws),
            "Service" => (true, PrincipalKind.Service),
            "Federated" => (true, PrincipalKind.Federated),
            "CanonicalUser" => (true, PrincipalKind.CanonicalUser),
            _ => (false, default),
        };
        return known;
    }

    private static void Check(PrincipalKind kind, string text, string path)
    {
        if (text == "*")
        {
            return;
        }

        string? reason = text switch
        {
            "" => "A principal is not empty.",
            _ when text.AsSpan().ContainsAny('*', '?') => "A principal is \"*\" or holds no wildcard.",
            _ when kind == PrincipalKind.Aws && !IsAwsPrincipal(text) =>
                "An AWS principal is an account id, a unique id, or the ARN of an account, user, role or session.",
            _ => null,
        };
        if (reason is not null)
        {
            throw new GrammarException(path, reason) { Principal = text };
        }
    }

    private static bool IsAwsPrincipal(string text)
    {
        if (AccountId.TryParse(text, out _) || UniqueId.IsOfPrincipal(text))
        {
            return true;
        }

        if (!Arn.TryParse(text, out ArnParts arn) || !AccountId.TryParse(arn.Account, out _) || !arn.Region.IsEmpty)
        {
            return false;
        }

        ReadOnlySpan<char> resource = arn.Resource;
        return arn.Service switch
        {
            "iam" => resource is "root" || HasName(resource, "user/") || HasName(resource, "role/"),
            "sts" => HasName(resource, "federated-user/") || (HasName(resource, "assumed-role/") && resource.Count('/') == 2 && resource[^1] != '/'),
            _ => false,
        };
    }

    private static bool HasName(ReadOnlySpan<char> resource, string type) =>
        resource.StartsWith(type, StringComparison.Ordinal) && resource.Length > type.Length;
}
