using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StsSim.Federation.Oidc;
using StsSim.Gateway;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Host.Cluster;
using StsSim.Host.Cluster.Postgres;
using StsSim.Host.Telemetry;
using StsSim.Host.Tls;
using StsSim.Operations;
using StsSim.Operations.Authentication;
using StsSim.Operations.Cluster;

namespace StsSim.Host;

/// <summary>A simulator in this process, or the part of one that its role says.</summary>
/// <example>
/// <code>
/// await using var simulator = await Simulator.StartAsync(["--urls", "http://127.0.0.1:0"]);
/// var sts = new AmazonSecurityTokenServiceClient(credentials, new() { ServiceURL = simulator.Endpoint.ToString() });
/// </code>
/// </example>
public sealed class Simulator : IAsyncDisposable
{
    /// <summary>How long it takes at most from being asked to stop to having stopped.</summary>
    internal static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    private readonly WebApplication _app;
    private readonly HostTls? _tls;
    private int _disposed;
    private bool _stopped;

    private Simulator(WebApplication app, int firstControlAddress, HostTls? tls)
    {
        _app = app;
        _tls = tls;
        string[] addresses = [.. app.Urls];
        Endpoint = new Uri(addresses[0]);
        ControlEndpoint = new Uri(addresses[firstControlAddress]);
    }

    /// <summary>Where it listens, e.g. <c>http://127.0.0.1:7870/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where its control API listens: <see cref="Endpoint"/> unless that has a listener of its own.</summary>
    public Uri ControlEndpoint { get; }

    /// <summary>
    /// Under https without a certificate of one's own: the PEM file of the certificate authority that clients have to trust,
    /// e.g. as <c>AWS_CA_BUNDLE</c>; <see langword="null"/> otherwise, and where no file could be written.
    /// </summary>
    public string? CertificateAuthorityFile => _tls?.AuthorityFile?.Path;

    /// <summary>The same authority as text, PEM; <see langword="null"/> where the certificate is one's own, or there is no https.</summary>
    public string? CertificateAuthority => _tls?.AuthorityPem;

    /// <summary>What its control API takes as a bearer token, where the settings name one.</summary>
    public string? AdminToken => Services.GetRequiredService<GatewayOptions>().AdminToken;

    /// <summary>Its services, for tests that look behind the wire.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a simulator inside another program. It logs warnings and errors only, and leaves Ctrl-C alone.</summary>
    /// <param name="args">The options of the host's command line.</param>
    /// <param name="configure">Replaces services before the start, e.g. the clock (<see cref="SimulatedTime"/>); or nothing.</param>
    /// <exception cref="StartupException">It cannot start, and why.</exception>
    public static async Task<Simulator> StartAsync(
        string[] args, Action<IServiceCollection>? configure = null, CancellationToken cancellationToken = default)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        return await StartAsync(builder, HostCommand.ReadSettings(args, builder.Configuration), configure, cancellationToken);
    }

    /// <summary>Starts a simulator as a program of its own, which Ctrl-C and SIGTERM stop.</summary>
    internal static Task<Simulator> StartAsync(WebApplicationBuilder builder, HostSettings settings, CancellationToken cancellationToken) =>
        StartAsync(builder, settings, configure: null, cancellationToken);

    /// <summary>Returns once it was asked to stop and has drained.</summary>
    internal async Task WaitForShutdownAsync()
    {
        await _app.WaitForShutdownAsync();
        _stopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        if (!_stopped)
        {
            await _app.StopAsync();
        }

        await _app.DisposeAsync();
        _tls?.Dispose();
    }

    private static async Task<Simulator> StartAsync(
        WebApplicationBuilder builder, HostSettings settings, Action<IServiceCollection>? configure, CancellationToken cancellationToken)
    {
        IReadOnlyList<ListenAddress> addresses = ListenAddress.Read(settings);
        IClusterStore store = StoreOf(settings);
        await store.CheckAsync();
        World world = WorldSource.Read(settings.World);
        world = settings.Seed is { } seed ? world with { Seed = seed } : world;
        HostTls? tls = HostTls.For(addresses, settings.Tls);
        Compose(builder, settings, store, addresses, tls, world);
        configure?.Invoke(builder.Services);

        WebApplication app = builder.Build();
        app.WarnOfTelemetrySettings();
        app.MapMetrics();
        if (settings.Role == HostRole.Silo)
        {
            app.UseHealth();
        }
        else
        {
            app.UseStsGateway();
        }

        if (settings.Role == HostRole.All)
        {
            OrleansDashboard.MapOrleansDashboard(app);
        }

        try
        {
            await app.StartAsync(cancellationToken);
            return new Simulator(app, settings.ControlUrls is null ? 0 : addresses.Count(address => !address.IsControl), tls);
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            tls?.Dispose();
            throw e is IOException { InnerException: AddressInUseException or SocketException } or SocketException
                ? ListenAddress.CannotListen(string.Join(';', addresses), e)
                : e;
        }
    }

    private static IClusterStore StoreOf(HostSettings settings) => settings switch
    {
        { Redis: { } redis } => new RedisStore(redis),
        { Postgres: { } postgres } => new PostgresStore(postgres),
        _ => new ProcessStore(),
    };

    // The order is the order of start: silo, world and cluster, upkeep; the web server comes last and stops first.
    private static void Compose(WebApplicationBuilder builder, HostSettings settings, IClusterStore store, IReadOnlyList<ListenAddress> addresses, HostTls? tls, World world)
    {
        builder.WebHost.UseUrls(); // what ASPNETCORE_URLS says is for other programs
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (ListenAddress address in addresses)
            {
                address.Listen(kestrel, tls?.Server);
            }
        });
        tls?.AddTo(builder.Services);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = DrainTime);
        builder.Services.AddKeyedSingleton(SimulatedTime.Key, TimeProvider.System);
        if (settings.Role != HostRole.Gateway)
        {
            builder.AddSilo(settings, store);
        }
        else
        {
            builder.AddClusterClient(settings, store);
        }

        builder.AddTelemetry();
        var options = new GatewayOptions
        {
            AdminToken = settings.AdminToken,
            AnnotateAnswers = settings.AnnotateAnswers,
            Limits = settings.Limits,
            HasControlListener = settings.ControlUrls is not null,
            CertificateAuthority = tls?.AuthorityPem,
        };
        if (settings.Role == HostRole.Silo)
        {
            builder.Services.AddHealth(options);
            builder.Services.AddHostedService<SiloLifecycle>();
            return;
        }

        builder.Services.AddSingleton(new AuthenticationOptions { Mode = settings.Auth });
        builder.Services.AddSingleton(settings.OAuth);
        builder.Services.AddSingleton(new VerificationKeysOptions { Networks = settings.IssuerNetworks });
        builder.Services.AddSingleton(settings.RequestLimits);
        builder.Services.AddStsOperations();
        builder.Services.AddStsGateway(options);
        builder.Services.AddSingleton(world);
        builder.Services.AddHostedService<GatewayLifecycle>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterUpkeep>());
        builder.Services.AddHostedService(services => services.GetRequiredService<ClusterRenewal>());
    }
}
