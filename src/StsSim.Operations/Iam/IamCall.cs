using System.Globalization;
using System.Text;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Iam.Policies;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Authorization;
using StsSim.Operations.Iam.Tags;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Iam;

/// <summary>
/// One request of IAM against one version of its account. Parameters are read first, each noting how it breaks the
/// service model; <see cref="Malformed"/> then has all violations in one error, in the order of reading.
/// </summary>
public sealed class IamCall(AwsCall call, Account account, Authorizer authorizer)
{
    private const int LargestPage = 1000;
    private const int DefaultPage = 100;

    private ParameterConstraints _constraints = new(call.Limits);
    private AwsError? _unreadable;
    private (int Size, string? Marker)? _paging;

    /// <summary>The caller's account as it is now: later than <see cref="Caller"/> knows it where the call is planned anew.</summary>
    public Account Account => account;

    public Caller Caller => call.Caller;

    public string AccountId => account.IdText;

    public string Partition => call.PartitionName;

    public Guid RequestId => call.RequestId;

    /// <summary>How much the request may hold.</summary>
    public RequestLimits Limits => call.Limits;

    /// <summary>The server's clock when the request was received.</summary>
    public DateTimeOffset Now => call.ReceivedAt;

    /// <summary>When an identity was created: those of a world file, with the world.</summary>
    public DateTimeOffset CreationOf(DateTimeOffset createdAt) => createdAt == default ? account.ProvisionedAt : createdAt;

    /// <summary>What is wrong with the parameters read so far, or <see langword="null"/>.</summary>
    public AwsError? Malformed => _unreadable ?? _constraints.ToError();

    /// <param name="name">As on the wire, e.g. <c>UserName</c>.</param>
    public string? Text(string name, ParameterRule rule) => Text(name, rule, required: false);

    /// <summary>Empty, and noted, where the parameter is missing.</summary>
    public string RequiredText(string name, ParameterRule rule) => Text(name, rule, required: true) ?? "";

    /// <summary>A text that must not be echoed, such as a private key.</summary>
    public string? SensitiveText(string name, ParameterRule rule)
    {
        string? value = Find(name);
        _constraints.SensitiveText(Member(name), value, required: false, rule.Minimum, rule.Maximum, rule.Pattern);
        return value;
    }

    /// <summary>Notes that something required is not there.</summary>
    public void Missing(string name) => _constraints.Text(Member(name), null, required: true, 0, 0, ParameterPattern.Any);

    /// <summary>A text of a fixed set, or <see langword="null"/> where it is missing.</summary>
    public string? Choice(string name, params ReadOnlySpan<string> choices)
    {
        string? value = Find(name);
        _constraints.Choice(Member(name), value, choices);
        return value;
    }

    /// <summary>A text of a fixed set; empty, and noted, where it is missing.</summary>
    public string RequiredChoice(string name, params ReadOnlySpan<string> choices)
    {
        if (Choice(name, choices) is { } value)
        {
            return value;
        }

        Missing(name);
        return "";
    }

    /// <summary>A list of texts of a fixed set, <c>{name}.member.{n}</c>.</summary>
    public IReadOnlyList<string> Choices(string name, params ReadOnlySpan<string> choices)
    {
        IReadOnlyList<string> values = Texts(name, ParameterRule.AnyText);
        for (int i = 0; i < values.Count; i++)
        {
            _constraints.Choice($"{Member(name)}.{i + 1}.member", values[i], choices);
        }

        return values;
    }

    public int? Number(string name, int minimum, int maximum)
    {
        if (Find(name) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            _unreadable ??= IamErrors.MalformedInput;
            return null;
        }

        _constraints.Number(Member(name), number, minimum, maximum);
        return number;
    }

    public bool? Flag(string name)
    {
        string? text = Find(name);
        if (text is null or "")
        {
            return null;
        }

        if (!bool.TryParse(text, out bool flag))
        {
            _unreadable ??= IamErrors.MalformedInput;
        }

        return flag;
    }

