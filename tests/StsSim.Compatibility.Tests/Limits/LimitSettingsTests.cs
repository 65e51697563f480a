using StsSim.Compatibility.Tests.Hosting;

namespace StsSim.Compatibility.Tests.Limits;

public sealed class LimitSettingsTests
{
    [Theory]
    [InlineData("Connections", "0", "'0' is no whole number from 1 to ")]
    [InlineData("BodyBytes", "many", "'many' is no whole number from 1024 to 67108864 (StsSim:Limits:BodyBytes).")]
    [InlineData("HeadBytes", "2000000", "'2000000' is no whole number from 1024 to 1048576 (StsSim:Limits:HeadBytes).")]
    [InlineData("HeadTime", "-1", "'-1' is no time such as 00:00:15, 00:00:01 at least (StsSim:Limits:HeadTime).")]
    [InlineData("Parameters", "15", "'15' is no whole number from 16 to 65536 (StsSim:Limits:Parameters).")]
    [InlineData("PolicyDepth", "5", "'5' is no whole number from 6 to 64 (StsSim:Limits:PolicyDepth).")]
    [InlineData("XmlDepth", "65", "'65' is no whole number from 10 to 64 (StsSim:Limits:XmlDepth).")]
    [InlineData("OverloadDelay", "soon", "'soon' is no time such as 00:00:15, 00:00:00 at least (StsSim:Limits:OverloadDelay).")]
    public async Task What_means_nothing_is_said_before_the_start(string name, string value, string error)
    {
        await using HostProcess host = HostProcess.Start(new Dictionary<string, string> { [$"StsSim__Limits__{name}"] = value });

        Assert.StartsWith($"stssim: {error}", await host.FailsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_connections_than_there_are_files_for_is_said_before_the_start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The number of open files is known and limited on Linux.");
        await using HostProcess host = HostProcess.StartWithFiles(1024, new Dictionary<string, string> { ["StsSim__Limits__Connections"] = "1000" });

        Assert.Equal(
            "stssim: This process may not have as many files open as 1000 connections need (StsSim:Limits:Connections): at most 256, or raise its limit (ulimit -n).",
            await host.FailsAsync());
    }
}
