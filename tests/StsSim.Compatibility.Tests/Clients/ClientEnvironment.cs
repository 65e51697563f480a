using System.Diagnostics;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>The environment of a client: nothing of the machine's AWS configuration, and no proxy before a simulator.</summary>
internal static class ClientEnvironment
{
    public static ProcessStartInfo Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["AWS_CONFIG_FILE"] = "none";
        start.Environment["AWS_SHARED_CREDENTIALS_FILE"] = "none";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["NO_PROXY"] = "127.0.0.1,localhost";
        start.Environment["no_proxy"] = "127.0.0.1,localhost";
        return start;
    }
}
