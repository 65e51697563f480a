using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>Says who calls. No parameters, no permission needed, not even an explicit deny counts; it does count against the quota.</summary>
public sealed class GetCallerIdentity() : StsOperation("GetCallerIdentity")
{
    public override ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        result.Member("Arn"u8, call.CallerArn);
        result.Member("UserId"u8, call.Caller.UserId);
        result.Member("Account"u8, call.Account.IdText);
        return new ValueTask<AwsError?>((AwsError?)null);
    }
}
