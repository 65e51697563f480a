namespace StsSim.Gateway.Limits;

/// <summary>The memory that requests still on their way may take, bodies and long heads, of all connections together.</summary>
public sealed class MemoryUnderWay(GatewayLimits limits)
{
    private long _taken;

    /// <summary>Bytes set aside now.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Sets memory aside; <see langword="false"/> where there is none left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limits.BodyBytesUnderWay)
        {
            return true;
        }

        GiveBack(bytes);
        return false;
    }

    public void GiveBack(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
