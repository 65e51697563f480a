using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Python;

/// <summary>
/// boto3 or the AWS CLI in a child process, its credentials in the environment and nothing else of the machine's AWS
/// configuration. Where it is not installed the test is skipped and says why.
/// </summary>
internal static class ClientProgram
{
    /// <summary>Runs one of the scripts of this folder, which print one line of JSON.</summary>
    public static async Task<JsonElement> RunScriptAsync(string script, ClientKey key, Uri endpoint, params string[] arguments)
    {
        (int exitCode, string output, string error) = await RunAsync(
            PythonProgram.Python, [Path.Combine(AppContext.BaseDirectory, "Python", script), .. arguments], key, endpoint);
        Assert.SkipWhen(error.Contains("No module named", StringComparison.Ordinal), "boto3 is not installed for python3.");
        Assert.True(exitCode == 0, error);
        return JsonElement.Parse(output);
    }

    public static Task<(int ExitCode, string Output, string Error)> RunAwsAsync(ClientKey key, Uri endpoint, params string[] arguments) =>
        RunAsync(PythonProgram.Aws, ["sts", .. arguments, "--output", "json"], key, endpoint);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string program, IEnumerable<string> arguments, ClientKey key, Uri endpoint)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = key.AccessKeyId,
                ["AWS_SECRET_ACCESS_KEY"] = key.SecretAccessKey,
                ["AWS_SESSION_TOKEN"] = key.SessionToken,
                ["AWS_DEFAULT_REGION"] = "us-east-1",
                ["AWS_ENDPOINT_URL_STS"] = endpoint.ToString().TrimEnd('/'),
                ["AWS_CONFIG_FILE"] = "none",
                ["AWS_SHARED_CREDENTIALS_FILE"] = "none",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["AWS_MAX_ATTEMPTS"] = "1",
                ["AWS_PAGER"] = "",
            },
        };
        using Process process = StartOrSkip(start);
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancel);
        Task<string> error = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output, await error);
    }

    private static Process StartOrSkip(ProcessStartInfo start)
    {
        Process? process = null;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception)
        {
            // Not installed.
        }

        Assert.SkipWhen(process is null, $"{start.FileName} is not installed.");
        return process!;
    }
}
