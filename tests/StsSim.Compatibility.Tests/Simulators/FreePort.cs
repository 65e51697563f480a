using System.Net;
using System.Net.Sockets;

namespace StsSim.Compatibility.Tests.Simulators;

/// <summary>Ports for servers that are told where to listen before they do.</summary>
internal static class FreePort
{
    // Below those that systems give to connections: one of these cannot be taken in between by who only calls somebody.
    private const int First = 20_000;
    private const int Last = 32_000;

    // Held until this process ends, by which test programs that run side by side see what is spoken for.
    private static readonly List<FileStream> Taken = [];
    private static int _next = Random.Shared.Next(First, Last);

    /// <summary>A port that is nobody's, and is not given a second time.</summary>
    public static int Take()
    {
        for (int tried = 0; tried < Last - First; tried++)
        {
            int port = First + (Interlocked.Increment(ref _next) % (Last - First));
            if (TryTake(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"The ports from {First} to {Last} are all taken.");
    }

    private static bool TryTake(int port)
    {
        FileStream? mark = null;
        try
        {
            mark = new FileStream(Path.Combine(Path.GetTempPath(), $"stssim-test-port-{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            using var listener = new TcpListener(IPAddress.Any, port);
            listener.Start();
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            mark?.Dispose();
            return false;
        }

        lock (Taken)
        {
            Taken.Add(mark);
        }

        return true;
    }
}
