namespace StsSim.Operations.Throttling;

/// <summary>Names this gateway to those who lease to it, for the life of the process.</summary>
public sealed class GatewayId
{
    public Guid Value { get; } = Guid.NewGuid();
}
