using StsSim.Iam.Credentials;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Sts;

/// <summary>
/// What sessions may not call whatever their policies say: a federated user nothing of STS but GetCallerIdentity, a
/// session of GetSessionToken nothing but that and AssumeRole (IAM User Guide, "Compare AWS STS credentials"). How AWS
/// words the refusal is not recorded.
/// </summary>
internal static class SessionLimits
{
    public static AwsError? Check(AwsCall call, string action, string resource) =>
        call.Caller.Session?.Kind is SessionKind.FederatedUser or SessionKind.User or SessionKind.Root
            ? StsErrors.NotAuthorizedPlainly(call.CallerArn, action, resource)
            : null;
}
