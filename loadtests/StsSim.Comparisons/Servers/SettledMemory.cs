using System.Diagnostics;
using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace StsSim.Comparisons.Servers;

/// <summary>What a simulator holds once garbage is gone.</summary>
/// <param name="Resident">Bytes of its process in memory.</param>
/// <param name="Heap">Bytes of living objects, holes between them not counted.</param>
internal readonly record struct SettledMemory(long Resident, long Heap, int Handles, int Threads)
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const long CollectHeap = 0x800000; // the runtime collects when somebody begins to listen for this keyword

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Has the simulator collect its garbage in all generations, and reads.</summary>
    /// <exception cref="InvalidOperationException">It does not collect: diagnostics are turned off there (<c>DOTNET_EnableDiagnostics</c>), or it has no metrics.</exception>
    public static async Task<SettledMemory> ReadAsync(MeasuredServer server)
    {
        double before = FullCollections(await MetricsPage.ReadAsync(server));
        await CollectAsync(server);
        long begun = Stopwatch.GetTimestamp();
        while (true)
        {
            MetricsPage page = await MetricsPage.ReadAsync(server);
            if (FullCollections(page) > before)
            {
                double heap = page.SumOf("dotnet_gc_last_collection_heap_size_bytes") - page.SumOf("dotnet_gc_last_collection_heap_fragmentation_size_bytes");
                return new SettledMemory(server.Memory, (long)heap, server.Handles, server.Threads);
            }

            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                throw new InvalidOperationException($"{server.Name} does not collect its garbage when it is asked to.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static double FullCollections(MetricsPage page) => page.SumOf("dotnet_gc_collections_total", "\"gen2\"");

    private static async Task CollectAsync(MeasuredServer server)
    {
        try
        {
            var provider = new EventPipeProvider(Runtime, EventLevel.Informational, CollectHeap);
            using EventPipeSession session = await new DiagnosticsClient(server.ProcessId).StartEventPipeSessionAsync(provider, requestRundown: false, circularBufferMB: 1, CancellationToken.None);
            Task drained = session.EventStream.CopyToAsync(Stream.Null);
            await session.StopAsync(CancellationToken.None);
            await drained;
        }
        catch (DiagnosticsClientException e)
        {
            throw new InvalidOperationException($"{server.Name} does not take part in diagnostics, and so cannot be asked to collect its garbage: {e.Message}", e);
        }
    }
}
