using System.Globalization;
using Microsoft.Extensions.Configuration;
using StsSim.Federation.Saml;
using StsSim.Gateway.Limits;
using StsSim.Operations.Parameters;

namespace StsSim.Host;

/// <summary>Reads what a gateway takes from clients, and how much a request may hold. Each can stand in the environment, e.g. <c>StsSim__Limits__Connections</c>.</summary>
internal static class LimitSettings
{
    /// <exception cref="StartupException">A setting has a value that means nothing, or asks for more than this process may have.</exception>
    public static GatewayLimits ReadGatewayLimits(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("StsSim:Limits");
        var defaults = new GatewayLimits();
        int most = OpenFiles.MostConnections;
        int connections = Number(section, "Connections", 1, int.MaxValue / 2) ?? Math.Min(defaults.Connections, most);
        if (connections > most)
        {
            throw new StartupException(
                $"This process may not have as many files open as {connections} connections need (StsSim:Limits:Connections): at most {most}, or raise its limit (ulimit -n).");
        }

        return new GatewayLimits
        {
            BodyBytes = Number(section, "BodyBytes", 1024, 64 * 1024 * 1024) ?? defaults.BodyBytes,
            HeadBytes = Number(section, "HeadBytes", 1024, 1024 * 1024) ?? defaults.HeadBytes,
            BodyBytesUnderWay = Number(section, "BodyBytesUnderWay", 1024 * 1024, int.MaxValue) ?? defaults.BodyBytesUnderWay,
            Connections = connections,
            HeadTime = Time(section, "HeadTime", TimeSpan.FromSeconds(1)) ?? defaults.HeadTime,
            IdleTime = Time(section, "IdleTime", TimeSpan.FromSeconds(1)) ?? defaults.IdleTime,
            BytesPerSecond = Number(section, "BytesPerSecond", 1, int.MaxValue) ?? defaults.BytesPerSecond,
            GraceTime = Time(section, "GraceTime", TimeSpan.FromSeconds(1.1)) ?? defaults.GraceTime, // the web server looks once a second
            OverloadDelay = Time(section, "OverloadDelay", TimeSpan.Zero) ?? defaults.OverloadDelay,
        };
    }

    /// <exception cref="StartupException">A setting has a value that means nothing.</exception>
    public static RequestLimits ReadRequestLimits(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("StsSim:Limits");
        var defaults = new RequestLimits();
        return new RequestLimits
        {
            Parameters = Number(section, "Parameters", 16, 65_536) ?? defaults.Parameters,
            ListMembers = Number(section, "ListMembers", 1, 65_536) ?? defaults.ListMembers,
            PolicyDepth = Number(section, "PolicyDepth", 6, 64) ?? defaults.PolicyDepth, // a policy in order has six
            XmlDepth = Number(section, "XmlDepth", 10, SamlProvider.DeepestMetadata) ?? defaults.XmlDepth,
        };
    }

    private static int? Number(IConfigurationSection section, string name, int least, int most)
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw new StartupException($"'{text}' is no whole number from {least} to {most} (StsSim:Limits:{name}).");
    }

    private static TimeSpan? Time(IConfigurationSection section, string name, TimeSpan least)
    {
        if (section[name] is not { Length: > 0 } text)
        {
            return null;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) && value >= least && value <= TimeSpan.FromDays(1)
            ? value
            : throw new StartupException($"'{text}' is no time such as 00:00:15, {least:c} at least (StsSim:Limits:{name}).");
    }
}
