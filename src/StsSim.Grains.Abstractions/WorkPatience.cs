namespace StsSim.Grains.Abstractions;

/// <summary>How long is waited for a grain that asks many others before it answers.</summary>
public static class WorkPatience
{
    /// <summary>As Orleans spells a time span in an attribute: thirty seconds.</summary>
    public const string Text = "00:00:30";
}
