namespace StsSim.Operations.Iam.UserCredentials;

/// <summary>A user's X.509 certificates: none.</summary>
public sealed class ListSigningCertificates(IamServices services)
    : ListAbsentCredentials("ListSigningCertificates", "Certificates", ParameterRule.UserName, services);
