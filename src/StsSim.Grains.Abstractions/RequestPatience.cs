namespace StsSim.Grains.Abstractions;

/// <summary>
/// How long a gateway waits for a grain while somebody waits for the gateway: a grain whose silo was lost is somebody
/// else's a few seconds later, and an SDK that was refused with 503 comes back for it.
/// </summary>
public static class RequestPatience
{
    /// <summary>As Orleans spells a time span in an attribute: three seconds.</summary>
    public const string Text = "00:00:03";
}
