namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>A member of a result, as the generated code of every client knows it from the service model.</summary>
internal sealed record ResultMember(string Name, MemberKind Kind, params ResultMember[] Members)
{
    private static readonly ResultMember Credentials = Structure(
        "Credentials", Text("AccessKeyId"), Text("SecretAccessKey"), Text("SessionToken"), new("Expiration", MemberKind.Timestamp));

    private static readonly ResultMember AssumedRoleUser = Structure("AssumedRoleUser", Text("AssumedRoleId"), Text("Arn"));
    private static readonly ResultMember PackedPolicySize = new("PackedPolicySize", MemberKind.Integer);

    private static readonly Dictionary<string, ResultMember[]> Results = new()
    {
        ["GetCallerIdentity"] = [Text("UserId"), Text("Account"), Text("Arn")],
        ["GetSessionToken"] = [Credentials],
        ["GetFederationToken"] = [Credentials, Structure("FederatedUser", Text("FederatedUserId"), Text("Arn")), PackedPolicySize],
        ["AssumeRole"] = [Credentials, AssumedRoleUser, PackedPolicySize, Text("SourceIdentity")],
        ["AssumeRoleWithWebIdentity"] =
            [Credentials, Text("SubjectFromWebIdentityToken"), AssumedRoleUser, PackedPolicySize, Text("Provider"), Text("Audience"), Text("SourceIdentity")],
        ["AssumeRoleWithSAML"] =
        [
            Credentials, AssumedRoleUser, PackedPolicySize, Text("Subject"), Text("SubjectType"), Text("Issuer"), Text("Audience"),
            Text("NameQualifier"), Text("SourceIdentity"),
        ],
    };

    /// <summary>The members of an operation's result.</summary>
    public static ResultMember ResultOf(string operation) => Structure($"{operation}Result", Results[operation]);

    public ResultMember? Find(string name) => Array.Find(Members, member => member.Name == name);

    private static ResultMember Text(string name) => new(name, MemberKind.Text);

    private static ResultMember Structure(string name, params ResultMember[] members) => new(name, MemberKind.Structure, members);
}
