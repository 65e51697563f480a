namespace StsSim.Gateway.Limits;

/// <summary>Marks connections over the limit.</summary>
internal sealed class ExcessConnection
{
    public static readonly ExcessConnection Mark = new();

    private ExcessConnection()
    {
    }
}
