using System.IO.Hashing;

namespace StsSim.Operations.Observation;

/// <summary>Hashes of what requests ask for.</summary>
internal static class RequestFingerprint
{
    /// <summary>The same for requests of the same operation with the same parameters; what signs or dates a request is left out.</summary>
    public static ulong Of(AwsCall call)
    {
        ulong hash = 0;
        for (int i = 0; i < call.Parameters.Count; i++)
        {
            call.Parameters.GetEntry(i, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value);
            if (!name.StartsWith("X-Amz-"u8))
            {
                // Added, so that the order of parameters does not matter.
                hash += XxHash3.HashToUInt64(value, (long)XxHash3.HashToUInt64(name));
            }
        }

        return hash;
    }

    /// <summary>The same for sessions that one would be refreshed by: of the same role, federated user or principal.</summary>
    public static ulong OfSession(AwsCall call)
    {
        ReadOnlySpan<byte> subject = call.Parameters.TryGet("RoleArn"u8, out ReadOnlySpan<byte> role) ? role
            : call.Parameters.TryGet("Name"u8, out ReadOnlySpan<byte> name) ? name
            : call.Parameters.TryGet("TargetPrincipal"u8, out ReadOnlySpan<byte> target) ? target
            : default;
        return XxHash3.HashToUInt64(subject, (long)XxHash3.HashToUInt64(call.Operation.Utf8Name.Span));
    }
}
