namespace StsSim.Operations.Iam.UserCredentials;

/// <summary>A user's keys for CodeCommit: none.</summary>
public sealed class ListSSHPublicKeys(IamServices services)
    : ListAbsentCredentials("ListSSHPublicKeys", "SSHPublicKeys", ParameterRule.NewUserName, services);
