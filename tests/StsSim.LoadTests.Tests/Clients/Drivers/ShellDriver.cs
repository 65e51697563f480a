namespace StsSim.LoadTests.Tests.Clients.Drivers;

/// <summary>A driver of the user's own in a few lines of shell: whatever it is asked for, it says that it succeeded at the first attempt.</summary>
internal static class ShellDriver
{
    /// <summary>What it says it is.</summary>
    public const string Sdk = "shell-sts 1.2.3";

    private const string Script = """
        read -r start
        echo '{"ready":{"client":"shell-sts 1.2.3","operations":["GetFederationToken","GetCallerIdentity","AssumeRole"]}}'
        while read -r request; do
          id=${request#*'"id":'}
          echo '{"id":'"${id%%,*}"',"outcome":"ok","attempts":1,"throttles":0}'
        done

        """;

    /// <summary>Writes it down in a folder and returns the option that takes it in.</summary>
    public static string Write(string folder, string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "this driver is written for a shell");
        string file = Path.Combine(folder, $"{name} driver.sh");
        File.WriteAllText(file, Script);
        return $"{name}=sh '{file}'";
    }
}
