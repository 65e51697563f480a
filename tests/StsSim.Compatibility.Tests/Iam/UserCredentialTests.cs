namespace StsSim.Compatibility.Tests.Iam;

/// <summary>Credentials that no user has here, asked for by clients that delete users by force.</summary>
public sealed class UserCredentialTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Theory]
    [InlineData("ListSSHPublicKeys", "SSHPublicKeys")]
    [InlineData("ListSigningCertificates", "Certificates")]
    [InlineData("ListServiceSpecificCredentials", "ServiceSpecificCredentials")]
    public async Task There_are_none_of_an_existing_user(string action, string list)
    {
        IamAnswer none = (await _account.CallAsync(action, ("UserName", "admin"))).IsSuccess();
        IamAnswer own = (await _account.CallAsync(action)).IsSuccess();

        Assert.Equal(("", "false"), (none.Text(list), none.Text("IsTruncated")));
        Assert.Equal(("", "false"), (own.Text(list), own.Text("IsTruncated")));
        (await _account.CallAsync(action, ("UserName", "nobody"))).IsRefusal(404, "NoSuchEntity", "The user with name nobody cannot be found.");
    }

    [Theory]
    [InlineData("GetLoginProfile")]
    [InlineData("DeleteLoginProfile")]
    public async Task Nobody_has_a_password(string action)
    {
        (await _account.CallAsync(action, ("UserName", "admin"))).IsRefusal(404, "NoSuchEntity", "Login Profile for User admin cannot be found.");
        (await _account.CallAsync(action, ("UserName", "nobody"))).IsRefusal(404, "NoSuchEntity", "The user with name nobody cannot be found.");
    }

    [Fact]
    public async Task Credentials_of_a_service_that_has_none_are_unknown()
    {
        (await _account.CallAsync("ListServiceSpecificCredentials", ("UserName", "admin"), ("ServiceName", "codecommit.amazonaws.com"))).IsSuccess();
        (await _account.CallAsync("ListServiceSpecificCredentials", ("AllUsers", "true"))).IsSuccess();
        (await _account.CallAsync("ListServiceSpecificCredentials", ("UserName", "admin"), ("ServiceName", "lambda.amazonaws.com"))).IsRefusal(
            404, "NoSuchEntity", "No such service lambda.amazonaws.com is supported for Service Specific Credentials");
    }
}
