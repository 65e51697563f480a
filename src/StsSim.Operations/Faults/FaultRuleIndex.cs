using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace StsSim.Operations.Faults;

/// <summary>
/// Finds among many rules those that may be for a request, so that rules for others cost it a look-up. Each rule is found by
/// what one member of its match names. Which member that is does not matter to what is found in the end, for the rule's match
/// decides: the one that the fewest other rules share. A rule of which no member can be looked up is for every request.
/// </summary>
/// <remarks>
/// The access predicates of Fabret et al.: Filtering Algorithms and Implementation for Very Fast Publish/Subscribe Systems,
/// SIGMOD 2001.
/// </remarks>
internal sealed class FaultRuleIndex
{
    // So few are looked at as fast.
    private const int Few = 8;

    private readonly FaultRule[] _rules;
    private readonly FaultMemberIndex[] _members = [];
    private readonly ulong[]? _others;

    public FaultRuleIndex(FaultRule[] rules)
    {
        _rules = rules;
        if (rules.Length <= Few)
        {
            return;
        }

        FaultMemberIndex[] members = NewMembers();
        Dictionary<(FaultMemberIndex, object), int> shared = CountShared(rules, members);
        _others = FaultCandidates.NoneOf(rules.Length);
        for (int i = 0; i < rules.Length; i++)
        {
            (FaultMemberIndex Member, IReadOnlyList<object> Keys)? best = null;
            int fewest = int.MaxValue;
            foreach (FaultMemberIndex member in members)
            {
                if (member.KeysOf(rules[i].Match) is { Count: > 0 } keys && keys.Max(key => shared[(member, key)]) is var most && most < fewest)
                {
                    (best, fewest) = ((member, keys), most);
                }
            }

            if (best is var (by, under))
            {
                by.Add(under, i);
            }
            else
            {
                FaultCandidates.Mark(_others, i);
            }
        }

        _members = [.. members.Where(member => !member.IsEmpty)];
    }

    public FaultCandidates Find(FaultSubject subject)
    {
        var found = new FaultCandidates(_rules, _others);
        foreach (FaultMemberIndex member in _members)
        {
            member.Find(subject, ref found);
        }

        return found;
    }

    // Where as many rules share either, what tells requests apart best is first.
    private static FaultMemberIndex[] NewMembers() =>
    [
        new FaultTextIndex(StringComparer.Ordinal, match => match.AccessKeyIds, subject => subject.AccessKeyId),
        new FaultTextIndex(StringComparer.Ordinal, match => match.FederatedUsers, subject => subject.FederatedUser),
        new FaultTextIndex(StringComparer.Ordinal, match => match.SessionNames, subject => subject.SessionName),
        new FaultTextIndex(StringComparer.Ordinal, match => match.Roles, subject => subject.RequestedRole),
        new FaultTextIndex(StringComparer.Ordinal, match => match.Principals, subject => subject.Principal?.Arn, subject => subject.Principal?.RoleArn),
        new FaultNumberIndex(SingleSources, subject => subject.Source is { } source ? NumberOf(source) : null),
        new FaultNumberIndex(match => match.Accounts?.Select(account => account.Number), subject => subject.Account?.Number),
        new FaultTextIndex(StringComparer.OrdinalIgnoreCase, match => match.ApplicationIds, subject => subject.Client.ApplicationId),
        new FaultTextIndex(StringComparer.OrdinalIgnoreCase, match => match.Regions, subject => subject.Region),
        new FaultTextIndex(StringComparer.OrdinalIgnoreCase, match => match.Operations, subject => subject.Call.Operation.Name),
    ];

    private static Dictionary<(FaultMemberIndex, object), int> CountShared(FaultRule[] rules, FaultMemberIndex[] members)
    {
        var shared = new Dictionary<(FaultMemberIndex, object), int>();
        foreach (FaultRule rule in rules)
        {
            foreach (FaultMemberIndex member in members)
            {
                foreach (object key in member.KeysOf(rule.Match) ?? [])
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(shared, (member, key), out _)++;
                }
            }
        }

        return shared;
    }

    // Ranges, and addresses of version 6, which have scopes, are left to the match.
    private static IEnumerable<long>? SingleSources(FaultMatch match) =>
        match.Sources is { } sources && sources.All(source => source is { BaseAddress.AddressFamily: AddressFamily.InterNetwork, PrefixLength: 32 })
            ? sources.Select(source => NumberOf(source.BaseAddress)!.Value)
            : null;

    private static long? NumberOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        return address.TryWriteBytes(bytes, out _) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : null;
    }
}
