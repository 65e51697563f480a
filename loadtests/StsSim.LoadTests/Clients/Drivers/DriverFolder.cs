namespace StsSim.LoadTests.Clients.Drivers;

/// <summary>Where the drivers of this project lie.</summary>
internal static class DriverFolder
{
    private static readonly string Copy = Path.Combine(AppContext.BaseDirectory, "drivers");

    // What a driver needs is installed beside it in the checkout; the copy beside this program is for one that has left its checkout.
    private static readonly string Scripts = InCheckout() ?? Copy;

    /// <summary>Of a driver that is run from its source.</summary>
    public static string OfScript(string driver) => Path.Combine(Scripts, driver);

    /// <summary>Of a driver that is built.</summary>
    public static string OfProgram(string driver) => Path.Combine(Copy, driver);

    private static string? InCheckout()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string drivers = Path.Combine(folder.FullName, "loadtests", "drivers");
            if (File.Exists(Path.Combine(drivers, "README.md")))
            {
                return drivers;
            }
        }

        return null;
    }
}
