using StsSim.Operations.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Sts;

/// <summary>
/// Whether STS is activated in the Region of a call, for the account that is asked to generate credentials (service
/// model). Operations that issue nothing answer in every Region.
/// </summary>
internal static class RegionActivation
{
    public static AwsError? Check(AwsCall call, Account account) =>
        account.IsActiveIn(call.Region) ? null : StsErrors.RegionDisabled(account.Id);
}
