namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>What a driver is to know of the environment that this program was started in.</summary>
internal static class DriverEnvironment
{
    private const string Loopback = "127.0.0.1,localhost,::1";

    // Whether SDKs retry as they are going to from 2026 on is for the user to say, and has no other switch.
    private const string NewRetries = "AWS_NEW_RETRIES_2026";

    /// <summary>Takes away what would have its SDK behave other than it was asked to: the user's own settings and proxies.</summary>
    public static void Prepare(IDictionary<string, string?> environment)
    {
        foreach (string name in environment.Keys.Where(IsSettingOfSdk).ToArray())
        {
            environment.Remove(name);
        }

        // Neither is there, so no profile of the user sets a mode or a number of attempts.
        string nowhere = Path.Combine(AppContext.BaseDirectory, "no-aws-profile");
        environment["AWS_CONFIG_FILE"] = nowhere;
        environment["AWS_SHARED_CREDENTIALS_FILE"] = nowhere;
        foreach (string name in (string[])["NO_PROXY", "no_proxy"])
        {
            environment[name] = environment.TryGetValue(name, out string? others) && !string.IsNullOrEmpty(others) ? $"{others},{Loopback}" : Loopback;
        }
    }

    private static bool IsSettingOfSdk(string name) =>
        name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase) && !name.Equals(NewRetries, StringComparison.OrdinalIgnoreCase);
}
