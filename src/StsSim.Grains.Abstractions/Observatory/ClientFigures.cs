namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What was measured of a group of clients: a value for each <see cref="ClientFigure"/>, or none.</summary>
[GenerateSerializer, Immutable, Alias("stssim.ClientFigures")]
public sealed record ClientFigures([property: Id(0)] IReadOnlyList<double?> Values)
{
    /// <summary>Stored figures may be of a version that knew fewer.</summary>
    public double? this[ClientFigure figure] => (int)figure < Values.Count ? Values[(int)figure] : null;
}
