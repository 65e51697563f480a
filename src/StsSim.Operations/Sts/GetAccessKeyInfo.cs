using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Authorization;
using StsSim.Operations.Cluster;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>
/// Names the account an access key id belongs to. New-form ids carry it, so AWS answers for any account and even for
/// keys that do not exist; ids of the old form are known only if this world holds them.
/// </summary>
public sealed class GetAccessKeyInfo(ClusterLink cluster, Authorizer authorizer) : StsOperation("GetAccessKeyInfo")
{
    public override ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result) => new(Execute(call, result));

    private AwsError? Execute(AwsCall call, ResultWriter result)
    {
        string? accessKeyId = call.Parameters.Find("AccessKeyId"u8);
        var constraints = new ParameterConstraints(call.Limits);
        constraints.Text("accessKeyId", accessKeyId, required: true, 16, 128, ParameterPattern.AccessKeyId);
        if ((constraints.ToError() ?? SessionLimits.Check(call, "sts:GetAccessKeyInfo", "*") ?? authorizer.Authorize(call, "sts:GetAccessKeyInfo", "*")) is { } refusal)
        {
            return refusal;
        }

        AccountId? owner = cluster.Environment.AccountOf(accessKeyId!);
        if (owner is null && AccessKeyId.TryDecodeAccount(accessKeyId, out AccountId encoded))
        {
            owner = encoded;
        }

        if (owner is null)
        {
            return StsErrors.Validation($"Access key {accessKeyId} does not exist");
        }

        result.Member("Account"u8, owner.Value.ToString());
        return null;
    }
}
