namespace StsSim.LoadTests.Simulation;

/// <summary>How a fleet is met when the model begins.</summary>
internal enum FleetStart
{
    /// <summary>Long in service: each pod has a session, and no two of them are of the same age but by chance.</summary>
    Spread,

    /// <summary>All pods start now, none with a session.</summary>
    Together,
}
