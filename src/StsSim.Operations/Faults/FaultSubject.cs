using System.IO.Hashing;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Authentication;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Faults;

/// <summary>
/// What fault rules can look at of a request. Who calls is who the request says it is: faults come before signatures are
/// verified. Everything is worked out when a rule first asks.
/// </summary>
public sealed class FaultSubject(AwsCall call)
{
    private const int AccountIdLength = 12;

    [ThreadStatic]
    private static XxHash3? _hash;

    private Principal? _principal;
    private IPAddress? _source;
    private SdkClient? _client;
    private ulong? _fingerprint;
    private ulong? _clientKey;
    private Found? _federatedUser;
    private Found? _requestedRole;
    private Found? _sessionName;

    public AwsCall Call => call;

    public Caller? Caller => call.Claim.Caller;

    /// <summary>The caller's account; of an unsigned request, the account of the role asked for.</summary>
    public AccountId? Account => call.PayingAccount?.Id;

    public Principal? Principal => _principal ??= Caller?.PrincipalIn(call.PartitionName);

    /// <summary>The federated user that is asked for, or that calls.</summary>
    public string? FederatedUser => (_federatedUser ??= new Found(FindFederatedUser())).Text;

    /// <summary>The ARN of the role that is asked for.</summary>
    public string? RequestedRole => (_requestedRole ??= new Found(call.Parameters.Find("RoleArn"u8))).Text;

    /// <summary>The role session's name that is asked for, or else the caller's.</summary>
    public string? SessionName => (_sessionName ??= new Found(FindSessionName())).Text;

    public string? AccessKeyId => call.Claim.Signature?.Scope.AccessKeyId;

    /// <summary>Of a signed request the one it was signed for.</summary>
    public string Region => call.Claim.Signature?.Scope.Region ?? call.Region;

    public IPAddress? Source => _source ??= call.Request.RemoteAddress is { IsIPv4MappedToIPv6: true } address ? address.MapToIPv4() : call.Request.RemoteAddress;

    public SdkClient Client => _client ??= SdkClient.Of(call.Request);

    /// <summary>The number of the attempt at its invocation, from 1; 1 where the client does not say.</summary>
    public int Attempt => call.Attempt;

    /// <summary>What the attempts of one invocation have in common, and no other invocation.</summary>
    public ulong Invocation => SdkClient.InvocationOf(call.Request) is { } id ? XxHash3.HashToUInt64(MemoryMarshal.AsBytes(id.AsSpan())) : Fingerprint;

    /// <summary>Tells clients apart and survives their refreshing credentials: who calls, from where, with which program.</summary>
    public ulong ClientKey => _clientKey ??= HashClient();

    /// <summary>
    /// The same for the same request, whatever process it meets and whenever: who asks for what with which parameters,
    /// and for which time. What only signs or dates a request is left out.
    /// </summary>
    public ulong Fingerprint => _fingerprint ??= HashRequest();

    private string? FindFederatedUser() => call.Operation is Sts.GetFederationToken
        ? call.Parameters.Find("Name"u8)
        : Caller is { IsFederatedUser: true } caller ? caller.Session!.Name : null;

    private string? FindSessionName() =>
        call.Parameters.Find("RoleSessionName"u8) ?? (Caller is { Role: not null } caller ? caller.Session?.Name : null);

    private ulong HashClient()
    {
        XxHash3 hash = NewHash();
        Append(hash, Account?.ToString());
        AppendCaller(hash);
        Append(hash, SessionName);
        Append(hash, Source?.ToString());
        Append(hash, call.Request.TryGetHeader("User-Agent", out string agent) ? agent : null);
        return hash.GetCurrentHashAsUInt64();
    }

    private ulong HashRequest()
    {
        XxHash3 hash = NewHash();
        hash.Append(call.Operation.Utf8Name.Span);
        Append(hash, call.PayingAccountIsLeased ? null : Account?.ToString());
        AppendCaller(hash);
        Append(hash, Caller?.Session?.Name);
        Append(hash, Region);
        hash.Append([(byte)Attempt]);
        Span<byte> account = stackalloc byte[AccountIdLength];
        int length = Account is { } id ? Encoding.ASCII.GetBytes(id.ToString(), account) : 0;
        for (int i = 0; i < call.Parameters.Count; i++)
        {
            call.Parameters.GetEntry(i, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value);
            if (!name.StartsWith("X-Amz-"u8) && !name.SequenceEqual("WebIdentityToken"u8) && !name.SequenceEqual("SAMLAssertion"u8))
            {
                hash.Append(name);
                hash.Append("="u8);
                AppendWithout(hash, value, account[..length]);
                hash.Append("&"u8);
            }
        }

        return hash.GetCurrentHashAsUInt64();
    }

    // Its state is half a kilobyte.
    private static XxHash3 NewHash()
    {
        XxHash3 hash = _hash ??= new XxHash3();
        hash.Reset();
        return hash;
    }

    // A leased account has another id each time: in ARNs, too.
    private static void AppendWithout(XxHash3 hash, ReadOnlySpan<byte> value, ReadOnlySpan<byte> account)
    {
        while (!account.IsEmpty && value.IndexOf(account) is >= 0 and var at)
        {
            hash.Append(value[..at]);
            value = value[(at + account.Length)..];
        }

        hash.Append(value);
    }

    // By names, for ids that IAM makes up are others each time, and so are those of sessions.
    private void AppendCaller(XxHash3 hash) => Append(hash, Caller switch
    {
        null => null,
        { IsFederatedUser: true } federated => federated.Session!.Name,
        { Role: { } role } => role.Name,
        { } other => other.User?.Name ?? "/",
    });

    private static void Append(XxHash3 hash, string? text)
    {
        hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
        hash.Append([0, 0]);
    }

    // That there is none is worth remembering, too.
    private readonly record struct Found(string? Text);
}
