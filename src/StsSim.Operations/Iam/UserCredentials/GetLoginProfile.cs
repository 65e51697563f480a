namespace StsSim.Operations.Iam.UserCredentials;

/// <summary>A user's login profile: no user here has one.</summary>
public sealed class GetLoginProfile(IamServices services) : IamOperation("GetLoginProfile", services)
{
    protected override IamOutcome Plan(IamCall call) => LoginProfileRefusal.Of(call);
}
