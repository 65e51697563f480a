using System.Diagnostics;

namespace StsSim.Cluster.Tests.Chaos;

/// <summary>What a process holds of its machine.</summary>
/// <param name="Resident">Memory, bytes.</param>
internal sealed record ProcessSample(long Resident, int Handles, int Threads)
{
    public static ProcessSample Take(int processId)
    {
        using Process process = Process.GetProcessById(processId);
        string handles = $"/proc/{processId}/fd";
        return new ProcessSample(process.WorkingSet64, Directory.Exists(handles) ? Directory.GetFileSystemEntries(handles).Length : process.HandleCount, process.Threads.Count);
    }

    public override string ToString() => $"{Resident / 1_000_000} MB, {Handles} handles, {Threads} threads";
}
