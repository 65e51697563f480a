using System.Globalization;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Reports;

/// <summary>Where the report goes; made sure of before the run, so that half a minute of load is not lost on a typing error.</summary>
internal sealed class ReportFile
{
    private ReportFile(string path) => Path = path;

    public string Path { get; }

    public static ReportFile For(string subject, string? reportFile, TimeProvider time) =>
        At("--report", reportFile ?? System.IO.Path.Combine("reports", DefaultName(subject, time)));

    /// <summary>The file that an option names.</summary>
    public static ReportFile At(string option, string path)
    {
        try
        {
            string full = System.IO.Path.GetFullPath(path);
            if (Directory.Exists(full))
            {
                throw new CannotRunException($"{option} must name a file; '{path}' is a directory.");
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            bool existed = File.Exists(full);
            using (File.Open(full, FileMode.OpenOrCreate, FileAccess.Write))
            {
            }

            if (!existed)
            {
                // A run that is refused later leaves no empty report behind.
                File.Delete(full);
            }

            return new ReportFile(full);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CannotRunException($"The report of {option} cannot be written to '{path}': {failure.Message.TrimEnd('.')}.", failure);
        }
    }

    public void Write(string text) => File.WriteAllText(Path, text);

    private static string DefaultName(string subject, TimeProvider time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{subject}-{time.GetLocalNow():yyyyMMdd-HHmmss}.html");
}
