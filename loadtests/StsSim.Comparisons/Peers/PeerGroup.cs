using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Peers;

/// <summary>Those whom the simulator is compared with by one kind of request.</summary>
internal sealed class PeerGroup : IAsyncDisposable
{
    private readonly List<MeasuredServer> _servers = [];

    public IReadOnlyList<MeasuredServer> Servers => _servers;

    /// <param name="answer">What the simulator answers with.</param>
    public static async Task<PeerGroup> StartAsync(ComparedRequest compared, byte[] answer, string folder)
    {
        var group = new PeerGroup();
        try
        {
            string file = Path.Combine(folder, "answer");
            await File.WriteAllBytesAsync(file, answer);
            group._servers.Add(await BareKestrel.StartAsync(file, compared.Status));
            if (compared != ComparedRequest.GetFederationToken)
            {
                return group;
            }

            if (InstalledProgram.Find("nginx") is { } nginx)
            {
                group._servers.Add(await Nginx.StartAsync(nginx, System.Text.Encoding.UTF8.GetString(answer), folder));
            }

            if (InstalledProgram.Find("moto_server") is { } moto)
            {
                group._servers.Add(await Moto.StartAsync(moto));
            }

            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (MeasuredServer server in _servers)
        {
            await server.DisposeAsync();
        }
    }
}
