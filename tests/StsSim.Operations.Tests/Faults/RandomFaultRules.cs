using System.Text.Json;
using StsSim.Operations.Authentication;
using StsSim.Operations.Tests.Observation;

namespace StsSim.Operations.Tests.Faults;

/// <summary>Rules and calls of few words, so that many are for each other: the same for the same seed.</summary>
internal sealed class RandomFaultRules(int seed)
{
    private static readonly string[] Names = ["a", "ab", "abc", "abd", "b", "ba", "A", "Ab"];
    private static readonly string[] Patterns = [.. Names, "a*", "ab*", "abc*", "a?", "a?*", "?", "*", "*b", "b*a", "A*", @"a\*", @"\ab"];
    private static readonly string[] Operations = ["GetCallerIdentity", "GetFederationToken", "AssumeRole", "GetUser"];
    private static readonly string[] OperationPatterns = [.. Operations, "getcalleridentity", "get*", "Get*Token", "*Role", "Assume?ole", "*"];
    private static readonly string[] Regions = ["us-east-1", "us-west-2", "eu-west-1"];
    private static readonly string[] RegionPatterns = [.. Regions, "US-east-1", "us-*", "EU-*", "*-1"];
    private static readonly string[] Sources = ["192.0.2.1", "192.0.2.2", "::ffff:192.0.2.1", "2001:db8::1"];
    private static readonly string[] SourceRanges = [.. Sources, "192.0.2.0/24", "2001:db8::/32", "::/0", "192.0.2.0/31"];
    private static readonly string[] Applications = ["bill", "Bill", "ship"];
    private static readonly string[] Keys = [FaultCaller.UserKey, FaultCaller.SessionKey, "AKIA*", "AS*", "AKIAOTHER"];

    private readonly Random _random = new(seed);

    /// <summary>A rule as it is written, of which each member of the match is there or not.</summary>
    public string Rule()
    {
        var match = new Dictionary<string, object>();
        Add("operations", OperationPatterns, 0.3);
        Add("accounts", ["123456789012", "210987654321"], 0.15);
        Add("principals", [.. Patterns.Select(pattern => $"arn:aws:iam::123456789012:role/team/{pattern}"), .. Patterns.Select(pattern => $"arn:aws:sts::123456789012:assumed-role/app/{pattern}"), "arn:aws:iam::123456789012:user/team/Alice", "arn:*", "*:role/team/app"], 0.2);
        Add("roles", [.. Patterns.Select(pattern => $"arn:aws:iam::123456789012:role/{pattern}")], 0.15);
        Add("federatedUsers", Patterns, 0.3);
        Add("sessionNames", Patterns, 0.2);
        Add("accessKeyIds", Keys, 0.15);
        Add("regions", RegionPatterns, 0.15);
        Add("sources", SourceRanges, 0.15);
        Add("applicationIds", [.. Applications, "b*", "*"], 0.1);
        Add("credentials", ["none", "longTerm", "session"], 0.1);
        return JsonSerializer.Serialize(new { match, effect = new { type = "malform" } });

        void Add(string member, string[] items, double probability)
        {
            if (_random.NextDouble() < probability)
            {
                match[member] = _random.GetItems(items, _random.Next(1, 4));
            }
        }
    }

    /// <summary>The same with something that it strikes by.</summary>
    public string RuleThatStrikes() => _random.Next(6) switch
    {
        0 => With("\"every\": 3"),
        1 => With("\"first\": 2, \"skip\": 1"),
        2 => With("\"probability\": 0"),
        3 => With("\"probability\": 0.3"),
        4 => With("\"probability\": 0.3, \"maxActive\": 2"),
        _ => With("\"probability\": 0.2, \"schedule\": {\"periodSeconds\": 2, \"activeSeconds\": 1, \"rampSeconds\": 60}"),
    };

    public AwsCall Call(FaultCaller callers)
    {
        var request = new ClientRequest(("User-Agent", $"Boto3/1.43.11 md/Botocore#1.43.11 app/{One(Applications)}"))
        {
            From = _random.Next(3) == 0 ? null : System.Net.IPAddress.Parse(One(Sources)),
        };
        string operation = One(Operations);
        string form = operation switch
        {
            "GetFederationToken" => $"Action={operation}&Name={One(Names)}",
            "AssumeRole" => $"Action={operation}&RoleArn=arn:aws:iam::123456789012:role/{One(Names)}&RoleSessionName={One(Names)}",
            _ => $"Action={operation}",
        };
        Caller? caller = _random.Next(3) switch
        {
            0 => callers.User,
            1 => callers.RoleSession(One(Names)),
            _ => callers.FederatedUser(One(Names)),
        };
        return _random.Next(8) == 0
            ? FaultCaller.Unsigned(form, request, _random.Next(2) == 0 ? callers.Account : null)
            : callers.Call(form, request, caller, One(Regions));
    }

    private string With(string members) => $"{{ {members}, {Rule()[1..]}";

    private string One(string[] items) => items[_random.Next(items.Length)];
}
