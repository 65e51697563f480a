using StsSim.Operations.Accounts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.SigV4;

namespace StsSim.Operations.Authentication;

/// <summary>Who a request says it is from, before its signature is verified.</summary>
/// <param name="Signature">As the request has it; <see langword="null"/> without one.</param>
/// <param name="Refusal">Why nobody has to verify it, or <see langword="null"/>.</param>
/// <param name="Caller"><see langword="null"/> where the key or the session is nobody's.</param>
/// <param name="Key">The long-term key, or <see langword="null"/> for sessions.</param>
public readonly record struct CallerClaim(RequestSignature? Signature, AwsError? Refusal, Caller? Caller, LongTermKey? Key = null)
{
    /// <summary>What the request has to be signed with; empty where anybody's signature will do.</summary>
    internal string SecretAccessKey => Key?.SecretAccessKey ?? Caller?.Session?.SecretAccessKey ?? "";

    public override string ToString() => $"claim of {Caller}"; // the secret stays out of logs
}
