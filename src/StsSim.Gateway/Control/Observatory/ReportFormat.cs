namespace StsSim.Gateway.Control.Observatory;

/// <summary>In what form a report is written.</summary>
internal enum ReportFormat
{
    /// <summary>For programs.</summary>
    Json,

    /// <summary>A page for people that needs nothing else.</summary>
    Html,
}
