using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Host.Tls;

namespace StsSim.Host;

/// <summary>The host's command line.</summary>
internal static class HostCommand
{
    public const int BadUsage = 2;

    private const int CannotStart = 1;

    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"Addresses to listen on, http or https, separated by semicolons; port 0 takes a free one. [default: {HostSettings.DefaultUrls}]",
        HelpName = "URL",
    };

    private static readonly Option<string?> ControlUrls = new("--control-urls")
    {
        Description = "Addresses for the control API and metrics alone, so that --urls serves nothing but AWS. [default: all on --urls]",
        HelpName = "URL",
    };

    private static readonly Option<string?> World = new("--world")
    {
        Description = "The world file: accounts, users, keys and quotas, as JSON. [default: an embedded world with an example key]",
        HelpName = "FILE",
    };

    private static readonly Option<string?> Auth = AuthOption();

    private static readonly Option<string?> Role = RoleOption();

    private static readonly Option<string?> Redis = new("--redis")
    {
        Description = "Keeps accounts, keys and leases in Redis, so that they outlive the process and other processes can share them; the world file is then read at the first start only. [default: in memory]",
        HelpName = "CONNECTION",
    };

    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "As --redis, in a PostgreSQL database, whose tables are made at the first start: Host=…;Database=…;Username=…;Password=… or postgres://user:password@host/database; better in the environment, where no list of processes shows it.",
        HelpName = "CONNECTION",
    };

    private static readonly Option<string?> TlsCertificate = new("--tls-certificate")
    {
        Description = "The certificate of https addresses, PEM or PFX, taken again when it is renewed; StsSim__TlsPassword opens an encrypted one. [default: one made at the start, for this machine and the names of AWS's endpoints]",
        HelpName = "FILE",
    };

    private static readonly Option<string?> TlsKey = new("--tls-key")
    {
        Description = "The certificate's private key, PEM. [default: in the certificate's file]",
        HelpName = "FILE",
    };

    private static readonly Option<long?> Seed = new("--seed")
    {
        Description = "What faults are drawn from: the same seed and the same requests give the same faults. [default: the world file's, or 0]",
        HelpName = "N",
    };

    public static RootCommand Create()
    {
        var root = new RootCommand(
            "StsSim simulates AWS STS: it answers GetFederationToken and its kin as the real service does, quotas and errors included. "
            + "Settings can also stand in appsettings.json or the environment, e.g. StsSim__Auth=permissive.");
        var serve = new Command("serve", "Serve until Ctrl-C; the default.");
        foreach (Option option in new Option[] { Urls, ControlUrls, TlsCertificate, TlsKey, World, Auth, Role, Redis, Postgres, Seed })
        {
            option.Recursive = true;
            root.Add(option);
        }

        serve.SetAction(ServeAsync);
        root.SetAction(ServeAsync);
        root.Add(serve);
        root.Add(WorldFileCommands.Validate());
        root.Add(WorldFileCommands.Keys());
        root.Add(PostgresSchemaCommand.Create());
        root.Add(CertificateCommand.Create());
        return root;
    }

    /// <summary>The settings of an embedded simulator.</summary>
    /// <exception cref="StartupException">An option is unknown or wrong.</exception>
    public static HostSettings ReadSettings(string[] args, IConfiguration configuration)
    {
        ParseResult parsed = Create().Parse(args);
        return parsed.Errors.Count > 0 ? throw new StartupException(UsageError.Of(parsed)) : Read(parsed, configuration);
    }

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        try
        {
            WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
            HostSettings settings = Read(parsed, builder.Configuration);
            UseQuietConsole(builder);
            await using Simulator simulator = await Simulator.StartAsync(builder, settings, cancellationToken);
            StartupBanner.Write(Console.Out, simulator, settings);
            await simulator.WaitForShutdownAsync();
            return 0;
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync($"stssim: {e.Message}");
            return CannotStart;
        }
    }

    private static HostSettings Read(ParseResult parsed, IConfiguration configuration) =>
        HostSettings.Read(new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(NamedSettings(parsed)).Build());

    // What the command line names goes before what stands elsewhere, under the same names.
    private static Dictionary<string, string?> NamedSettings(ParseResult parsed)
    {
        var named = new Dictionary<string, string?>
        {
            ["Urls"] = parsed.GetValue(Urls),
            ["ControlUrls"] = parsed.GetValue(ControlUrls),
            ["TlsCertificate"] = parsed.GetValue(TlsCertificate),
            ["TlsKey"] = parsed.GetValue(TlsKey),
            ["World"] = parsed.GetValue(World),
            ["Auth"] = parsed.GetValue(Auth),
            ["Role"] = parsed.GetValue(Role),
            ["Redis"] = parsed.GetValue(Redis),
            ["Postgres"] = parsed.GetValue(Postgres),
            ["Seed"] = parsed.GetValue(Seed)?.ToString(CultureInfo.InvariantCulture),
        };
        return named.Where(setting => setting.Value is not null).ToDictionary(setting => $"StsSim:{setting.Key}", setting => setting.Value);
    }

    // One line an event, on standard error; what libraries do on the way is noise unless it goes wrong.
    private static void UseQuietConsole(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        });
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None); // a failed start is told once, in a sentence
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
    }

    private static Option<string?> RoleOption()
    {
        var option = new Option<string?>("--role")
        {
            Description = "silo keeps the world, gateway answers requests, all is both. Silos and gateways find each other over --redis or --postgres. [default: all]",
            HelpName = "all|silo|gateway",
        };
        option.CompletionSources.Add("all", "silo", "gateway");
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not ("all" or "silo" or "gateway") and var role)
            {
                result.AddError($"'{role}' is no role: --role is all, silo or gateway.");
            }
        });
        return option;
    }

    private static Option<string?> AuthOption()
    {
        var option = new Option<string?>("--auth")
        {
            Description = "strict verifies every signature; permissive takes any access key and checks no signature. [default: strict]",
            HelpName = "strict|permissive",
        };
        option.CompletionSources.Add("strict", "permissive");
        option.Validators.Add(result =>
        {
            // AcceptOnlyFromAmong says it in three lines.
            if (result.GetValueOrDefault<string?>() is not ("strict" or "permissive") and var mode)
            {
                result.AddError($"'{mode}' is no way to authenticate: --auth is strict or permissive.");
            }
        });
        return option;
    }
}
