using System.Net;
using StsSim.Iam.Identities;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults;

/// <summary>Reads <c>match</c> of a fault rule: lists of texts, and numbers of attempts as <c>2</c> or <c>"2-4"</c>, <c>"3-"</c>.</summary>
internal static class FaultMatchReader
{
    private const int MostAttempts = 1000;
    private const int MostItems = 10_000;

    /// <param name="operations">Names of operations, which one without wildcards has to be of.</param>
    public static FaultMatch Read(JsonCursor rule, IReadOnlyCollection<string> operations)
    {
        if (!rule.TryMember("match", out JsonCursor match) || !match.IsObject(
            "accounts", "operations", "principals", "roles", "federatedUsers", "sessionNames", "accessKeyIds", "credentials", "userAgents", "sdks",
            "retryModes", "applicationIds", "regions", "sources", "attempts", "headers"))
        {
            return new FaultMatch();
        }

        return new FaultMatch
        {
            Accounts = List(match, "accounts", ReadAccount),
            Operations = List(match, "operations", item => ReadOperation(item, operations)),
            Principals = List(match, "principals", ReadText),
            Roles = List(match, "roles", ReadText),
            FederatedUsers = List(match, "federatedUsers", ReadText),
            SessionNames = List(match, "sessionNames", ReadText),
            AccessKeyIds = List(match, "accessKeyIds", ReadText),
            Credentials = List(match, "credentials", ReadCredentialKind),
            UserAgents = List(match, "userAgents", ReadText),
            Sdks = List(match, "sdks", ReadText),
            RetryModes = List(match, "retryModes", ReadText),
            ApplicationIds = List(match, "applicationIds", ReadText),
            Regions = List(match, "regions", ReadText),
            Sources = List(match, "sources", ReadSource),
            Attempts = List(match, "attempts", ReadAttempts),
            Headers = [.. match.Members("headers").Select(header => (header.Name, (IReadOnlyList<string>)ReadValues(header.Value)))],
        };
    }

    // An empty list would be for nobody, which nobody means.
    private static List<T>? List<T>(JsonCursor match, string name, Func<JsonCursor, T> read)
    {
        if (!match.TryMember(name, out JsonCursor list))
        {
            return null;
        }

        var items = new List<T>();
        foreach (JsonCursor item in match.Items(name))
        {
            items.Add(read(item));
        }

        if (items.Count is 0 or > MostItems && list.Element.ValueKind == System.Text.Json.JsonValueKind.Array)
        {
            list.Error(items.Count == 0 ? "must not be empty; leave it out to match everything" : $"must hold no more than {MostItems}");
        }

        return items;
    }

    private static string ReadText(JsonCursor item)
    {
        string text = item.Text() ?? "";
        if (text.Length is 0 or > 2048)
        {
            item.Error("must be 1 to 2048 characters");
        }

        return text;
    }

    private static AccountId ReadAccount(JsonCursor item)
    {
        if (!AccountId.TryParse(item.Text() ?? "", out AccountId account))
        {
            item.Error("must be the twelve digits of an account id");
        }

        return account;
    }

    private static string ReadOperation(JsonCursor item, IReadOnlyCollection<string> operations)
    {
        string name = ReadText(item);
        if (!name.Contains('*') && !name.Contains('?') && !operations.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            string guess = Spelling.Nearest(name, operations.ToArray()) is { } near ? $"; did you mean {near}?" : "";
            item.Error($"is no operation of STS or IAM{guess}");
        }

        return name;
    }

    private static CredentialKind ReadCredentialKind(JsonCursor item)
    {
        switch (item.Text())
        {
            case "none":
                return CredentialKind.None;
            case "longTerm":
                return CredentialKind.LongTerm;
            case "session":
                return CredentialKind.Session;
            default:
                item.Error("must be none, longTerm or session");
                return CredentialKind.None;
        }
    }

    private static IPNetwork ReadSource(JsonCursor item)
    {
        string text = item.Text() ?? "";
        if (IPNetwork.TryParse(text, out IPNetwork network))
        {
            return WithoutMapping(network);
        }

        if (!text.Contains('/') && IPAddress.TryParse(text, out IPAddress? address))
        {
            return WithoutMapping(new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128));
        }

        item.Error("must be an address such as 192.0.2.7, or a range such as 192.0.2.0/24");
        return default;
    }

    // Requests, too, come from the address of version 4 that one of version 6 stands for.
    private static IPNetwork WithoutMapping(IPNetwork network) => network is { BaseAddress.IsIPv4MappedToIPv6: true, PrefixLength: >= 96 }
        ? new IPNetwork(network.BaseAddress.MapToIPv4(), network.PrefixLength - 96)
        : network;

    private static (int From, int To) ReadAttempts(JsonCursor item)
    {
        if (item.Element.ValueKind == System.Text.Json.JsonValueKind.Number)
        {
            int only = item.Whole(1, MostAttempts) ?? 1;
            return (only, only);
        }

        string[] ends = (item.Element.ValueKind == System.Text.Json.JsonValueKind.String ? item.Text() ?? "" : "").Split('-');
        if (ends.Length == 2
            && TryReadAttempt(ends[0], out int from)
            && (ends[1].Length == 0 ? MostAttempts : TryReadAttempt(ends[1], out int last) ? last : 0) is var to
            && to >= from)
        {
            return (from, to);
        }

        item.Error($"must be a number between 1 and {MostAttempts}, or a range such as \"2-4\" or \"3-\"");
        return (1, 1);
    }

    private static bool TryReadAttempt(string text, out int attempt) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out attempt) && attempt is >= 1 and <= MostAttempts;

    private static string[] ReadValues(JsonCursor value)
    {
        if (value.Element.ValueKind != System.Text.Json.JsonValueKind.Array)
        {
            return [ReadText(value)];
        }

        string[] values = [.. value.Items().Select(ReadText)];
        if (values.Length is 0 or > MostItems)
        {
            value.Error(values.Length == 0 ? "must not be empty; leave it out to match everything" : $"must hold no more than {MostItems}");
        }

        return values;
    }
}
