using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace StsSim.Host.Cluster;

/// <summary>How processes that share a store find each other. Each can stand in the environment under <c>StsSim__Cluster</c>.</summary>
public sealed record ClusterSettings
{
    private const string PodAddress = "POD_IP";

    private static readonly TimeSpan ShortestProbe = TimeSpan.FromMilliseconds(100);

    /// <summary>Clusters of different ids share a store without knowing of each other.</summary>
    public string Id { get; init; } = "stssim";

    /// <summary>Where silos speak to each other; <see langword="null"/> for the first free port from 11111 on; in a pod 11111.</summary>
    public int? SiloPort { get; init; }

    /// <summary>Where gateways speak to silos; <see langword="null"/> for the first free port from 30000 on; in a pod 30000.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>The address of this machine that others reach it by, in a pod <c>POD_IP</c>; <see langword="null"/> for what can be found out.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>How long a silo has to answer whether it lives. Four answers missed, and others take over what was its.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether it is a pod, <c>POD_NAME</c> in <c>POD_NAMESPACE</c>, that asks Kubernetes which other pods are no more: of those
    /// that have <see cref="Id"/> in the labels <c>orleans/clusterId</c> and <c>orleans/serviceId</c>.
    /// </summary>
    public bool IsPod { get; init; }

    /// <exception cref="StartupException">A setting has a value that means nothing.</exception>
    public static ClusterSettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("StsSim:Cluster");
        var defaults = new ClusterSettings();
        bool isPod = Read(section, "Kubernetes", text => bool.TryParse(text, out bool value) ? value : (bool?)null, "true or false") ?? false;
        return new ClusterSettings
        {
            Id = section["Id"] is { Length: > 0 } id ? id : defaults.Id,
            SiloPort = Read(section, "SiloPort", Port),
            GatewayPort = Read(section, "GatewayPort", Port),
            Address = Read(section, "Address", AddressOf, "an IP address") ?? (isPod ? AddressOf(configuration[PodAddress]) : null),
            ProbeTimeout = Read(section, "ProbeTimeout", Span, "a time such as 00:00:01") ?? defaults.ProbeTimeout,
            IsPod = isPod,
        };
    }

    private static IPAddress? AddressOf(string? text) => IPAddress.TryParse(text, out IPAddress? address) ? address : null;

    private static int? Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= IPEndPoint.MaxPort ? port : null;

    private static TimeSpan? Span(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span) && span >= ShortestProbe ? span : null;

    private static int? Read(IConfigurationSection section, string name, Func<string, int?> parse) => Read(section, name, parse, "a port");

    private static T? Read<T>(IConfigurationSection section, string name, Func<string, T?> parse, string kind)
        where T : struct =>
        section[name] is { Length: > 0 } text ? parse(text) ?? throw Meaningless(name, text, kind) : null;

    private static T? Read<T>(IConfigurationSection section, string name, Func<string, T?> parse, string kind)
        where T : class =>
        section[name] is { Length: > 0 } text ? parse(text) ?? throw Meaningless(name, text, kind) : null;

    private static StartupException Meaningless(string name, string text, string kind) =>
        new($"'{text}' is not {kind} (StsSim:Cluster:{name}).");
}
