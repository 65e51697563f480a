namespace StsSim.Gateway.Control.Dashboard;

/// <summary>A file of the dashboard as it is sent.</summary>
internal sealed record DashboardAsset(string ContentType, ReadOnlyMemory<byte> Content, string ETag);
