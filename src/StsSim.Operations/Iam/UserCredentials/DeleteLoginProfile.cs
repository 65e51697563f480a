namespace StsSim.Operations.Iam.UserCredentials;

/// <summary>Takes a user's password away: no user here has one, and clients that clean up know what that means.</summary>
public sealed class DeleteLoginProfile(IamServices services) : IamOperation("DeleteLoginProfile", services)
{
    protected override IamOutcome Plan(IamCall call) => LoginProfileRefusal.Of(call);
}
