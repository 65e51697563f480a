using System.Globalization;
using Microsoft.Extensions.Configuration;
using StsSim.Federation.Oidc;
using StsSim.Gateway.Limits;
using StsSim.Host.Cluster;
using StsSim.Host.Tls;
using StsSim.Operations.Authentication;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Parameters;

namespace StsSim.Host;

/// <summary>What a simulator is started with. Each can stand in appsettings.json or the environment under <c>StsSim</c>.</summary>
public sealed record HostSettings
{
    public const string DefaultUrls = "http://127.0.0.1:7870";

    /// <summary>Addresses to listen on, separated by semicolons. Port 0 takes a free one.</summary>
    public string Urls { get; init; } = DefaultUrls;

    /// <summary>Addresses of the control API, dashboard and metrics; <see langword="null"/> where they are served on <see cref="Urls"/>.</summary>
    public string? ControlUrls { get; init; }

    /// <summary>The world file, or <see langword="null"/> for the embedded world.</summary>
    public string? World { get; init; }

    public HostRole Role { get; init; } = HostRole.All;

    /// <summary>A Redis server that keeps what the grains know, as StackExchange.Redis spells a connection; without one it is kept in memory.</summary>
    public string? Redis { get; init; }

    /// <summary>A PostgreSQL database in place of Redis, as Npgsql spells a connection or as a URL.</summary>
    public string? Postgres { get; init; }

    /// <summary>How processes over one store find each other.</summary>
    public ClusterSettings Cluster { get; init; } = new();

    /// <summary>What those of <see cref="Urls"/> and <see cref="ControlUrls"/> that are https show their clients.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>What faults are drawn from, in place of the world's own seed; or <see langword="null"/>.</summary>
    public long? Seed { get; init; }

    public AuthenticationMode Auth { get; init; } = AuthenticationMode.Strict;

    /// <summary>The control API's bearer token; required where it is served beyond loopback.</summary>
    public string? AdminToken { get; init; }

    /// <summary>Whether answers the simulator shaped say so in <c>x-stssim-*</c> headers.</summary>
    public bool AnnotateAnswers { get; init; } = true;

    /// <summary>Where OAuth 2.0 access tokens are verified; without addresses, by the built-in provider.</summary>
    public OAuthOptions OAuth { get; init; } = new();

    /// <summary>Where the issuers of web identity tokens may be asked for their keys.</summary>
    public IssuerNetworks IssuerNetworks { get; init; } = IssuerNetworks.Public;

    /// <summary>What a gateway takes from clients.</summary>
    public GatewayLimits Limits { get; init; } = new();

    /// <summary>How much a request may hold.</summary>
    public RequestLimits RequestLimits { get; init; } = new();

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartupException">A setting has a value that means nothing.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection("StsSim");
        string mode = section["Auth"] ?? nameof(AuthenticationMode.Strict);
        string annotate = section["AnnotateAnswers"] ?? bool.TrueString;
        if (!Enum.TryParse(mode, ignoreCase: true, out AuthenticationMode authentication) || !Enum.IsDefined(authentication))
        {
            throw new StartupException($"'{mode}' is no way to authenticate: --auth (StsSim:Auth) is strict or permissive.");
        }

        string part = section["Role"] ?? nameof(HostRole.All);
        if (!Enum.TryParse(part, ignoreCase: true, out HostRole hostRole) || !Enum.IsDefined(hostRole))
        {
            throw new StartupException($"'{part}' is no role: --role (StsSim:Role) is all, silo or gateway.");
        }

        string networks = section["IssuerNetworks"] ?? nameof(IssuerNetworks.Public);
        if (!Enum.TryParse(networks, ignoreCase: true, out IssuerNetworks issuerNetworks) || !Enum.IsDefined(issuerNetworks))
        {
            throw new StartupException($"'{networks}' is no reach of issuers: StsSim:IssuerNetworks is public, loopback or private.");
        }

        if (!bool.TryParse(annotate, out bool annotateAnswers))
        {
            throw new StartupException($"'{annotate}' is neither true nor false (StsSim:AnnotateAnswers).");
        }

        long? seed = null;
        if (section["Seed"] is { Length: > 0 } text)
        {
            seed = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
                ? number
                : throw new StartupException($"'{text}' is no whole number (StsSim:Seed).");
        }

        var settings = new HostSettings
        {
            Seed = seed,
            Urls = section["Urls"] ?? DefaultUrls,
            ControlUrls = section["ControlUrls"],
            World = section["World"],
            Role = hostRole,
            Redis = section["Redis"],
            Postgres = section["Postgres"],
            Cluster = ClusterSettings.Read(configuration),
            Tls = TlsSettings.Read(configuration),
            Auth = authentication,
            AdminToken = string.IsNullOrEmpty(section["AdminToken"]) ? null : section["AdminToken"],
            AnnotateAnswers = annotateAnswers,
            Limits = LimitSettings.ReadGatewayLimits(configuration),
            RequestLimits = LimitSettings.ReadRequestLimits(configuration),
            IssuerNetworks = issuerNetworks,
            OAuth = new OAuthOptions { LoginWithAmazon = ReadUrl(section, "LoginWithAmazonUrl"), Facebook = ReadUrl(section, "FacebookUrl") },
        };
        return settings switch
        {
            { Redis: not null, Postgres: not null } =>
                throw new StartupException("--redis (StsSim:Redis) and --postgres (StsSim:Postgres) both name a store, and there is one: give one of them."),
            { Role: not HostRole.All, Redis: null, Postgres: null } =>
                throw new StartupException($"--role {part.ToLowerInvariant()} is part of a cluster, whose processes find each other in a store: name it by --redis or --postgres."),
            _ => settings,
        };
    }

    private static Uri? ReadUrl(IConfigurationSection section, string name)
    {
        string? text = section[name];
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
            ? url
            : throw new StartupException($"'{text}' is no http or https address (StsSim:{name}).");
    }

    public override string ToString() => $"{nameof(HostSettings)} {Urls}"; // the admin token and the store's password stay out of logs
}