    /// <summary>A list of texts, <c>{name}.member.{n}</c>.</summary>
    /// <param name="required">Whether an absent list is noted; an SDK sends an empty one as <c>{name}=</c>.</param>
    public IReadOnlyList<string> Texts(string name, ParameterRule rule, int maximum = int.MaxValue, bool required = false)
    {
        byte[] prefix = Encoding.UTF8.GetBytes($"{name}.member.");
        IReadOnlyList<int> numbers = call.Parameters.MemberNumbers(prefix);
        if (required && numbers.Count == 0 && Find(name) is null)
        {
            Missing(name);
        }

        _constraints.Count(Member(name), numbers.Count, maximum);
        string[] values = new string[numbers.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = call.Parameters.FindMember(prefix, numbers[i], ""u8) ?? "";
            _constraints.Text($"{Member(name)}.{i + 1}.member", values[i], required: true, rule.Minimum, rule.Maximum, rule.Pattern);
        }

        return values;
    }

    /// <summary>The <c>Tags</c> of a request, at most fifty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags() => SessionTags.Read(call.Parameters, ref _constraints);

    /// <summary>The same, noted where there is no list at all; an SDK sends an empty one as <c>Tags=</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> RequiredTags()
    {
        IReadOnlyList<KeyValuePair<string, string>> tags = Tags();
        if (tags.Count == 0 && Find("Tags") is null)
        {
            Missing("Tags");
        }

        return tags;
    }

    /// <summary>The <c>TagKeys</c> of a request, at most fifty.</summary>
    public IReadOnlyList<string> RequiredTagKeys() => Texts("TagKeys", ParameterRule.TagKey, IamTags.Maximum, required: true);

    /// <summary>The parameters themselves, for shapes that only one operation has.</summary>
    public QueryParameters Parameters => call.Parameters;

    /// <summary>Whether the caller's policies allow this operation.</summary>
    /// <param name="resource">The ARN acted on, or <c>*</c>.</param>
    /// <param name="named">What a refusal calls the resource, where that is not its ARN.</param>
    /// <returns>The refusal, or <see langword="null"/>.</returns>
    public AwsError? Authorize(string resource, RequestTerms? terms = null, string? named = null) =>
        authorizer.Authorize(call, $"iam:{call.Operation.Name}", resource, terms, named);

    /// <summary>The refusal of what no policy of the caller's account could allow.</summary>
    /// <param name="named">What the refusal calls the resource.</param>
    public AwsError DenyPlainly(string named) => StsErrors.NotAuthorizedPlainly(call.CallerArn, $"iam:{call.Operation.Name}", named);

    /// <summary>Whether the caller's policies allow an operation, where the action has another name than the operation called.</summary>
    public AwsError? Authorize(string operation, string resource, RequestTerms? terms) =>
        authorizer.Authorize(call, $"iam:{operation}", resource, terms);

    /// <summary>What is said of something in another account: it has no policy of its own that could let the caller in.</summary>
    public AwsError RefuseOtherAccount(string arn)
    {
        AwsError plain = DenyPlainly(arn);
        return plain with { Message = $"{plain.Message} because no resource-based policy allows the iam:{call.Operation.Name} action" };
    }

    /// <summary>Whether a managed policy exists that could be attached: of the account, or of AWS.</summary>
    public bool HasPolicy(string arn) => account.Policies.ContainsKey(arn) || ManagedPolicies.Find(arn) is not null;

    /// <summary>
    /// The user named, or the caller itself where the name is left out (IAM API Reference), once the caller's policies
    /// allow this operation on it: who may not hears that, whether there is such a user or not.
    /// </summary>
    /// <param name="name">As read; <see langword="null"/> where it was left out.</param>
    /// <param name="refusal">Why there is none; meaningless otherwise.</param>
    /// <param name="terms">What the request asks for; the user's own tags and boundary are added.</param>
    /// <param name="named">What a refusal calls the user, where that is not <c>user {name}</c>.</param>
    public UserDefinition? FindUser(string? name, out AwsError? refusal, RequestTerms? terms = null, string? named = null)
    {
        User? user = name is null ? CallingUser() : account.FindUser(name);
        if (user is null && name is null)
        {
            refusal = IamErrors.MustSpecifyUserName;
            return null;
        }

        UserDefinition? definition = user?.Definition;
        terms ??= RequestTerms.None;
        refusal = Authorize(
            Arn.User(Partition, AccountId, definition?.Path ?? "/", definition?.Name ?? name!),
            terms with { ResourceTags = definition?.Tags, PermissionsBoundary = terms.PermissionsBoundary ?? definition?.PermissionsBoundary },
            named ?? $"user {definition?.Name ?? name}");
        refusal ??= definition is null ? IamErrors.NoSuchUser(name!) : null;
        return refusal is null ? definition : null;
    }

