namespace StsSim.Gateway.Control.Dashboard;

/// <summary>One of the events that a server sends, as the HTML standard writes them.</summary>
internal static class ServerEvent
{
    /// <param name="name"><see langword="null"/> for the one that the stream is of.</param>
    public static string Of<T>(string? name, T data) => $"{(name is null ? "" : $"event: {name}\n")}data: {ControlJson.ToLine(data)}\n\n";
}
