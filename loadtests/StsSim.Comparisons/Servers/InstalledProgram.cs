namespace StsSim.Comparisons.Servers;

internal static class InstalledProgram
{
    private static readonly string[] Beside = ["/usr/sbin", "/usr/local/sbin"];

    /// <returns>Where a program is, or <see langword="null"/> where it is not installed.</returns>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Beside)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
