namespace StsSim.Iam.Policies;

/// <summary>The AWS-managed policies whose documents are known here.</summary>
public static class ManagedPolicies
{
    public const string AdministratorAccessArn = "arn:aws:iam::aws:policy/AdministratorAccess";

    private const string AdministratorAccess =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    /// <summary>The document of an AWS-managed policy, or <see langword="null"/>.</summary>
    public static string? Find(string arn) => arn == AdministratorAccessArn ? AdministratorAccess : null;
}
