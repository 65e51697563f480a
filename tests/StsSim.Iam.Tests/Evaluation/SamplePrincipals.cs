using StsSim.Iam.Evaluation;

namespace StsSim.Iam.Tests.Evaluation;

/// <summary>One caller of each type; those that have an account have this one.</summary>
internal static class SamplePrincipals
{
    public const string Account = "111122223333";
    public const string OtherAccount = "444455556666";
    public const string AliceArn = "arn:aws:iam::111122223333:user/staff/Alice";
    public const string AliceId = "AIDACKCEVSQ6C2EXAMPLE";
    public const string RoleArn = "arn:aws:iam::111122223333:role/service/Deployer";
    public const string RoleId = "AROACKCEVSQ6C2EXAMPLE";
    public const string SessionArn = "arn:aws:sts::111122223333:assumed-role/Deployer/build-7";
    public const string BobArn = "arn:aws:sts::111122223333:federated-user/Bob";
    public const string OidcProvider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

    public static Principal Root { get; } = new() { Type = PrincipalType.Account, Arn = "arn:aws:iam::111122223333:root", AccountId = Account };

    public static Principal Alice { get; } = new() { Type = PrincipalType.User, Arn = AliceArn, AccountId = Account, UniqueId = AliceId };

    public static Principal Session { get; } =
        new() { Type = PrincipalType.AssumedRole, Arn = SessionArn, AccountId = Account, RoleArn = RoleArn, UniqueId = RoleId };

    public static Principal Bob { get; } =
        new() { Type = PrincipalType.FederatedUser, Arn = BobArn, AccountId = Account, UserArn = AliceArn, UniqueId = AliceId };

    public static Principal WebIdentity { get; } = new() { Type = PrincipalType.WebIdentity, Arn = OidcProvider };

    public static Principal Google { get; } = new() { Type = PrincipalType.WebIdentity, Arn = "accounts.google.com" };

    public static Principal Saml { get; } = new() { Type = PrincipalType.Saml, Arn = "arn:aws:iam::111122223333:saml-provider/Corp" };

    public static Principal Ec2 { get; } = new() { Type = PrincipalType.Service, Arn = "ec2.amazonaws.com" };

    public static Principal Anonymous { get; } = new() { Type = PrincipalType.Anonymous, Arn = "" };
}
