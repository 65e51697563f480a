using StsSim.Compatibility.Tests.Clients.Cases;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>
/// Clients that call STS by themselves, because their configuration names a role: the way most programs come to use it.
/// </summary>
public abstract class CredentialProviderTests<TClient>(TClient client, DefaultWorldSimulator simulator) : IClassFixture<TClient>, IDisposable
    where TClient : StsClient
{
    private static readonly ClientCall WhoAmI = new("GetCallerIdentity", [], Key: null);

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("stssim-credentials-");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _files.Delete(recursive: true);
    }

    [Fact]
    public async Task A_token_file_makes_it_a_session_of_the_role_as_in_a_pod()
    {
        string token = await WebIdentity.Token("""{"subject": "system:serviceaccount:default:app"}""")(simulator);
        Assert.Equal("arn:aws:sts::123456789012:assumed-role/web/pod", await WhoAmIAsync(new()
        {
            ["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/web",
            ["AWS_WEB_IDENTITY_TOKEN_FILE"] = Write("token", token),
            ["AWS_ROLE_SESSION_NAME"] = "pod",
        }));
    }

    [Fact]
    public async Task A_profile_with_a_role_of_another_account_makes_it_a_session_of_that_role() => Assert.Equal(
        "arn:aws:sts::210987654321:assumed-role/cross-account/deployment",
        await WhoAmIAsync(new()
        {
            ["AWS_PROFILE"] = "deployment",
            ["AWS_CONFIG_FILE"] = Write("config", $"""
                [profile user]
                aws_access_key_id = {ClientWorld.Administrator.AccessKeyId}
                aws_secret_access_key = {ClientWorld.Administrator.SecretAccessKey}

                [profile deployment]
                role_arn = arn:aws:iam::210987654321:role/cross-account
                source_profile = user
                external_id = stssim-external-id
                role_session_name = deployment
                duration_seconds = 900
                region = us-east-1
                """),
        }));

    private async Task<string?> WhoAmIAsync(Dictionary<string, string> environment)
    {
        Assert.SkipWhen(client.MissingBecause is not null, client.MissingBecause ?? "");
        environment["HOME"] = _files.FullName; // where the AWS CLI keeps sessions, which outlive a simulator
        environment["AWS_ENDPOINT_URL_STS"] = simulator.Endpoint.GetLeftPart(UriPartial.Authority);
        environment["AWS_REGION"] = environment["AWS_DEFAULT_REGION"] = "us-east-1";
        ClientAnswer answer = await client.CallAsync(simulator.Endpoint, WhoAmI, environment);
        Assert.True(answer.Result is not null, $"{answer.Error}");
        return answer.Result!.Value.GetProperty("Arn").GetString();
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_files.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
