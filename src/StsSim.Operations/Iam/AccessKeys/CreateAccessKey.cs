using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Credentials;
using StsSim.Operations.Cluster;
using StsSim.Operations.Sessions;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.AccessKeys;

/// <summary>Creates an active access key, whose secret is told this once.</summary>
public sealed class CreateAccessKey(IamServices services, ClusterLink cluster, AccessKeyNumbers numbers) : IamOperation("CreateAccessKey", services)
{
    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string? userName = call.Text("UserName", ParameterRule.UserName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (AccessKeyOwner.Find(call, userName, out AwsError? refusal) is not { } owner)
        {
            return refusal!;
        }

        if (owner.Keys.Count >= IamLimits.AccessKeysPerUser)
        {
            return IamErrors.QuotaExceeded("AccessKeysPerUser", IamLimits.AccessKeysPerUser);
        }

        ulong serial = cluster.Environment.Serials.Permute((ulong)await numbers.NextAsync());
        var key = new AccessKeyDefinition(AccessKeyId.Encode(AccessKeyId.LongTerm, call.Account.Id, serial), SecretAccessKey.Create(), Active: true)
        {
            CreatedAt = call.Now,
        };
        return IamOutcome.Changed(owner.With([.. owner.Keys, key]), result =>
        {
            result.BeginStructure("AccessKey"u8);
            owner.WriteName(result);
            result.Member("AccessKeyId"u8, key.AccessKeyId);
            result.Member("Status"u8, AccessKeyOwner.StatusOf(key));
            result.Member("SecretAccessKey"u8, key.SecretAccessKey);
            result.Member("CreateDate"u8, key.CreatedAt);
            result.EndStructure("AccessKey"u8);
        });
    }
}
