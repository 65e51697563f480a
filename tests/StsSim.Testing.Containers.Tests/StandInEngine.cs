using System.Diagnostics;
using System.Formats.Tar;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace StsSim.Testing.Containers.Tests;

/// <summary>
/// Stands in for a Docker engine that has one image: a container of it is the simulator's program, as a process of this
/// machine with the variables that the container was created with. It answers what Testcontainers asks, and nothing else.
/// </summary>
internal sealed class StandInEngine : IAsyncDisposable
{
    private const string ContainerId = "5757a1b2c3d4";

    private readonly WebApplication _api;
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("stssim-container-");
    private readonly int _publicPort = FreePort();
    private Process? _program;

    private StandInEngine(WebApplication api) => _api = api;

    /// <summary>What Testcontainers takes as its engine.</summary>
    public Uri Endpoint => new UriBuilder(_api.Urls.Single()) { Scheme = "tcp" }.Uri;

    /// <summary>What the container was created with, as the engine's API has it.</summary>
    public JsonNode CreatedWith { get; private set; } = new JsonObject();

    /// <summary>The files that were copied into it before its start, by path.</summary>
    public IReadOnlyList<string> Copied =>
        [.. Directory.EnumerateFiles(_files.FullName, "*", SearchOption.AllDirectories).Select(file => "/" + Path.GetRelativePath(_files.FullName, file))];

    public bool IsRunning => _program is { HasExited: false };

    public static async Task<StandInEngine> StartAsync(CancellationToken cancellationToken)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var engine = new StandInEngine(builder.Build());
        engine._api.Run(engine.AnswerAsync);
        await engine._api.StartAsync(cancellationToken);
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            _program!.Kill();
        }

        _program?.Dispose();
        await _api.DisposeAsync();
        _files.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        path = path.StartsWith("/v1.", StringComparison.Ordinal) ? path[path.IndexOf('/', 1)..] : path;
        JsonNode? answer = null;
        switch (context.Request.Method, path)
        {
            case (_, "/_ping"):
                context.Response.Headers["Api-Version"] = "1.44";
                break;
            case ("GET", "/version"):
                answer = new JsonObject { ["Version"] = "27.0.0", ["ApiVersion"] = "1.44", ["Os"] = "linux", ["Arch"] = "amd64" };
                break;
            case ("GET", "/info"):
                answer = new JsonObject { ["ServerVersion"] = "27.0.0", ["OSType"] = "linux", ["OperatingSystem"] = "a stand-in", ["MemTotal"] = 1 };
                break;
            case ("GET", "/images/json"):
                answer = new JsonArray(new JsonObject { ["Id"] = "sha256:00", ["RepoTags"] = new JsonArray() });
                break;
            case ("GET", _) when path.StartsWith("/images/", StringComparison.Ordinal):
                answer = new JsonObject { ["Id"] = "sha256:00", ["Created"] = "2026-01-01T00:00:00Z" };
                break;
            case ("POST", "/containers/create"):
                CreatedWith = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
                context.Response.StatusCode = StatusCodes.Status201Created;
                answer = new JsonObject { ["Id"] = ContainerId, ["Warnings"] = new JsonArray() };
                break;
            case ("PUT", $"/containers/{ContainerId}/archive"):
                await ExtractAsync(context.Request, context.RequestAborted);
                break;
            case ("POST", $"/containers/{ContainerId}/start"):
                StartProgram();
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ("POST", $"/containers/{ContainerId}/stop"):
                _program!.Kill();
                await _program.WaitForExitAsync(context.RequestAborted);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ("GET", $"/containers/{ContainerId}/json"):
                answer = Inspect();
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status501NotImplemented;
                answer = new JsonObject { ["message"] = $"The stand-in does not know {context.Request.Method} {path}." };
                break;
        }

        if (answer is not null)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
        }
    }

    private async Task ExtractAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var archive = new MemoryStream();
        await request.Body.CopyToAsync(archive, cancellationToken);
        archive.Position = 0;
        await using var tar = new TarReader(archive);
        while (await tar.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
        {
            string file = Path.Combine(_files.FullName, request.Query["path"].ToString().TrimStart('/'), entry.Name.TrimStart('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await entry.ExtractToFileAsync(file, overwrite: true, cancellationToken);
        }
    }

    // Of the container, its port is another one on this machine, and its files are elsewhere.
    private void StartProgram()
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "StsSim.Host.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string[] variable in CreatedWith["Env"]!.AsArray().Select(pair => ((string)pair!).Split('=', 2)))
        {
            start.Environment[variable[0]] = variable[0] switch
            {
                "StsSim__Urls" => variable[1].Replace(":7870", $":{_publicPort}", StringComparison.Ordinal),
                "StsSim__World" => _files.FullName + variable[1],
                _ => variable[1],
            };
        }

        _program = Process.Start(start)!;
        _program.BeginOutputReadLine();
        _program.BeginErrorReadLine();
    }

    private JsonObject Inspect() => new()
    {
        ["Id"] = ContainerId,
        ["Name"] = "/stand-in",
        ["Created"] = "2026-01-01T00:00:00Z",
        ["State"] = new JsonObject { ["Status"] = _program is null ? "created" : IsRunning ? "running" : "exited", ["Running"] = IsRunning },
        ["Config"] = new JsonObject { ["Image"] = CreatedWith["Image"]?.DeepClone() },
        ["NetworkSettings"] = new JsonObject
        {
            ["Networks"] = new JsonObject(),
            ["Ports"] = new JsonObject
            {
                ["7870/tcp"] = new JsonArray(new JsonObject { ["HostIp"] = "127.0.0.1", ["HostPort"] = $"{_publicPort}" }),
            },
        },
    };
}
