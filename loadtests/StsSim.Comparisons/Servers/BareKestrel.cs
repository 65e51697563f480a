using System.Diagnostics;
using System.Globalization;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StsSim.Comparisons.Servers;

/// <summary>
/// The ceiling: ASP.NET Core's web server alone, which reads each request's body and answers with the bytes that the
/// simulator has answered with once. It looks at nothing. At <c>/metrics</c> it says what it has allocated.
/// </summary>
internal static class BareKestrel
{
    public const string Name = "bare Kestrel";

    /// <param name="answer">The file with the body to answer with.</param>
    public static Task<MeasuredServer> StartAsync(string answer, int status)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            [typeof(BareKestrel).Assembly.Location, "kestrel", "--answer", answer, "--status", status.ToString(CultureInfo.InvariantCulture)]);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet")
        {
            start.ArgumentList.RemoveAt(0); // this program by its own name
        }

        return MeasuredServer.StartAnnouncedAsync(Name, start);
    }

    /// <summary>Serves at a free port, which it says, until the process ends.</summary>
    public static async Task ServeAsync(int status, byte[] answer, TextWriter output)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using WebApplication server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Run(async context =>
        {
            if (context.Request.Path == "/metrics")
            {
                await context.Response.WriteAsync($"{ServerCounters.AllocatedBytesMetric} {GC.GetTotalAllocatedBytes()}\n");
                return;
            }

            PipeReader body = context.Request.BodyReader;
            ReadResult read;
            do
            {
                read = await body.ReadAsync();
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
            while (!read.IsCompleted);

            context.Response.StatusCode = status;
            context.Response.ContentType = "text/xml";
            context.Response.Headers["x-amzn-RequestId"] = "00000000-0000-0000-0000-000000000000";
            context.Response.ContentLength = answer.Length;
            await context.Response.BodyWriter.WriteAsync(answer);
        });
        await server.StartAsync();
        await output.WriteLineAsync($"{Name} {MeasuredServer.Announcement}{server.Urls.Single()}");
        await server.WaitForShutdownAsync();
    }
}