    /// <summary>A group, likewise.</summary>
    public GroupDefinition? FindGroup(string name, out AwsError? refusal, RequestTerms? terms = null, string? named = null)
    {
        GroupDefinition? group = account.Groups.GetValueOrDefault(name);
        refusal = Authorize(Arn.Group(Partition, AccountId, group?.Path ?? "/", group?.Name ?? name), terms, named ?? $"group {name}");
        refusal ??= group is null ? IamErrors.NoSuchGroup(name) : null;
        return refusal is null ? group : null;
    }

    /// <summary>A role, likewise.</summary>
    public RoleDefinition? FindRole(string name, out AwsError? refusal, RequestTerms? terms = null, string? named = null)
    {
        RoleDefinition? role = account.FindRoleByName(name)?.Definition;
        terms ??= RequestTerms.None;
        refusal = Authorize(
            Arn.Role(Partition, AccountId, role?.Path ?? "/", role?.Name ?? name),
            terms with { ResourceTags = role?.Tags, PermissionsBoundary = terms.PermissionsBoundary ?? role?.PermissionsBoundary },
            named ?? $"role {name}");
        refusal ??= role is null ? IamErrors.NoSuchRole(name) : null;
        return refusal is null ? role : null;
    }

    /// <summary>
    /// Reads <c>Marker</c> and <c>MaxItems</c>: before anything is looked up, as all parameters. <see cref="Page"/> does
    /// it where nothing is.
    /// </summary>
    public (int Size, string? Marker) ReadPaging()
    {
        string? marker = Text("Marker", ParameterRule.Marker);
        _paging = (Number("MaxItems", 1, LargestPage) ?? DefaultPage, marker);
        return _paging.Value;
    }

    /// <summary>The page that <c>Marker</c> and <c>MaxItems</c> ask for.</summary>
    /// <param name="items">In the order of their keys, compared ordinally ignoring case.</param>
    /// <param name="keyOf">What the marker remembers of the last item of a page.</param>
    public IamPage<T> Page<T>(IEnumerable<T> items, Func<T, string> keyOf)
    {
        (int size, string? marker) = _paging ?? ReadPaging();
        if (Malformed is not null)
        {
            return new IamPage<T>([], Marker: null);
        }

        string? last = null;
        if (marker is not null && (last = IamMarker.Decode(marker)) is null)
        {
            _unreadable = IamErrors.InvalidMarker;
            return new IamPage<T>([], Marker: null);
        }

        var page = new List<T>();
        foreach (T item in items)
        {
            if (last is not null && StringComparer.OrdinalIgnoreCase.Compare(keyOf(item), last) <= 0)
            {
                continue;
            }

            if (page.Count == size)
            {
                return new IamPage<T>(page, IamMarker.Encode(keyOf(page[^1])));
            }

            page.Add(item);
        }

        return new IamPage<T>(page, Marker: null);
    }

    private User? CallingUser() => Caller.User is { } user ? account.FindUserById(user.UserId) : null;

    private string? Text(string name, ParameterRule rule, bool required)
    {
        string? value = Find(name);
        _constraints.Text(Member(name), value, required, rule.Minimum, rule.Maximum, rule.Pattern);
        return value;
    }

    private string? Find(string name) => call.Parameters.Find(Encoding.UTF8.GetBytes(name));

    // As AWS's validation spells it: userName, sAMLMetadataDocument, contextEntries.1.member.contextKeyName.
    private static string Member(string name) => name.Split('.') switch
    {
        [var list, "member", var number, var member] => $"{Decapitalize(list)}.{number}.member.{Decapitalize(member)}",
        _ => Decapitalize(name),
    };

    private static string Decapitalize(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
