using System.Net;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Operations.Observation;

/// <summary>What tells clients of one group apart, without making an ARN of it.</summary>
/// <param name="Identity">The id of the user, role or account called with; without any, of the key or the role asked for.</param>
/// <param name="Session">The session's name, or <see langword="null"/>.</param>
internal readonly record struct ClientKey(string Identity, string? Session, IPAddress? Source)
{
    public static ClientKey Of(AwsCall call)
    {
        IPAddress? source = call.Request.RemoteAddress;
        return call.Claim.Caller is { } caller
            ? new ClientKey(caller.User?.UserId ?? caller.Role?.RoleId ?? caller.Account.IdText, caller.Session?.Name, source)
            : new ClientKey(
                call.Claim.Signature?.Scope.AccessKeyId ?? call.Parameters.Find("RoleArn"u8) ?? "anonymous", call.Parameters.Find("RoleSessionName"u8), source);
    }

    /// <summary>The client as it is shown.</summary>
    public static ObservedClient Describe(AwsCall call)
    {
        IPAddress? source = call.Request.RemoteAddress;
        string? address = (source is { IsIPv4MappedToIPv6: true } ? source.MapToIPv4() : source)?.ToString();
        string principal = call.Claim switch
        {
            { Caller: { } caller } => caller.PrincipalIn(call.PartitionName).Arn,
            { Signature: { } signature } => $"access key {signature.Scope.AccessKeyId}",
            _ when call.Parameters.Find("RoleArn"u8) is { } role => $"{role} as {call.Parameters.Find("RoleSessionName"u8)}",
            _ => "anonymous",
        };
        return new ObservedClient(principal.Length <= LongestPrincipal ? principal : principal[..LongestPrincipal], address);
    }

    private const int LongestPrincipal = 2048;
}
